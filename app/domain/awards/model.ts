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
