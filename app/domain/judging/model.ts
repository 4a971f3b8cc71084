import { z } from "zod";
import { parseHundredths } from "#app/platform/decimal.ts";

/** How far a judge has come with one sheet: nothing yet, some criteria, all criteria, handed in. */
export const sheetStates = ["empty", "begun", "complete", "submitted"] as const;
export type SheetState = (typeof sheetStates)[number];

/** The state of a sheet from what is counted of it. */
export function sheetState(facts: { submitted: boolean; scored: number; criteria: number }): SheetState {
  if (facts.submitted) return "submitted";
  if (facts.scored === 0) return "empty";
  return facts.scored < facts.criteria ? "begun" : "complete";
}

/** What the light table may be narrowed to; "open" is every sheet not handed in. */
export const sheetFilters = ["all", "open", "submitted"] as const;
export type SheetFilter = (typeof sheetFilters)[number];

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

/** A whole sheet as the plain form sends it; `next` says what to do after saving. */
export const sheetFormSchema = z.object({
  points: z.record(z.uuid(), typedPoints).default({}),
  next: z.enum(["save", "submit", "reopen"]).default("save"),
});
export type SheetForm = z.output<typeof sheetFormSchema>;

const reason = z.string().trim().max(1000, "text-too-long");

/** Closing: a reason is needed only where sheets are missing, which the command decides. */
export const closureSchema = z.object({ reason: reason.default("") });

/** Undoing needs its reason always. */
export const reasonSchema = z.object({ reason: reason.default("").refine((text) => text !== "", "reason-empty") });
