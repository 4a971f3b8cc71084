import { addDays, vnInstant } from "#app/platform/dates.ts";

/** The parts of an entry that a return may ask to put right; "paper" is the original with what stands on its back. */
export const returnFields = [
  "file", "title", "statement", "material", "authors", "birth", "class", "consents", "mentor", "paper",
] as const;
export type ReturnField = (typeof returnFields)[number];

/** The moment at which a return's day is over in Việt Nam, excluded: on the day itself everything may still be sent. */
export const returnEnds = (dueOn: string): Date => vnInstant(addDays(dueOn, 1));

export const isReturnOver = (dueOn: string, now: Date): boolean => now.getTime() >= returnEnds(dueOn).getTime();
