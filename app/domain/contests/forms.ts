import { z } from "zod";
import { parseVnDateTime } from "#app/platform/dates.ts";
import { parseHundredths } from "#app/platform/decimal.ts";
import { normaliseParagraphs, normaliseText } from "#app/platform/vietnamese.ts";
import { daySchema } from "#app/domain/units/model.ts";
import { AGGREGATIONS, DIVISION_BASES, MEDIA, PHASE_KINDS, PLAIN_STEPS, SCHEDULED_PHASES } from "./kinds.ts";
import { whole } from "./form-numbers.ts";
import type { TieBreakSetup } from "./model.ts";

/** What the set-up forms hold, as typed, turned into the values of `model.ts`. Issues carry reason keys. */

const line = (max: number) => z.string().default("").transform(normaliseText).pipe(z.string().max(max, "text-too-long"));
const needed = (reason: string, max = 200) =>
  z.string().default("").transform(normaliseText).pipe(z.string().min(1, reason).max(max, "text-too-long"));
const paragraphs = (max: number) =>
  z.string().default("").transform(normaliseParagraphs).pipe(z.string().max(max, "text-too-long"));

const optionalWhole = (most: number) =>
  z.string().default("").transform((raw) => raw.trim()).pipe(
    z.union([z.literal("").transform(() => undefined), whole(0, most)], "not-a-whole-number"),
  );

const points = (most: number) =>
  z.string().transform((raw, issues) => {
    const read = parseHundredths(raw);
    if (read.ok && read.value > 0 && read.value <= most) return read.value;
    issues.addIssue({ code: "custom", message: read.ok ? "points-out-of-range" : read.reason });
    return z.NEVER;
  });

/** A typed moment in Vietnamese time. */
const momentSchema = z.string().default("").transform((raw, issues) => {
  const read = parseVnDateTime(raw);
  if (read.ok) return read.at;
  issues.addIssue({ code: "custom", message: `day-${read.reason}` });
  return z.NEVER;
});

const code = (reason: string, most: number) =>
  z.string().default("").transform((raw) => raw.trim().toUpperCase())
    .pipe(z.string().regex(new RegExp(`^[A-Z0-9]{1,${most}}$`), reason));

export const templateSchema = z.object({
  name: needed("contest-name-empty", 120),
  theme: needed("contest-theme-empty"),
  year: whole(2000, 2100),
  hostUnitId: z.uuid("unit-missing"),
  nextUnitId: z.uuid("unit-missing"),
  opensOn: daySchema,
  closesOn: daySchema,
  divisionBasis: z.enum(DIVISION_BASES, "not-a-choice"),
});
export type TemplateInput = z.output<typeof templateSchema>;

export const contestSchema = z.object({
  name: needed("contest-name-empty", 120),
  theme: line(200),
  lead: paragraphs(2000),
});
export type ContestInput = z.output<typeof contestSchema>;

export const rulesSchema = z.object({
  body: z.string().default("").transform(normaliseParagraphs).pipe(z.string().min(1, "rules-empty").max(100_000, "text-too-long")),
  documentNo: line(200),
  reason: line(500),
});
export type RulesInput = z.output<typeof rulesSchema>;

const MB = 1024 * 1024;

/** `oldCode` names the category that is changed; empty adds one. Sizes typed in MB, durations in seconds. */
export const categoryFormSchema = z
  .object({
    oldCode: z.string().default(""),
    code: code("category-code-not-valid", 10),
    name: needed("category-name-empty"),
    medium: z.enum(MEDIA, "not-a-choice"),
    minAuthors: whole(1, 10),
    maxAuthors: whole(1, 10),
    maxMb: whole(1, 4096),
    minLongSidePx: optionalWhole(30_000),
    minSeconds: optionalWhole(36_000),
    maxSeconds: optionalWhole(36_000),
    perUnitMin: optionalWhole(10_000),
    perUnitMax: optionalWhole(10_000),
    perChildMax: optionalWhole(100),
  })
  .transform(({ maxMb, minSeconds, maxSeconds, minLongSidePx, perUnitMin, perUnitMax, perChildMax, ...rest }) => ({
    ...rest,
    ...(perUnitMin || perUnitMax || perChildMax
      ? {
          limits: {
            ...(perUnitMin ? { perUnitMin } : {}),
            ...(perUnitMax ? { perUnitMax } : {}),
            ...(perChildMax ? { perChildMax } : {}),
          },
        }
      : {}),
    file: {
      maxBytes: maxMb * MB,
      ...(minLongSidePx ? { minLongSidePx } : {}),
      ...(minSeconds ? { minDurationMs: minSeconds * 1000 } : {}),
      ...(maxSeconds ? { maxDurationMs: maxSeconds * 1000 } : {}),
    },
  }));
export type CategoryInput = z.output<typeof categoryFormSchema>;

/** Rows left without a name are dropped, so that a form can offer empty lines. */
const named = <T extends z.ZodType>(row: T) =>
  z.preprocess(
    (rows) => (Array.isArray(rows) ? rows.filter((r) => String((r as { name?: unknown })?.name ?? "").trim() !== "") : []),
    z.array(row),
  );

const criterionLine = z.object({
  name: needed("criterion-name-empty"),
  guidance: line(2000),
  maxPoints: points(100_000),
  step: points(10_000),
  weight: z.string().default("1").pipe(points(10_000)),
});

export const criteriaSchema = z.object({ criteria: named(criterionLine) });
export type CriteriaInput = z.output<typeof criteriaSchema>;

