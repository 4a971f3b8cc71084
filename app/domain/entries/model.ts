import { z } from "zod";
import { consentMethods, limits, type Purpose, purposeFields, purposes, rejectionRules, relations, sexes } from "#app/domain/entries/states.ts";
import { parseVnDate, type DatePrecision } from "#app/platform/dates.ts";
import { normaliseParagraphs, normalisePhone, normaliseText, readPersonName } from "#app/platform/vietnamese.ts";

export {
  consentMethods, type ConsentMethod, type EntryState, entryStates, limits, type Purpose, purposes,
  type RejectionRule, rejectionRules, type Relation, relations, type Sex, sexes,
} from "#app/domain/entries/states.ts";

type Issue = z.core.$RefinementCtx<unknown>;

/** Refuses by reason key; the numbers of the sentence travel with it. */
function refuse(ctx: Issue, message: string, params: Record<string, string | number> = {}): never {
  ctx.addIssue({ code: "custom", message, params, input: undefined });
  return z.NEVER;
}

const line = (max: number, tooLong: string) =>
  z.string().default("").transform((raw, ctx) => {
    const value = normaliseText(raw);
    return [...value].length > max ? refuse(ctx, tooLong, { length: [...value].length, max }) : value;
  });

/** A work's title: one line of 1–120 characters. */
export const titleSchema = line(limits.title, "title-too-long").refine((value) => value !== "", "title-empty");

const statement = z.string().default("").transform((raw, ctx) => {
  const value = normaliseParagraphs(raw);
  const length = [...value].length;
  return length > limits.statement ? refuse(ctx, "statement-too-long", { length, max: limits.statement }) : value;
});

const optionalName = z.string().default("").transform((raw, ctx) => {
  if (normaliseText(raw) === "") return "";
  const reading = readPersonName(raw);
  return reading.ok ? reading.value : refuse(ctx, reading.reason, reading.params);
});

const optionalPhone = z.string().default("").transform((raw, ctx) => {
  if (normaliseText(raw) === "") return "";
  const reading = normalisePhone(raw);
  return reading.ok ? reading.value : refuse(ctx, reading.reason, reading.params);
});

const personName = z.string().default("").transform((raw, ctx) => {
  const reading = readPersonName(raw);
  return reading.ok ? reading.value : refuse(ctx, reading.reason, reading.params);
});

export type Birth = { iso: string; precision: DatePrecision };

const birth = z.string().default("").transform((raw, ctx): Birth => {
  const reading = parseVnDate(raw);
  if (!reading.ok) return refuse(ctx, reading.reason, reading.params);
  return { iso: reading.iso, precision: reading.precision };
});

const tick = z.string().optional().transform((value) => value === "yes");

/** The ticks of a family's answer, one for each purpose, and the child's own. */
const answerTicks = {
  takePart: tick, statistics: tick, publishWork: tick, publishName: tick, publishFace: tick, sendUp: tick, archive: tick,
  assented: tick,
};

const giver = {
  method: z.enum(consentMethods).default("paper"),
  guardianName: optionalName,
  relation: z.enum(relations).or(z.literal("")).default(""),
};

/** The purposes that a form showed as agreed: only these may be taken back by it. */
const seenPurposes = z.string().default("").transform((text): Purpose[] =>
  purposes.filter((purpose) => text.split(" ").includes(purpose)));

/** One child of an entry as typed; `childId` names an author already kept, so that a corrected name stays that child. */
const authorSchema = z.object({
  childId: z.uuid().optional().or(z.literal("").transform(() => undefined)),
  fullName: personName,
  birth,
  sex: z.enum(sexes).default("undisclosed"),
  className: line(limits.shortText, "text-too-long"),
  ethnicity: line(limits.shortText, "text-too-long"),
  ...answerTicks,
  ...giver,
  seen: seenPurposes,
}).superRefine(({ ethnicity, statistics }, ctx) => {
  // Ethnic origin is sensitive data (Nghị định 356/2025/NĐ-CP, Art. 4): not kept without the family's answer.
  if (ethnicity !== "" && !statistics) {
    ctx.addIssue({ code: "custom", message: "ethnicity-needs-consent", params: {}, path: ["ethnicity"], input: ethnicity });
  }
});
export type AuthorInput = z.output<typeof authorSchema>;

const typedFields = ["fullName", "birth", "className", "ethnicity", "guardianName"] as const;

/** A row in which nothing was typed is no author. */
const isTyped = (row: unknown) =>
  row !== null && typeof row === "object" &&
  typedFields.some((name) => String((row as Record<string, unknown>)[name] ?? "").trim() !== "");

