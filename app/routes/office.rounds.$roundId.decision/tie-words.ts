import type { DecisionRow, DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import type { TrailStep } from "#app/domain/awards/ranking.ts";
import { valuesToCompare } from "#app/domain/awards/tie-steps.ts";
import { resultHeading, resultWords, voteWord } from "#app/http/ballot-words.ts";
import { m } from "#app/paraglide/messages.js";
import { compareFractions, formatScore, type Fraction, roundHalfUp } from "#app/platform/decimal.ts";
import { formatCount } from "#app/ui/format.ts";
import type { TieStep } from "#app/ui/rank-row.tsx";

type Rubric = Pick<DecisionView, "criteria" | "ballot">;

/** A step of the chain by its number and name. */
export function stepName({ step, kind, criterionId }: TrailStep, { criteria, ballot }: Rubric): string {
  const name = {
    criterion: () => criteria.find(({ id }) => id === criterionId)?.name ?? m.office_decision_step_criterion(),
    counts: () => m.panel_step_counts(),
    "head-judge": () => (ballot ? m.ballot_step_head() : m.office_decision_step_head()),
    pairwise: () => m.panel_step_pairwise(),
    "jury-vote": () => m.office_decision_step_vote(),
    lots: () => m.panel_step_lots(),
    shared: () => m.office_decision_step_shared(),
  }[kind]();
  return m.office_decision_step({ step, name });
}

/** Why a work stands where it stands among equals, in a line; null where no other has its score. */
export function decidedWords(row: DecisionRow, rubric: Rubric): string | null {
  if (row.trail.length === 0) return null;
  const step = row.trail.findLast(({ outcome }) => outcome === "decided");
  if (!step) return rubric.ballot ? m.ballot_still_tied() : m.office_decision_still_tied();
  const name = { step: stepName(step, rubric) };
  return rubric.ballot ? m.ballot_decided(name) : m.office_decision_decided(name);
}

/** Each step that was taken between two works of equal score. */
export function tieSteps(left: DecisionRow, right: DecisionRow, rubric: Rubric): TieStep[] {
  const { ballot } = rubric;
  const judged = (row: DecisionRow) => row.judgeTotals.filter(({ dropped }) => dropped === null).length;
  const start: TieStep = {
    label: ballot ? resultHeading(ballot) : m.office_decision_score(),
    left: ballot ? resultWords(ballot, left.score, judged(left)) : formatScore(left.score),
    right: ballot ? resultWords(ballot, right.score, judged(right)) : formatScore(right.score),
    outcome: "equal",
  };
  let parted = false;
  const steps = left.trail.map((step): TieStep => {
    const label = stepName(step, rubric);
    const [a, b] = [valueOf(step, left), valueOf(right.trail[step.step - 1], right)];
    if (parted || step.outcome === "not-needed") return { label, outcome: "not-needed", note: m.office_decision_step_not_needed() };
    if (!a || !b) {
      const note = step.kind === "shared" ? m.office_decision_step_same_rank() : m.office_decision_step_missing();
      return { label, outcome: "not-needed", note };
    }
    const [leftValue, rightValue] = valuesToCompare(a, b);
    const order = compareFractions(leftValue, rightValue);
    parted = order !== 0;
    const outcome = order === 0 ? "equal" : order > 0 ? "left" : "right";
    return { label, left: shown(step, leftValue, ballot), right: shown(step, rightValue, ballot), outcome };
  });
  return [start, ...steps];
}

/** Each work keeps its own value of a step. */
const valueOf = (step: TrailStep | undefined, row: DecisionRow) =>
  step?.values.find(({ entryId }) => entryId === row.roundEntryId) ?? null;

/** Points with two decimals, a judge's vote in its word; votes on a tie, a decider's score and lots are whole numbers. */
function shown({ kind }: TrailStep, value: Fraction, ballot: DecisionView["ballot"]): string {
  if (kind === "jury-vote" || kind === "pairwise" || kind === "lots") return formatCount(value.num);
  return ballot ? voteWord(ballot, roundHalfUp(value)) : formatScore(value);
}