/**
 * The criteria as they shall be: `id` names the present criterion a line goes on from, empty for a new one. `base` is the
 * version the form was made from.
 */
export const criteriaVersionSchema = z.object({
  base: whole(1, 1000),
  criteria: named(criterionLine.extend({ id: z.string().default("") })),
  reason: paragraphs(1000),
  next: z.enum(["preview", "confirm"]).default("preview"),
});
export type CriteriaVersionInput = z.output<typeof criteriaVersionSchema>;

export const divisionsSchema = z.object({
  divisions: named(
    z
      .object({
        code: code("division-code-not-valid", 10),
        name: needed("division-name-empty"),
        basis: z.enum(DIVISION_BASES, "not-a-choice"),
        from: whole(0, 30),
        to: whole(0, 30),
        referenceDate: z.string().default("").pipe(z.union([z.literal("").transform(() => undefined), daySchema], "day-needed")),
      })
      .transform(({ referenceDate, ...rest }) =>
        rest.basis === "age" && referenceDate ? { ...rest, referenceDate } : rest,
      ),
  ),
});
export type DivisionsInput = z.output<typeof divisionsSchema>;

export const roundFormSchema = z.object({
  name: needed("round-name-empty"),
  unitId: z.uuid("unit-missing"),
  codePrefix: code("prefix-not-valid", 6),
  aggregation: z.enum(AGGREGATIONS, "not-a-choice"),
  spreadLimit: z.string().default("").transform((raw) => raw.trim()).pipe(
    z.union([z.literal("").transform(() => undefined), points(1_000_000)], "points-out-of-range"),
  ),
});
export type RoundInput = Omit<z.output<typeof roundFormSchema>, "spreadLimit"> & { spreadLimit?: number | undefined };

export const awardsSchema = z.object({
  tiers: named(
    z.object({
      category: z.string(),
      name: needed("tier-name-empty"),
      count: whole(1, 1000),
      prizeDong: z.string().default("").transform((raw) => raw.trim() || "0").pipe(whole(0, 1_000_000_000)),
      gift: line(200),
    }),
  ),
  quotas: z.preprocess(
    (rows) => (Array.isArray(rows) ? rows : []),
    z.array(z.object({ category: z.string(), count: z.string().transform((raw) => raw.trim() || "0").pipe(whole(0, 10_000)) })),
  ),
});
export type AwardsInput = z.output<typeof awardsSchema>;

const steps = ["", ...PLAIN_STEPS, ...Array.from({ length: 20 }, (_, i) => `criterion-${i + 1}`)];

/** Each step is one choice: "criterion-2" or one of `PLAIN_STEPS`; empty ones are dropped. */
export const chainSchema = z.object({
  steps: z.preprocess(
    (value) => (Array.isArray(value) ? value : [value ?? ""]),
    z.array(z.enum(steps as [string, ...string[]], "not-a-choice")).transform((list) => list.filter(Boolean).map(stepOf)),
  ),
});

function stepOf(text: string): TieBreakSetup {
  const position = /^criterion-(\d+)$/.exec(text)?.[1];
  return position ? { kind: "criterion", position: Number(position) } : { kind: text as (typeof PLAIN_STEPS)[number] };
}

const phaseDates = z
  .object({ startsAt: z.string().default(""), endsAt: z.string().default("") })
  .default({ startsAt: "", endsAt: "" })
  .transform((typed, issues) => {
    if (typed.startsAt.trim() === "" && typed.endsAt.trim() === "") return null;
    const [startsAt, endsAt] = [parseVnDateTime(typed.startsAt), parseVnDateTime(typed.endsAt)];
    if (startsAt.ok && endsAt.ok) return { startsAt: startsAt.at, endsAt: endsAt.at };
    for (const [path, read] of [["startsAt", startsAt], ["endsAt", endsAt]] as const) {
      if (!read.ok) issues.addIssue({ code: "custom", path: [path], message: `day-${read.reason}` });
    }
    return z.NEVER;
  });

/** One pair of moments for each phase, and the minutes of grace after intake; a phase with neither is left out, with one only is at fault. */
export const phasesSchema = z.object({
  open: phaseDates,
  screening: phaseDates,
  judging: phaseDates,
  decision: phaseDates,
  published: phaseDates,
  graceMinutes: optionalWhole(1440),
} satisfies Record<(typeof SCHEDULED_PHASES)[number] | "graceMinutes", unknown>);
export type PhasesInput = z.output<typeof phasesSchema>;

export const extensionSchema = z.object({
  newEndsAt: momentSchema,
  reason: needed("reason-empty", 500),
  documentNo: line(200),
});
export type ExtensionInput = z.output<typeof extensionSchema>;

export const copySchema = z.object({ name: needed("contest-name-empty", 120), year: whole(2000, 2100) });

/** Units ticked one by one, or all right below one unit. */
export const inviteSchema = z.object({
  unitIds: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.uuid("unit-missing"))),
  allBelow: z.union([z.uuid(), z.literal("").transform(() => null)]).nullable().default(null),
});

export const extensionFormSchema = extensionSchema.extend({ kind: z.enum(SCHEDULED_PHASES, "not-a-choice") });

/** A move of a round: `from` is the phase that the page showed. */
export const moveSchema = z.object({
  to: z.enum(PHASE_KINDS, "not-a-choice"),
  from: z.enum(PHASE_KINDS, "not-a-choice").optional(),
  reason: line(500),
});
