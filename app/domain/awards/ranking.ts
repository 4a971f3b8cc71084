import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import type { EntryAggregate } from "#app/domain/judging/aggregation.ts";
import { compareFractions, formatScore, fraction, type Fraction } from "#app/platform/decimal.ts";

/**
 * A step of the chain for one category, in the order of the rules. `votes` is by entry id; more votes rank
 * higher.
 */
export type TieBreakStep =
  | { kind: "criterion"; criterionId: string }
  | { kind: "head-judge" }
  | { kind: "jury-vote"; votes: Readonly<Record<string, number>> }
  | { kind: "shared" };

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
   * What was compared, in order of code: hundredths of a point, or votes. Empty where nothing was compared.
   */
  values: { entryId: string; value: Fraction }[];
  outcome: StepOutcome;
};

export type Decision = {
  step: number;
  kind: TieBreakStep["kind"];
  criterionId: string | null;
  /** The entries this one was parted from by that step. */
  against: string[];
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
  /** Others with the same score, before any step. */
  equalScore: string[];
  /** Others that still share the rank after the whole chain. */
  tiedWith: string[];
  /**
   * The last step that parted this entry from another of equal score; null if none was needed or none could.
   */
  decidedBy: Decision | null;
  /** Every step of the chain, for an entry whose score another shares; empty for the rest. */
  trail: TrailStep[];
};

type Candidate = Pick<EntryAggregate, "entryId" | "code" | "score" | "criterionMeans" | "headJudgeTotal">;
type Standing = { entry: Candidate; trail: TrailStep[]; decidedBy: Decision | null };

/** The chain of a round's rules for one rubric; a criterion the rubric does not have is left out. */
export function chainFor(
  steps: readonly TieBreakSetup[],
  criterionIds: readonly string[],
  votes: Readonly<Record<string, number>> = {},
): TieBreakStep[] {
  return steps.flatMap((step): TieBreakStep[] => {
    if (step.kind === "jury-vote") return [{ kind: "jury-vote", votes }];
    if (step.kind !== "criterion") return [step];
    const criterionId = criterionIds[step.position - 1];
    return criterionId === undefined ? [] : [{ kind: "criterion", criterionId }];
  });
}

/**
 * Ranks the entries of one category: higher score first; equal scores go through the chain, each step on
 * those still tied. What the chain leaves equal shares its rank and is listed by code. Exact: scores are
 * never rounded before they are compared. The order of the input does not matter.
 */
export function rank(entries: readonly Candidate[], chain: readonly TieBreakStep[]): RankedEntry[] {
  const ordered = [...entries].sort((a, b) => compareFractions(b.score, a.score) || compareCodes(a, b));
  const ranked: RankedEntry[] = [];
  for (const equals of runs(ordered, (entry) => entry.score)) {
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
function runs<T>(sorted: readonly T[], valueOf: (item: T) => Fraction): T[][] {
  const groups: T[][] = [];
  for (const item of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compareFractions(valueOf(last[0]), valueOf(item)) === 0) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** Takes a tied group through the chain from a step on; gives the groups that share a rank, best first. */
function settle(group: Standing[], chain: readonly TieBreakStep[], index: number): Standing[][] {
  const step = chain[index];
  if (group.length === 1 || step === undefined) return [group];
  const values = group.map(({ entry }) => ({ entryId: entry.entryId, value: valueFor(step, entry) }));
  const known = values.flatMap(({ entryId, value }) => (value === null ? [] : [{ entryId, value }]));
  if (step.kind === "shared" || known.length < group.length) {
    const outcome = step.kind === "shared" ? "shared" : "missing";
    const passed = group.map((standing) => noted(standing, step, index, known, outcome));
    return step.kind === "shared" ? [passed] : settle(passed, chain, index + 1);
  }
  const valueOf = new Map(known.map(({ entryId, value }) => [entryId, value]));
  const sorted = [...group].sort((a, b) => compareFractions(of(valueOf, b), of(valueOf, a)));
  const parts = runs(sorted, (standing) => of(valueOf, standing));
  const outcome = parts.length > 1 ? "decided" : "equal";
  return parts.flatMap((part) => {
    const against = sorted
      .filter((other) => !part.includes(other))
      .map(({ entry }) => entry.entryId)
      .sort();
    const next = part.map((standing) => noted(standing, step, index, known, outcome, against));
    return settle(next, chain, index + 1);
  });
}

const of = (values: Map<string, Fraction>, standing: Standing) =>
  values.get(standing.entry.entryId) ?? fraction(0);

function valueFor(step: TieBreakStep, entry: Candidate): Fraction | null {
  if (step.kind === "criterion") return entry.criterionMeans[step.criterionId] ?? null;
  if (step.kind === "head-judge") return entry.headJudgeTotal;
  if (step.kind === "shared") return null;
  const votes = step.votes[entry.entryId];
  return votes === undefined ? null : fraction(votes);
}

function noted(
  standing: Standing,
  step: TieBreakStep,
  index: number,
  values: TrailStep["values"],
  outcome: StepOutcome,
  against: string[] = [],
): Standing {
  const named = { step: index + 1, kind: step.kind, criterionId: criterionOf(step) };
  return {
    entry: standing.entry,
    trail: [...standing.trail, { ...named, values, outcome }],
    decidedBy: outcome === "decided" ? { ...named, against } : standing.decidedBy,
  };
}

const criterionOf = (step: TieBreakStep) => (step.kind === "criterion" ? step.criterionId : null);

function rankedEntry(
  { entry, trail, decidedBy }: Standing,
  place: number,
  equals: readonly Candidate[],
  sharers: readonly Standing[],
  chain: readonly TieBreakStep[],
): RankedEntry {
  const others = (ids: string[]) => ids.filter((id) => id !== entry.entryId);
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
    equalScore: others(equals.map(({ entryId }) => entryId)),
    tiedWith: others(sharers.map((sharer) => sharer.entry.entryId)),
    decidedBy,
    trail: [...trail, ...unneeded],
  };
}
