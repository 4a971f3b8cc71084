import { z } from "zod";
import { limits } from "#app/domain/entries/states.ts";
import { carriers, conditions } from "#app/domain/entries/paper.ts";
import { normaliseParagraphs, normaliseText } from "#app/platform/vietnamese.ts";

const line = (max: number) =>
  z.string().default("").transform((raw) => normaliseText(raw)).refine((value) => [...value].length <= max, "text-too-long");
const lines = z.string().default("").transform((raw) => normaliseParagraphs(raw))
  .refine((value) => [...value].length <= limits.reason, "text-too-long");
const optional = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().or(z.literal("").transform(() => undefined));

const looks = z.object({ condition: z.enum(conditions).default("good"), note: lines, place: line(limits.shortText) });
const isDescribed = ({ condition, note }: { condition: string; note: string }) => condition !== "other" || note !== "";
const undescribed = { message: "condition-note-missing", path: ["note"] };

/** How an original looked, what it is and where it lies. */
export const looksSchema = looks.extend({ carrier: z.enum(carriers) }).refine(isDescribed, undescribed);
export type Looks = z.output<typeof looksSchema>;

/** One scan at the check-in; a carrier not named is that of the category. */
export const scanSchema = looks
  .extend({ code: z.string().default("").transform((raw) => normaliseText(raw).slice(0, 60)), carrier: optional(carriers) })
  .refine(({ code }) => code !== "", { message: "scan-empty", path: ["code"] })
  .refine(isDescribed, undescribed);
export type Scan = z.output<typeof scanSchema>;

const person = line(limits.shortText).refine((value) => value !== "", "handover-person-empty");

/** Who signs a hand-over note on both sides, and where. */
export const handoverSchema = z.object({
  giver: person,
  giverPost: line(limits.shortText),
  receiver: person,
  receiverPost: line(limits.shortText),
  place: line(limits.shortText),
  note: lines,
});
export type HandoverForm = z.output<typeof handoverSchema>;

/** Ids sent by ticks of the same name: one, several or none. */
export const tickedIds = z.preprocess(
  (sent) => (sent === undefined || sent === "" ? [] : Array.isArray(sent) ? sent : [sent]),
  z.array(z.uuid("not-valid")).max(400, "not-valid"),
);