/** The authors of a form: rows left empty are dropped from the end, so that a fault keeps its row's number. */
function droppingEmptyTail(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows;
  const last = rows.findLastIndex(isTyped);
  return rows.slice(0, last + 1);
}

/** An entry's form. `version` is the one the form was shown with. */
export const entryFormSchema = z.object({
  version: z.coerce.number().int().positive(),
  title: titleSchema,
  statement,
  material: line(limits.shortText, "text-too-long"),
  paperSize: line(limits.shortText, "text-too-long"),
  mentorName: optionalName,
  mentorPhone: optionalPhone,
  authors: z.preprocess(droppingEmptyTail, z.array(authorSchema).max(limits.authors, "too-many-authors").default([])),
});
export type EntryForm = z.output<typeof entryFormSchema>;

/** The first step of an entry: where it takes part, for which unit, and its title. */
export const newEntrySchema = z.object({
  /** Made with the form, so that sending it twice makes one draft. */
  id: z.uuid(),
  contestId: z.uuid("category-missing"),
  categoryId: z.uuid("category-missing"),
  unitId: z.uuid("unit-missing"),
  title: titleSchema,
});
export type NewEntry = z.output<typeof newEntrySchema>;

/** A reason that must be given, 1–500 characters. */
export const requiredReason = z.string().default("").transform((raw, ctx) => {
  const value = normaliseParagraphs(raw);
  if (value === "") return refuse(ctx, "reason-empty");
  const length = [...value].length;
  return length > limits.reason ? refuse(ctx, "text-too-long", { length, max: limits.reason }) : value;
});

export const withdrawalSchema = z.object({ reason: requiredReason });
export const rejectionSchema = z.object({
  rule: z.enum(rejectionRules, "rejection-rule-missing"),
  note: requiredReason,
});

/** The day of an answer: dd/mm/yyyy with its day, not a year alone. */
const givenDay = z.string().default("").transform((raw, ctx) => {
  const reading = parseVnDate(raw);
  return reading.ok && reading.precision === "day" ? reading.iso : refuse(ctx, "answer-day-not-valid");
});

/** One family's answer as read from a form on paper, by phone or by message; what is not ticked is not answered. */
export const consentFormSchema = z.object({
  childId: z.uuid(),
  ...answerTicks,
  ...giver,
  givenOn: givenDay,
  proofId: z.uuid().or(z.literal("").transform(() => undefined)).optional(),
});
export type ConsentForm = z.output<typeof consentFormSchema>;

/** The same with at least one purpose: a child's word alone says nothing. */
export const consentRowSchema = consentFormSchema.refine(
  (form) => purposes.some((purpose) => form[purposeFields[purpose]]),
  { message: "consent-nothing-ticked", path: ["takePart"] },
);

/** Answers of many families at once, read row by row so that a fault keeps to its row; date, way and proof may be shared. */
export const consentSheetSchema = z.object({
  method: z.string().default("paper"),
  givenOn: z.string().default(""),
  proofId: z.string().default(""),
  rows: z.array(z.record(z.string(), z.unknown())).max(100).default([]),
});
export type ConsentSheet = z.output<typeof consentSheetSchema>;

/** The rows of a sheet in which something was ticked, each with what it shares; `at` is the row's number. */
export function answeredRows({ rows, ...shared }: ConsentSheet): { at: number; answer: Record<string, unknown> }[] {
  const fields = [...Object.values(purposeFields), "assented"];
  return rows.flatMap((row, at) => {
    if (!fields.some((field) => row[field] === "yes")) return [];
    return [{ at, answer: { ...row, method: shared.method, proofId: shared.proofId, givenOn: row.givenOn || shared.givenOn } }];
  });
}

/** A family's change of mind: which purposes end, how it reached us and on which day. */
export const consentWithdrawalSchema = z.object({
  childId: z.uuid(),
  purposes: z.preprocess(
    (sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(z.enum(purposes)).min(1, "withdrawal-purpose-missing"),
  ),
  method: z.enum(consentMethods).default("spoken"),
  askedOn: givenDay,
  note: line(limits.reason, "text-too-long"),
});
export type ConsentWithdrawal = z.output<typeof consentWithdrawalSchema>;

/** A task done, with a word on how. */
export const privacyNoteSchema = z.object({ taskId: z.uuid(), note: line(limits.reason, "text-too-long") });

/** Types under which a file of each medium is stored; a phone's HEIC has become JPEG by then. */
export const storedTypes = {
  image: ["image/jpeg", "image/png", "image/webp"],
  video: ["video/mp4", "video/quicktime", "video/webm"],
} as const;
