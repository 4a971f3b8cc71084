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
  next: z.enum(["save", "submit", "reopen"]).default("save"),
});

const reason = z.string().trim().max(1000, "text-too-long");

/** Closing: a reason is needed only where sheets are missing, which the command decides. */
export const closureSchema = z.object({ reason: reason.default("") });

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
