import { z } from "zod";
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

/** A whole sheet as the plain form sends it; `next` says what to do after saving. */
export const sheetFormSchema = z.object({
  points: z.record(z.uuid(), typedPoints).default({}),
  next: z.enum(["save", "submit", "reopen"]).default("save"),
});

const reason = z.string().trim().max(1000, "text-too-long");

/** Closing: a reason is needed only where sheets are missing, which the command decides. */
export const closureSchema = z.object({ reason: reason.default("") });

/** Undoing needs its reason always. */
export const reasonSchema = z.object({ reason: reason.default("").refine((text) => text !== "", "reason-empty") });
