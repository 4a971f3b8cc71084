import { proposeNominees } from "#app/domain/awards/allocation.ts";
import { rank, type RankedEntry, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { methodThatCounts, type ScoringMethod } from "#app/domain/judging/advice.ts";
import {
  aggregateCounted, AGGREGATION_METHODS, type AggregationInput, type CountedSheets, countSheets, type EntryAggregate,
} from "#app/domain/judging/aggregation.ts";
import { judgeEffects } from "#app/domain/judging/judge-effect.ts";

/** What another method would change against the one that counts. */
export type MethodOutcome = {
  method: ScoringMethod;
  ranking: RankedEntry[];
  /** Entries on another rank than under the method that counts, by their rank there. */
  moved: { entryId: string; code: string; from: number; to: number }[];
  /** At each cut: entry ids that would come above it, and that would no longer. */
  cuts: { places: number; entering: string[]; leaving: string[] }[];
};

const METHODS: readonly ScoringMethod[] = [...AGGREGATION_METHODS, "judge-effect"];

type Scores = Omit<AggregationInput, "method">;

/** The entries with their scores under a method; "judge-effect" corrects the mean, all else stays the mean's. */
export function scoredUnder(method: ScoringMethod, counted: CountedSheets): EntryAggregate[] {
  if (method !== "judge-effect") return aggregateCounted(counted, method).scored;
  const { scored } = aggregateCounted(counted, "mean");
  const corrected = new Map(judgeEffects(scored).entries.map(({ entryId, score }) => [entryId, score]));
  return scored.map((entry) => ({ ...entry, score: corrected.get(entry.entryId) ?? entry.score }));
}

/** The entries with the scores that count, by what the round is set to. */
export function countedScores({ method, ...scores }: Scores & { method: ScoringMethod }): EntryAggregate[] {
  const counted = countSheets(scores);
  return scoredUnder(methodOf(method, counted), counted);
}

/** The method that counts for these scores; see `methodThatCounts`. */
export const countedMethod = ({ method, ...scores }: Scores & { method: ScoringMethod }): ScoringMethod => methodOf(method, countSheets(scores));

const methodOf = (method: ScoringMethod, counted: CountedSheets): ScoringMethod =>
  method === "judge-effect" ? methodThatCounts(method, aggregateCounted(counted, "mean").scored) : method;

/**
 * The ranking under every method, the one that counts first, with what each other would change: ranks, and who is
 * above each cut. An entry in a tie that a cut runs through is not above it.
 */
export function sideBySide(
  counts: ScoringMethod,
  counted: CountedSheets,
  chain: readonly TieBreakStep[],
  cuts: readonly number[],
): MethodOutcome[] {
  const first = rank(scoredUnder(counts, counted), chain);
  const others = METHODS.filter((method) => method !== counts);
  return [
    { method: counts, ranking: first, moved: [], cuts: cuts.map((places) => ({ places, entering: [], leaving: [] })) },
    ...others.map((method) => outcomeOf(method, rank(scoredUnder(method, counted), chain), first, cuts)),
  ];
}

function outcomeOf(
  method: ScoringMethod,
  ranking: RankedEntry[],
  first: readonly RankedEntry[],
  cuts: readonly number[],
): MethodOutcome {
  const ranks = new Map(ranking.map((entry) => [entry.entryId, entry.rank]));
  const moved = first.flatMap(({ entryId, code, rank: from }) => {
    const to = ranks.get(entryId);
    return to === undefined || to === from ? [] : [{ entryId, code, from, to }];
  });
  const above = (list: readonly RankedEntry[], places: number) =>
    new Set(proposeNominees(list, places).nominees.map(({ entryId }) => entryId));
  return {
    method,
    ranking,
    moved,
    cuts: cuts.map((places) => {
      const [now, then] = [above(first, places), above(ranking, places)];
      return { places, entering: [...then].filter((id) => !now.has(id)), leaving: [...now].filter((id) => !then.has(id)) };
    }),
  };
}
