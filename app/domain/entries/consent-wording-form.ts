import { z } from "zod";
import { wordingLimits } from "#app/domain/entries/consent-wording.ts";
import { normaliseText } from "#app/platform/vietnamese.ts";

const words = (max: number) =>
  z.string().default("").transform((raw, ctx) => {
    const value = normaliseText(raw);
    const length = [...value].length;
    const fault = value === "" ? "wording-empty" : length > max ? "text-too-long" : null;
    if (fault === null) return value;
    ctx.addIssue({ code: "custom", message: fault, params: { length, max }, input: undefined });
    return z.NEVER;
  });
const sentence = words(wordingLimits.purpose);

/** The wording of a consent form as typed: every part is there and fits half a sheet. */
export const consentWordingSchema = z.object({
  opening: words(wordingLimits.opening),
  purposes: z.object({
    "take-part": sentence, statistics: sentence, "publish-work": sentence, "publish-name": sentence, "publish-face": sentence,
    "send-up": sentence, archive: sentence,
  }),
  rights: words(wordingLimits.rights),
  reason: z.string().default("").transform(normaliseText).pipe(z.string().max(200, "text-too-long")),
});
export type ConsentWordingForm = z.output<typeof consentWordingSchema>;
