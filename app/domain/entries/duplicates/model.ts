import { z } from "zod";
import { pairDecisions } from "#app/domain/entries/duplicates/decisions.ts";
import { limits } from "#app/domain/entries/states.ts";
import { normaliseParagraphs } from "#app/platform/vietnamese.ts";

/** The form under a pair; the note is free. */
export const decisionSchema = z.object({
  pairId: z.uuid(),
  decision: z.enum(pairDecisions, "pair-decision-missing"),
  note: z.string().default("").transform((raw, ctx) => {
    const value = normaliseParagraphs(raw);
    const length = [...value].length;
    if (length <= limits.reason) return value;
    ctx.addIssue({ code: "custom", message: "text-too-long", params: { length, max: limits.reason }, input: raw });
    return z.NEVER;
  }),
});
export type DecisionForm = z.output<typeof decisionSchema>;
