import type { AggregationMethod } from "#app/domain/judging/aggregation.ts";
import { judgesIn, linkedJudges, type ScoreTable } from "#app/domain/judging/score-table.ts";

export type ScoringMethod = AggregationMethod | "judge-effect";

/** A reason by key with its numbers; pages turn it into a sentence. */
export type AdviceReason =
  /** All entries were scored by the same judges, so that a strict one is strict with all. */
  | { key: "same-judges"; params: { judges: number; entries: number } }
  /** Entries were scored by different judges, fewest to most for an entry. */
  | { key: "judge-sets-differ"; params: { judges: number; entries: number; fewest: number; most: number } }
  /** No entry is shared between groups of judges: strictness cannot be told from quality. */
  | { key: "judges-not-linked"; params: { groups: number } }
  | { key: "one-judge"; params: { entries: number } }
  /** Some entries have fewer sheets than others, and a sum would punish them for it. */
  | { key: "counts-differ"; params: { fewest: number; most: number } }
  /** The highest and the lowest are dropped from this many sheets on. */
  | { key: "trim-needs"; params: { needed: number; fewest: number } }
  /** With few judges the median ties often and throws away most of what was scored. */
  | { key: "median-coarse"; params: { judges: number } }
  /** Would give the same order as the mean. */
  | { key: "changes-nothing"; params: { judges: number } }
  | { key: "nothing-scored"; params: Record<string, never> };

export type MethodAdvice = {
  recommended: ScoringMethod;
  why: AdviceReason[];
  /** Every method, offered or withheld, with what speaks against it. */
  methods: { method: ScoringMethod; offered: boolean; against: AdviceReason[] }[];
};

/**
 * The method that counts where a round is set to one: judge effects are taken off only where they can be told (judge
 * sets differ and are linked), and the mean counts elsewhere.
 */
export function methodThatCounts(set: ScoringMethod, table: ScoreTable): ScoringMethod {
  return set === "judge-effect" && adviseMethod(table).recommended !== set ? "mean" : set;
}

const TRIM_FROM = 4;
const COARSE_UP_TO = 5;

/**
 * Which method to use, and why. The mean where all see all: it was the best of those tried on synthetic panels of
 * three and five. The judge-effect model only where judge sets differ and the judges are linked by common entries.
 */
export function adviseMethod(table: ScoreTable): MethodAdvice {
  const judges = judgesIn(table).length;
  const counts = table.map(({ used }) => used.length);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const groups = linkedJudges(table).length;
  const facts = { judges, entries: table.length, fewest, most, groups };
  const methods = [
    { method: "mean", offered: true, against: [] },
    { method: "trimmed-mean", ...trimmedMean(facts) },
    { method: "sum", ...sum(facts) },
    { method: "median", ...median(facts) },
    { method: "judge-effect", ...judgeEffect(facts) },
  ] satisfies MethodAdvice["methods"];
  const recommended = methods.at(-1)!.offered ? "judge-effect" : "mean";
  return { recommended, why: whyOf(facts), methods };
}

type Facts = { judges: number; entries: number; fewest: number; most: number; groups: number };
type Verdict = Omit<MethodAdvice["methods"][number], "method">;

const allSeeAll = ({ fewest, judges }: Facts) => fewest === judges;

function whyOf(facts: Facts): AdviceReason[] {
  const { judges, entries, fewest, most, groups } = facts;
  if (entries === 0) return [{ key: "nothing-scored", params: {} }];
  if (judges === 1) return [{ key: "one-judge", params: { entries } }];
  if (allSeeAll(facts)) return [{ key: "same-judges", params: { judges, entries } }];
  const differ: AdviceReason = { key: "judge-sets-differ", params: { judges, entries, fewest, most } };
  return groups > 1 ? [differ, { key: "judges-not-linked", params: { groups } }] : [differ];
}

function trimmedMean({ entries, fewest }: Facts): Verdict {
  if (entries === 0 || fewest >= TRIM_FROM) return { offered: entries > 0, against: [] };
  return { offered: false, against: [{ key: "trim-needs", params: { needed: TRIM_FROM, fewest } }] };
}

function sum({ fewest, most }: Facts): Verdict {
  if (fewest >= most) return { offered: true, against: [] };
  return { offered: false, against: [{ key: "counts-differ", params: { fewest, most } }] };
}

function median({ judges, entries, fewest }: Facts): Verdict {
  const coarse: AdviceReason = { key: "median-coarse", params: { judges } };
  if (judges < 3 || entries === 0 || fewest < 3) return { offered: false, against: [coarse] };
  return { offered: true, against: judges <= COARSE_UP_TO ? [coarse] : [] };
}

function judgeEffect(facts: Facts): Verdict {
  const { entries, judges, groups } = facts;
  if (entries === 0) return { offered: false, against: [{ key: "nothing-scored", params: {} }] };
  if (allSeeAll(facts)) return { offered: false, against: [{ key: "changes-nothing", params: { judges } }] };
  if (groups > 1) return { offered: false, against: [{ key: "judges-not-linked", params: { groups } }] };
  return { offered: true, against: [] };
}
