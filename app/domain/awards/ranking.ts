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

type Standing = { entry: Candidate; trail: TrailStep[]; decidedBy: Decision | null };

/**
 * Ranks the entries of one category: higher score first; equal scores go through the chain, each step on
 * those still tied. What the chain leaves equal shares its rank and is listed by code. Exact: scores are
 * never rounded before they are compared. The order of the input does not matter.
 */
export function rank(entries: readonly Candidate[], chain: readonly TieBreakStep[]): RankedEntry[] {
  const ordered = [...entries].sort((a, b) => compareFractions(b.score, a.score) || compareCodes(a, b));
  const ranked: RankedEntry[] = [];
  for (const equals of runs(ordered, (entry) => entry.score, compareFractions)) {
    const start = equals.map((entry): Standing => ({ entry, trail: [], decidedBy: null }));
    for (const sharers of equals.length === 1 ? [start] : settle(start, chain, 0)) {
      const place = ranked.length + 1;
      ranked.push(...sharers.map((standing) => rankedEntry(standing, place, equals, sharers, chain)));
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

/** Takes a tied group through the chain from a step on; gives the groups that share a rank, best first. */
function settle(group: Standing[], chain: readonly TieBreakStep[], index: number): Standing[][] {
  const step = chain[index];
  if (group.length === 1 || step === undefined) return [group];
  const values = inOrderOf(group, stepValues(step, group.map(({ entry }) => entry)));
  if (step.kind === "shared" || values.length < group.length) {
    const outcome = step.kind === "shared" ? "shared" : "missing";
    const passed = group.map((standing) => noted(standing, step, index, values, outcome));
    return step.kind === "shared" ? [passed] : settle(passed, chain, index + 1);
  }
  const byId = new Map(values.map((value) => [value.entryId, value]));
  const valueOf = ({ entry }: Standing) => byId.get(entry.entryId)!;
  const sorted = [...group].sort((a, b) => compareStepValues(valueOf(b), valueOf(a)));
  const parts = runs(sorted, valueOf, compareStepValues);
  const outcome = parts.length > 1 ? "decided" : "equal";
  return parts.flatMap((part) => {
    const others = () => {
      const own = new Set(part.map(({ entry }) => entry.entryId));
      return group.map(({ entry }) => entry.entryId).filter((id) => !own.has(id)).sort();
    };
    return settle(part.map((standing) => noted(standing, step, index, values, outcome, others)), chain, index + 1);
  });
}

function inOrderOf(group: readonly Standing[], values: readonly StepValue[]): StepValue[] {
  const byId = new Map(values.map((value) => [value.entryId, value]));
  return group.flatMap(({ entry }) => byId.get(entry.entryId) ?? []);
}

function noted(
  standing: Standing,
  step: TieBreakStep,
  index: number,
  values: TrailStep["values"],
  outcome: StepOutcome,
  others: () => string[] = () => [],
): Standing {
  const named = { step: index + 1, kind: step.kind, criterionId: criterionOf(step) };
  return {
    entry: standing.entry,
    trail: [...standing.trail, { ...named, values, outcome, ...(step.kind === "lots" ? { seed: step.seed } : {}) }],
    decidedBy: outcome === "decided" ? decision(named, others) : standing.decidedBy,
  };
}

const decision = (named: Omit<Decision, "against">, others: () => string[]): Decision => ({
  ...named,
  get against() {
    return others();
  },
});

const criterionOf = (step: TieBreakStep) => (step.kind === "criterion" ? step.criterionId : null);

function rankedEntry(
  { entry, trail, decidedBy }: Standing,
  place: number,
  equals: readonly Candidate[],
  sharers: readonly Standing[],
  chain: readonly TieBreakStep[],
): RankedEntry {
  const others = (all: readonly Candidate[]) => all.map(({ entryId }) => entryId).filter((id) => id !== entry.entryId);
  const rest = equals.length === 1 ? [] : chain.slice(trail.length);
  const unneeded = rest.map((step, index): TrailStep => ({
    step: trail.length + index + 1,
    kind: step.kind,
    criterionId: criterionOf(step),
    values: [],
    outcome: "not-needed",
  }));
  return {
    entryId: entry.entryId,
    code: entry.code,
    rank: place,
    score: entry.score,
    display: formatScore(entry.score),
    criterionMeans: entry.criterionMeans,
    get equalScore() {
      return others(equals);
    },
    get tiedWith() {
      return others(sharers.map((sharer) => sharer.entry));
    },
    decidedBy,
    trail: [...trail, ...unneeded],
  };
}
