import {
  compareStepValues,
  stepValues,
  type Candidate,
  type StepValue,
  type TieBreakStep,
} from "#app/domain/awards/tie-steps.ts";
import { compareFractions, formatScore, type Fraction } from "#app/platform/decimal.ts";

export { chainFor, type TieBreakStep } from "#app/domain/awards/tie-steps.ts";

/**
 * What a step did for one entry. "decided": parted it from others of its tie; "equal": did not; "missing": a
 * value of the group is not there, so the step was passed over; "not-needed": the entry stood alone already;
 * "shared": the rules let the tie stand.
 */
export type StepOutcome = "decided" | "equal" | "missing" | "not-needed" | "shared";

export type TrailStep = {
  /** Place in the chain, 1 is the first. */
  step: number;
  kind: TieBreakStep["kind"];
  criterionId: string | null;
  /**
   * What was compared, in order of code: hundredths of a point, votes, a decider's score, or the number drawn. Empty
   * where nothing was compared.
   */
  values: StepValue[];
  outcome: StepOutcome;
  /** Of lots: what they were drawn by. */
  seed?: string;
};

export type Decision = {
  step: number;
  kind: TieBreakStep["kind"];
  criterionId: string | null;
  /** The entries this one was parted from by that step; found when asked for. */
  readonly against: string[];
};

export type RankedEntry = {
  entryId: string;
  code: string;
  /** Competition ranking: equals share a rank and the next is skipped (1, 1, 3). */
  rank: number;
  score: Fraction;
  /** The score as printed: two decimals, half-up, "84,67". */
  display: string;
  criterionMeans: Record<string, Fraction>;
  /** Others with the same score, before any step. Found when asked for: written out they grow with the square of a tie. */
  readonly equalScore: string[];
  /** Others that still share the rank after the whole chain. Found when asked for, too. */
  readonly tiedWith: string[];
  /**
   * The last step that parted this entry from another of equal score; null if none was needed or none could.
   */
  decidedBy: Decision | null;
  /** Every step of the chain, for an entry whose score another shares; empty for the rest. */
  trail: TrailStep[];
};

/** Entries that are equal still, with what was done to part them: the same for all of them, and kept once. */
type Tie = { entries: readonly Candidate[]; trail: readonly TrailStep[]; decidedBy: Decision | null };

/**
 * Ranks the entries of one category: higher score first; equal scores go through the chain, each step on
 * those still tied. What the chain leaves equal shares its rank and is listed by code. Exact: scores are
 * never rounded before they are compared. The order of the input does not matter.
 */
export function rank(entries: readonly Candidate[], chain: readonly TieBreakStep[]): RankedEntry[] {
  const ordered = [...entries].sort((a, b) => compareFractions(b.score, a.score) || compareCodes(a, b));
  const ranked: RankedEntry[] = [];
  for (const equals of runs(ordered, (entry) => entry.score, compareFractions)) {
    const start: Tie = { entries: equals, trail: [], decidedBy: null };
    for (const tie of equals.length === 1 ? [start] : settle(start, chain, 0)) {
      const place = ranked.length + 1;
      const trail = equals.length === 1 ? [] : wholeTrail(tie, chain);
      for (const entry of tie.entries) ranked.push(rankedEntry(entry, place, equals, tie, trail));
    }
  }
  return ranked;
}

function compareCodes(a: Candidate, b: Candidate): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.entryId < b.entryId ? -1 : 1;
}

/** Cuts a sorted list where the value changes. */
function runs<T, V>(sorted: readonly T[], valueOf: (item: T) => V, compare: (a: V, b: V) => number): T[][] {
  const groups: T[][] = [];
  for (const item of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compare(valueOf(last[0]), valueOf(item)) === 0) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** Takes a tie through the chain from a step on; gives the ties that share a rank, best first. */
function settle(tie: Tie, chain: readonly TieBreakStep[], index: number): Tie[] {
  const step = chain[index];
  if (tie.entries.length === 1 || step === undefined) return [tie];
  const byId = new Map(stepValues(step, tie.entries).map((value) => [value.entryId, value]));
  const values = tie.entries.flatMap(({ entryId }) => byId.get(entryId) ?? []);
  const note = (outcome: StepOutcome): TrailStep[] => [...tie.trail, noted(step, index, values, outcome)];
  if (step.kind === "shared") return [{ ...tie, trail: note("shared") }];
  if (values.length < tie.entries.length) return settle({ ...tie, trail: note("missing") }, chain, index + 1);
  const valueOf = ({ entryId }: Candidate) => byId.get(entryId)!;
  const sorted = [...tie.entries].sort((a, b) => compareStepValues(valueOf(b), valueOf(a)));
  const parts = runs(sorted, valueOf, compareStepValues);
  if (parts.length === 1) return settle({ ...tie, entries: sorted, trail: note("equal") }, chain, index + 1);
  const trail = note("decided");
  return parts.flatMap((entries) => {
    const others = () => {
      const own = new Set(entries.map(({ entryId }) => entryId));
      return tie.entries.map(({ entryId }) => entryId).filter((id) => !own.has(id)).sort();
    };
    return settle({ entries, trail, decidedBy: decision(placeOf(step, index), others) }, chain, index + 1);
  });
}

const placeOf = (step: TieBreakStep, index: number) => ({ step: index + 1, kind: step.kind, criterionId: criterionOf(step) });

const noted = (step: TieBreakStep, index: number, values: StepValue[], outcome: StepOutcome): TrailStep => ({
  ...placeOf(step, index), values, outcome, ...(step.kind === "lots" ? { seed: step.seed } : {}),
});

/** The steps that were taken, then those that were not needed any more. */
const wholeTrail = ({ trail }: Tie, chain: readonly TieBreakStep[]): TrailStep[] => [
  ...trail,
  ...chain.slice(trail.length).map((step, index) => noted(step, trail.length + index, [], "not-needed")),
];

const decision = (named: Omit<Decision, "against">, others: () => string[]): Decision => ({
  ...named,
  get against() {
    return others();
  },
});

const criterionOf = (step: TieBreakStep) => (step.kind === "criterion" ? step.criterionId : null);

function rankedEntry(
  { entryId, code, score, criterionMeans }: Candidate,
  place: number,
  equals: readonly Candidate[],
  tie: Tie,
  trail: TrailStep[],
): RankedEntry {
  const others = (all: readonly Candidate[]) => all.map((entry) => entry.entryId).filter((id) => id !== entryId);
  return {
    entryId, code, rank: place, score, display: formatScore(score), criterionMeans,
    get equalScore() {
      return others(equals);
    },
    get tiedWith() {
      return others(tie.entries);
    },
    decidedBy: tie.decidedBy,
    trail,
  };
}
