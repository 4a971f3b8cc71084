import { z } from "zod";

const reason = z.string().trim().max(1000, "text-too-long").default("");

/** A change on the award sheet; an empty tier is "no prize". */
export const awardFormSchema = z.object({
  roundEntryId: z.uuid(),
  tierId: z.union([z.literal("").transform(() => null), z.uuid("not-a-choice")]),
  reason,
});

/** A change on the nominee sheet. */
export const nomineeFormSchema = z.object({
  roundEntryId: z.uuid(),
  nominated: z.enum(["yes", "no"], "not-a-choice").transform((value) => value === "yes"),
  reason,
});

const voteCount = z
  .string()
  .default("")
  .transform((raw) => raw.trim())
  .pipe(z.string().regex(/^\d{1,3}$/, "vote-not-a-number"))
  .transform(Number);

/** How many of the jury were for and against each entry of a tie, by its id, and where that is written down. */
export const voteFormSchema = z.object({
  votes: z.record(z.uuid(), z.object({ for: voteCount, against: voteCount })).default({}),
  note: z.string().trim().max(1000, "text-too-long").default(""),
});
export type VoteInput = z.output<typeof voteFormSchema>;

/** The seed that the committee read from a public draw; empty lets one be made. */
export const lotsFormSchema = z.object({ seed: z.string().trim().max(200, "text-too-long").default("") });

/** What the judges are to compare in pairs: the tie of an entry, or entries chosen for a final. */
export type DeciderOpening =
  | { kind: "tie"; roundEntryId: string }
  | { kind: "final"; categoryId: string; entryIds: readonly string[]; places: number | null };

const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

/** The entries chosen for a final; `places` says how many of them are wanted, empty for the whole order. */
export const finalFormSchema = z.object({
  entryIds: many.pipe(z.array(z.uuid("decider-entry-unknown"))),
  places: z
    .string().default("").transform((raw) => raw.trim())
    .pipe(z.string().regex(/^([1-9]\d?)?$/, "decider-places-not-a-number"))
    .transform((raw) => (raw === "" ? null : Number(raw))),
});

/** A judge's answer on two works, each by its blind code. */
export const answerFormSchema = z.object({
  left: z.string().min(1, "decider-pair-unknown").max(20, "decider-pair-unknown"),
  right: z.string().min(1, "decider-pair-unknown").max(20, "decider-pair-unknown"),
  answer: z.enum(["left", "right", "equal"], "not-a-choice"),
});
export type AnswerInput = z.output<typeof answerFormSchema>;

export const undoAnswerSchema = z.object({ answerId: z.uuid("decider-answer-not-found") });

/** Ending early needs a reason, which the command decides. */
export const deciderEndSchema = z.object({ reason });

/** The open data of a published round; the names of its fields are public and do not change. */
export type Results = {
  contest: { slug: string; name: string };
  round: { name: string; unit: string };
  units: { invited: number; participating: number };
  categories: CategoryResults[];
  publishedAt: string;
};

export type CategoryResults = {
  code: string;
  name: string;
  received: number;
  valid: number;
  rejected: number;
  withdrawn: number;
  judged: number;
  awarded: number;
  tiers: { name: string; count: number }[];
  nominated: number;
};
