import { proposeNominees } from "#app/domain/awards/allocation.ts";
import { type Place, places, rank, type RankedEntry, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { methodThatCounts, type ScoringMethod } from "#app/domain/judging/advice.ts";
import {
  aggregateCounted, AGGREGATION_METHODS, type AggregationInput, type CountedSheets, countSheets, type EntryAggregate,
} from "#app/domain/judging/aggregation.ts";
import { type JudgeEffects, judgeEffects } from "#app/domain/judging/judge-effect.ts";
import { compareFractions } from "#app/platform/decimal.ts";

/** What another method would change against the one that counts. */
export type MethodOutcome = {
  method: ScoringMethod;
  places: readonly Place[];
  /** The ranking with its reasons; made when asked for. */
  readonly ranking: RankedEntry[];
  /** Entries on another rank than under the method that counts, by their rank there. */
  moved: { entryId: string; code: string; from: number; to: number }[];
  /** At each cut: entry ids that would come above it, and that would no longer. */
  cuts: { places: number; entering: string[]; leaving: string[] }[];
};

const METHODS: readonly ScoringMethod[] = [...AGGREGATION_METHODS, "judge-effect"];

type Scores = Omit<AggregationInput, "method">;

/** The entries with their scores under a method; "judge-effect" corrects the mean, all else stays the mean's. */
export function scoredUnder(method: ScoringMethod, counted: CountedSheets, effects?: JudgeEffects): EntryAggregate[] {
  if (method !== "judge-effect") return aggregateCounted(counted, method).scored;
  const { scored } = aggregateCounted(counted, "mean");
  const corrected = new Map((effects ?? judgeEffects(scored)).entries.map(({ entryId, score }) => [entryId, score]));
  return scored.map((entry) => ({ ...entry, score: corrected.get(entry.entryId) ?? entry.score }));
}

/** The entries with the scores that count, by what the round is set to. */
export function countedScores({ method, ...scores }: Scores & { method: ScoringMethod }): EntryAggregate[] {
  const counted = countSheets(scores);
  return scoredUnder(methodOf(method, counted), counted);
}

/** The method that counts for these scores; see `methodThatCounts`. */
export const countedMethod = ({ method, ...scores }: Scores & { method: ScoringMethod }): ScoringMethod =>
  method === "judge-effect" ? methodOf(method, countSheets(scores)) : method;

const methodOf = (method: ScoringMethod, counted: CountedSheets): ScoringMethod =>
  method === "judge-effect" ? methodThatCounts(method, aggregateCounted(counted, "mean").scored) : method;

type Compared = {
  /** The method that counts. */
  counts: ScoringMethod;
  counted: CountedSheets;
  /** Of the mean's totals; found anew when left out. */
  effects?: JudgeEffects;
  chain: readonly TieBreakStep[];
  cuts: readonly number[];
};

/**
 * The ranking under every method, the one that counts first, with what each other would change: ranks, and who is
 * above each cut. An entry in a tie that a cut runs through is not above it.
 */
export function sideBySide({ counts, counted, effects, chain, cuts }: Compared): MethodOutcome[] {
  const scored = scoredUnder(counts, counted, effects);
  const first = rank(scored, chain);
  const keepsOrder = orderKeeper(scored, first);
  const nothing = cuts.map((count) => ({ places: count, entering: [], leaving: [] }));
  const others = METHODS.filter((method) => method !== counts).map((method): MethodOutcome => {
    const own = scoredUnder(method, counted, effects);
    const ranked = () => rank(own, chain);
    if (keepsOrder(own)) return withRanking({ method, places: first, moved: [], cuts: nothing }, ranked);
    const found = places(own, chain);
    return withRanking({ method, places: found, ...changesOf(found, first, cuts) }, ranked);
  });
  return [withRanking({ method: counts, places: first, moved: [], cuts: nothing }, () => first), ...others];
}

function withRanking(outcome: Omit<MethodOutcome, "ranking">, make: () => RankedEntry[]): MethodOutcome {
  let made: RankedEntry[] | undefined;
  return {
    ...outcome,
    get ranking() {
      return (made ??= make());
    },
  };
}

/**
 * Tells whether other scores of the same entries (listed in the same order) rank them as the first did: they part and
 * tie the same neighbours, and the steps of a chain would compare the very same values.
 */
function orderKeeper(scored: readonly EntryAggregate[], first: readonly RankedEntry[]): (other: readonly EntryAggregate[]) => boolean {
  const at = new Map(scored.map(({ entryId }, index) => [entryId, index]));
  const order = Int32Array.from(first, ({ entryId }) => at.get(entryId)!);
  const apart = (list: readonly EntryAggregate[], index: number) =>
    Math.sign(compareFractions(list[order[index - 1]!]!.score, list[order[index]!]!.score));
  return (other) =>
    other.every((entry, index) => sameFacts(entry, scored[index]!)) &&
    order.every((_, index) => index === 0 || apart(other, index) === apart(scored, index));
}

const sameFacts = (a: EntryAggregate, b: EntryAggregate) =>
  a.entryId === b.entryId && a.used === b.used && a.criterionMeans === b.criterionMeans && a.headJudgeTotal === b.headJudgeTotal;

function changesOf(found: readonly Place[], first: readonly Place[], cuts: readonly number[]): Pick<MethodOutcome, "moved" | "cuts"> {
  const ranks = new Map(found.map((entry) => [entry.entryId, entry.rank]));
  const moved = first.flatMap(({ entryId, code, rank: from }) => {
    const to = ranks.get(entryId);
    return to === undefined || to === from ? [] : [{ entryId, code, from, to }];
  });
  const above = (list: readonly Place[], count: number) =>
    new Set(proposeNominees(list, count).nominees.map(({ entryId }) => entryId));
  return {
    moved,
    cuts: cuts.map((count) => {
      const [now, then] = [above(first, count), above(found, count)];
      return { places: count, entering: [...then].filter((id) => !now.has(id)), leaving: [...now].filter((id) => !then.has(id)) };
    }),
  };
}
