import { z } from "zod";
import { requiredReason } from "#app/domain/entries/model.ts";
import { returnFields } from "#app/domain/entries/returns.ts";
import { rejectionRules } from "#app/domain/entries/states.ts";
import { daySchema } from "#app/domain/units/model.ts";
import { normaliseParagraphs } from "#app/platform/vietnamese.ts";

/** What the office's forms about entries hold, as typed, turned into values. Issues carry reason keys. */

const list = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(one));

const typedReason = z.string().default("").transform(normaliseParagraphs).pipe(z.string().max(500, "text-too-long"));

const optionalDay = z.string().default("").transform((raw) => raw.trim())
  .pipe(z.union([z.literal("").transform(() => null), daySchema], "day-needed"));

/** An exception to the limit by unit; `id` comes with the form, so that a second click grants nothing more. */
export const overrideSchema = z.object({
  id: z.uuid(),
  categoryId: z.uuid("category-missing"),
  unitId: z.uuid("unit-missing"),
  extra: z.string().default("").transform((raw) => raw.trim())
    .pipe(z.string().regex(/^\d{1,3}$/, "not-a-whole-number")).transform(Number).pipe(z.number().min(1, "number-below")),
  reason: requiredReason,
});
export type OverrideInput = z.output<typeof overrideSchema>;

/** Why an office enters a work for a unit; needed after the deadline only. */
export const behalfSchema = z.object({ reason: typedReason, postmarkedOn: optionalDay });

/** Sending an entry back: what to put right, why, and the last day for it. */
export const returnSchema = z.object({
  fields: list(z.enum(returnFields)).refine((fields) => fields.length > 0, "return-fields-missing"),
  reason: requiredReason,
  dueOn: z.string().default("").pipe(daySchema),
});
export type ReturnInput = z.output<typeof returnSchema>;

/** One verdict on many entries of a round, with one text. */
export const bulkSchema = z
  .object({
    verdict: z.enum(["accepted", "rejected"], "not-a-choice"),
    ids: list(z.uuid()).refine((ids) => ids.length > 0, "nothing-chosen"),
    rule: z.enum(["", ...rejectionRules], "rejection-rule-missing").default(""),
    note: typedReason,
  })
  .transform(({ verdict, ids, rule, note }, issues) => {
    if (verdict === "accepted") return { ids, verdict: { verdict } };
    if (rule === "") issues.addIssue({ code: "custom", path: ["rule"], message: "rejection-rule-missing" });
    if (note === "") issues.addIssue({ code: "custom", path: ["note"], message: "reason-empty" });
    return rule === "" || note === "" ? z.NEVER : { ids, verdict: { verdict, rule, note } };
  });
export type BulkInput = z.output<typeof bulkSchema>;
