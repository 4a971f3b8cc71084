/** A criterion as it stands or shall stand; points, step and weight in hundredths. */
export type CriterionFacts = { name: string; guidance: string; maxPoints: number; step: number; weight: number };
export type StandingCriterion = CriterionFacts & { id: string };
/** `id` is that of the standing criterion the line goes on from; any other says that it is new. */
export type WantedCriterion = CriterionFacts & { id: string };

/**
 * What becomes of a line. "same" and "words" keep points and totals; "weight" keeps points and changes totals; "scale",
 * another maximum or step, and "new" must be scored (again).
 */
export type LineChange = "same" | "words" | "weight" | "scale" | "new";

export type PlannedLine = CriterionFacts & {
  change: LineChange;
  /** What the line goes on from; null of a new one. */
  before: StandingCriterion | null;
};

export type VersionPlan = {
  /** In the order in which the criteria shall stand. */
  lines: PlannedLine[];
  /** Count no more; their points stay in the history. */
  removed: StandingCriterion[];
  changed: boolean;
  /** Some line has no points yet on any sheet. */
  needsPoints: boolean;
  /** Other criteria are scored than before. */
  altersScoring: boolean;
};

/** What changes between the standing criteria and the wanted ones. A standing criterion is gone on from once. */
export function planVersion(standing: readonly StandingCriterion[], wanted: readonly WantedCriterion[]): VersionPlan {
  const free = new Map(standing.map((one) => [one.id, one]));
  const lines = wanted.map(({ id, ...facts }): PlannedLine => {
    const before = free.get(id) ?? null;
    free.delete(id);
    return { ...facts, before, change: before ? changeOf(before, facts) : "new" };
  });
  const removed = standing.filter(({ id }) => free.has(id));
  const needsPoints = lines.some(({ change }) => !keepsPoints(change));
  const moved = lines.some(({ before }, index) => before?.id !== standing[index]?.id);
  return {
    lines, removed, needsPoints,
    changed: moved || removed.length > 0 || lines.some(({ change }) => change !== "same"),
    altersScoring: needsPoints || removed.length > 0,
  };
}

/** Whether points given before still count on a line. */
export const keepsPoints = (change: LineChange): boolean => change !== "scale" && change !== "new";

function changeOf(before: StandingCriterion, now: CriterionFacts): LineChange {
  if (before.maxPoints !== now.maxPoints || before.step !== now.step) return "scale";
  if (before.weight !== now.weight) return "weight";
  return before.name === now.name && before.guidance === now.guidance ? "same" : "words";
}

/** The criteria whose points stop counting: those dropped, and those scored on another scale from now on. */
export function retiredIds({ lines, removed }: VersionPlan): string[] {
  const rescaled = lines.flatMap(({ change, before }) => (change === "scale" && before ? [before.id] : []));
  return [...removed.map(({ id }) => id), ...rescaled];
}

/** A judge's sheets of the category that are theirs to score, in counts. */
export type JudgeCounts = { judgeId: string; name: string; left: boolean; handedIn: number; begun: number; untouched: number };
export type JudgeEffect = JudgeCounts & { returned: number };
export type VersionEffect = {
  handedIn: number;
  begun: number;
  untouched: number;
  /** Handed in, and open again. */
  returned: number;
  judges: JudgeEffect[];
};

/** What a plan does to the sheets: a sheet handed in has points for every standing criterion, so all go back or none. */
export function effectOf({ needsPoints }: Pick<VersionPlan, "needsPoints">, judges: readonly JudgeCounts[]): VersionEffect {
  const effects = judges.map((judge) => ({ ...judge, returned: needsPoints ? judge.handedIn : 0 }));
  const sum = (of: (judge: JudgeEffect) => number) => effects.reduce((so, judge) => so + of(judge), 0);
  return {
    handedIn: sum(({ handedIn }) => handedIn),
    begun: sum(({ begun }) => begun),
    untouched: sum(({ untouched }) => untouched),
    returned: sum(({ returned }) => returned),
    judges: effects,
  };
}
