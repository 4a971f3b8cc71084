import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import type { EntryAggregate } from "#app/domain/judging/aggregation.ts";
import { compareText } from "#app/platform/compare.ts";
import { compareFractions, fraction, type Fraction } from "#app/platform/decimal.ts";
import { createRandom, hashText } from "#app/platform/random.ts";

/**
 * A step of the chain for one category, in the order of the rules. More is better in all of them. "counts": more
 * top marks, then more of the next, judge by judge. `votes` of the jury and `scores` of a pairwise decider are by
 * entry id. "lots": numbers drawn by the logged seed, the highest first; nothing while the seed is empty, that is before they were drawn.
 */
export type TieBreakStep =
  | { kind: "criterion"; criterionId: string }
  | { kind: "counts" }
  | { kind: "head-judge" }
  | { kind: "pairwise"; scores: Readonly<Record<string, number>> }
  | { kind: "jury-vote"; votes: Readonly<Record<string, number>> }
  | { kind: "lots"; seed: string }
  | { kind: "shared" };

export type Candidate = Pick<EntryAggregate, "entryId" | "code" | "score" | "criterionMeans" | "headJudgeTotal"> &
  Partial<Pick<EntryAggregate, "used">>;

/** What is compared of one entry; with "counts" all its totals, highest first, `value` being where the tie parts. */
export type StepValue = { entryId: string; value: Fraction; marks?: Fraction[] };

/** What was decided outside the scores: votes and decider by entry id, the seed of the lots. */
export type ChainFacts = { scores?: Readonly<Record<string, number>>; seed?: string };

/** The chain of a round's rules for one rubric; a criterion the rubric does not have is left out. */
export function chainFor(
  steps: readonly TieBreakSetup[],
  criterionIds: readonly string[],
  votes: Readonly<Record<string, number>> = {},
  { scores = {}, seed = "" }: ChainFacts = {},
): TieBreakStep[] {
  return steps.flatMap((step): TieBreakStep[] => {
    if (step.kind === "jury-vote") return [{ kind: "jury-vote", votes }];
    if (step.kind === "pairwise") return [{ kind: "pairwise", scores }];
    if (step.kind === "lots") return [{ kind: "lots", seed }];
    if (step.kind !== "criterion") return [{ kind: step.kind }];
    const criterionId = criterionIds[step.position - 1];
    return criterionId === undefined ? [] : [{ kind: "criterion", criterionId }];
  });
}

/** The values of a step for the entries of one tie; an entry without one is left out. */
export function stepValues(step: TieBreakStep, group: readonly Candidate[]): StepValue[] {
  if (step.kind === "shared") return [];
  if (step.kind === "counts") return countsOf(group);
  if (step.kind === "lots") return drawLots(step.seed, group);
  return group.flatMap((entry): StepValue[] => {
    const value = valueOf(step, entry);
    return value === null ? [] : [{ entryId: entry.entryId, value }];
  });
}

type Plain = Exclude<TieBreakStep, { kind: "shared" | "counts" | "lots" }>;

function valueOf(step: Plain, entry: Candidate): Fraction | null {
  if (step.kind === "criterion") return entry.criterionMeans[step.criterionId] ?? null;
  if (step.kind === "head-judge") return entry.headJudgeTotal;
  const given = step.kind === "pairwise" ? step.scores[entry.entryId] : step.votes[entry.entryId];
  return given === undefined ? null : fraction(given);
}

/** What two entries are compared by: with "counts" the first totals from the top that differ. */
export function valuesToCompare(a: StepValue, b: StepValue): [Fraction, Fraction] {
  if (!a.marks || !b.marks) return [a.value, b.value];
  const place = partingPlace([a.marks, b.marks]);
  return [markAt(a.marks, place), markAt(b.marks, place)];
}

/** Lowest first. */
export const compareStepValues = (a: StepValue, b: StepValue): number => compareFractions(...valuesToCompare(a, b));

/**
 * "Counts" as HotCRP sorts by it (there named after Minshall): totals compared from the top down, so that of equal means the one
 * that more judges put at the very top is first. A list that runs out goes on one point below its lowest.
 */
function countsOf(group: readonly Candidate[]): StepValue[] {
  const lists = group.flatMap(({ entryId, used }) => {
    const marks = (used ?? []).map(({ total }) => total).sort((a, b) => compareFractions(b, a));
    return marks.length === 0 ? [] : [{ entryId, marks }];
  });
  const place = partingPlace(lists.map(({ marks }) => marks));
  return lists.map(({ entryId, marks }) => ({ entryId, value: markAt(marks, place), marks }));
}

/** The first place from the top at which the lists differ; the top when nowhere. */
function partingPlace(lists: readonly (readonly Fraction[])[]): number {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let place = 0; longest > 0 && place <= longest; place++) {
    const first = markAt(lists[0]!, place);
    if (lists.some((marks) => compareFractions(markAt(marks, place), first) !== 0)) return place;
  }
  return 0;
}

function markAt(marks: readonly Fraction[], place: number): Fraction {
  const mark = marks[place];
  if (mark) return mark;
  const { num, den } = marks.at(-1)!;
  return fraction(num - 100 * den, den);
}

/**
 * Draws the numbers 1 to n for a tie. Anyone can draw them again: the generator (mulberry32) starts from the FNV-1a
 * hash of the seed and the codes of the tie in order, and gives the first code the first number drawn.
 */
function drawLots(seed: string, group: readonly Candidate[]): StepValue[] {
  if (seed === "") return [];
  const sorted = [...group].sort((a, b) => compareText(a.code, b.code) || compareText(a.entryId, b.entryId));
  const random = createRandom(hashText([seed, ...sorted.map(({ code }) => code)].join("\n")));
  const numbers = random.shuffled(sorted.map((_, index) => index + 1));
  return sorted.map(({ entryId }, index) => ({ entryId, value: fraction(numbers[index]!) }));
}
