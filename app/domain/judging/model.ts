import { z } from "zod";
import { flagReasons, SHEET_TEXT_MOST, sheetTextKinds } from "#app/domain/judging/notes.ts";
import { parseHundredths } from "#app/platform/decimal.ts";

/** Typed points as hundredths; an empty field is null, "not scored". */
const typedPoints = z.string().default("").transform((raw, ctx): number | null => {
  if (raw.trim() === "") return null;
  const reading = parseHundredths(raw);
  if (reading.ok) return reading.value;
  ctx.addIssue({ code: "custom", message: reading.reason });
  return z.NEVER;
});

/** One criterion as the page saves it while the judge goes on. */
export const criterionFormSchema = z.object({ criterionId: z.uuid(), points: typedPoints });

const words = (most: number) =>
  z.string().transform((text) => text.replaceAll("\r\n", "\n").normalize("NFC").trim()).pipe(z.string().max(most, "text-too-long"));
const sheetText = words(SHEET_TEXT_MOST);

/** One text as the page saves it while the judge goes on. */
export const sheetTextSchema = z.object({ kind: z.enum(sheetTextKinds), text: sheetText.default("") });

/** A whole sheet as the plain form sends it; `next` says what to do after saving. Texts left out stay as they are. */
export const sheetFormSchema = z.object({
  points: z.record(z.uuid(), typedPoints).default({}),
  texts: z.partialRecord(z.enum(sheetTextKinds), sheetText).default({}),
  next: z.enum(["save", "later", "submit", "reopen", "take-up", "keep"]).default("save"),
});

/** A whole choice of a category: handed in, or taken back for changes. */
export const choiceSchema = z.object({ categoryId: z.uuid(), next: z.enum(["submit", "reopen"]) });

const reason = z.string().trim().max(1000, "text-too-long");

/** One row of a paper as it is keyed. */
export const keyedRowSchema = z.object({ points: z.record(z.uuid(), typedPoints).default({}) });
export const keyedRowFormSchema = keyedRowSchema.extend({ sheetId: z.uuid() });

/** A page of keyed rows as the plain form sends them: typed points by sheet and criterion. */
export const keyingFormSchema = z.object({
  rows: z.record(z.uuid(), z.record(z.uuid(), z.string())).default({}),
  next: z.enum(["save", "finish"]).default("save"),
});

/** The paper of a judge in a category. */
export const paperSchema = z.object({ judgeId: z.uuid(), categoryId: z.uuid() });

/** Closing: a reason is needed only where sheets are missing, which the command decides. */
export const closureSchema = z.object({ reason: reason.default("") });

/** How far apart two judges may be, typed as points; empty turns it off. */
export const spreadLimitSchema = z.object({
  limit: z.string().default("").transform((raw, ctx): number | null => {
    if (raw.trim() === "") return null;
    const reading = parseHundredths(raw);
    if (reading.ok && reading.value > 0 && reading.value <= 1_000_000) return reading.value;
    ctx.addIssue({ code: "custom", message: reading.ok ? "points-out-of-range" : reading.reason });
    return z.NEVER;
  }),
  reason: reason.default("").refine((text) => text !== "", "reason-empty"),
});
export type SpreadLimitChange = z.output<typeof spreadLimitSchema>;

/** The work to be looked at again, or all that are listed. */
export const secondLookSchema = z.object({ entryId: z.union([z.uuid(), z.literal("all").transform(() => null)]) });

/** Undoing needs its reason always. */
export const reasonSchema = z.object({ reason: reason.default("").refine((text) => text !== "", "reason-empty") });

/** A star on a work, put or taken off. */
export const favouriteSchema = z.object({ on: z.enum(["yes", "no"]).transform((on) => on === "yes") });

/** A flag; "other" without a note would tell the secretariat nothing. */
export const flagSchema = z
  .object({ reason: z.enum(flagReasons, "flag-reason-empty"), note: words(1000).default("") })
  .refine(({ reason: why, note }) => why !== "other" || note !== "", { message: "flag-note-empty", path: ["note"] });

export const flagAnswerSchema = z.object({
  flagId: z.uuid(),
  answer: words(1000).default("").refine((text) => text !== "", "flag-answer-empty"),
});
const told = (missing: string) => z.string().trim().max(500, "text-too-long").refine((text) => text !== "", missing);

/** Declining a work needs its reason always. */
export const abstentionSchema = z.object({ reason: z.string().default("").pipe(told("abstention-reason-empty")) });

/** A judge's word that they are too close to a work: what ties them, said only as far as they like. */
export const recusalSchema = z.object({ note: z.string().default("").pipe(told("recusal-note-empty")) });

const remark = z.string().trim().max(500, "text-too-long").default("");

/** A conflict the chair knows of. */
export const newConflictSchema = z.object({
  code: z.string().trim().min(1, "conflict-code-empty"),
  judgeId: z.uuid("conflict-judge-unknown"),
  note: remark.refine((text) => text !== "", "reason-empty"),
});
export type NewConflict = z.output<typeof newConflictSchema>;

/** A unit a judge is tied to. */
export const newInterestSchema = z.object({ judgeId: z.uuid("conflict-judge-unknown"), unitId: z.uuid("unit-unknown"), note: remark });
export type NewInterest = z.output<typeof newInterestSchema>;

const ids = z.string().default("").transform((text) => text.split(",").filter((id) => id !== "")).pipe(z.array(z.uuid()).max(500));

/** A plan as its preview showed it, to be kept or published. */
export const planSchema = z.object({
  categoryId: z.uuid("category-unknown"),
  perEntry: z.string().transform((text) => (text === "all" ? null : Number(text))).pipe(z.int().min(1).max(99).nullable()),
  panel: ids.transform((list) => (list.length === 0 ? null : list)),
  attempt: z.coerce.number().int().min(1).max(999).default(1),
  fingerprint: z.string().max(16).default(""),
  act: z.enum(["publish", "draft"]).default("publish"),
});

/** What becomes of a judge's sheets when they leave or are relieved; `lower`: one judge fewer for each work. */
export const releaseSchema = z.object({
  scores: z.enum(["kept", "void", "stays"], "required"),
  lower: z.string().optional().transform((value) => value === "yes"),
  reason: reason.default("").refine((text) => text !== "", "reason-empty"),
});
export type JudgeRelease = z.output<typeof releaseSchema>;
