import type { PhaseKind } from "#app/domain/contests/model.ts";
import { isJudgeOf, isOrganiserOf, isSecretaryOf } from "#app/domain/people/actor.ts";
import { allOf, type Rule } from "#app/domain/people/rule.ts";

export type DecisionFacts = { roundUnitId: string; phase: PhaseKind };
export type DeciderFacts = { roundId: string; phase: PhaseKind };

/** Decisions are the organisers' alone; a secretary prepares them but does not make them. */
const organisesRound: Rule<DecisionFacts> = (actor, { roundUnitId }) => isOrganiserOf(actor, roundUnitId);
const isIn =
  (phase: PhaseKind): Rule<{ phase: PhaseKind }> =>
  (_, facts) =>
    facts.phase === phase;

const decides = allOf<DecisionFacts>(organisesRound, isIn("decision"));

/** What the jury did on paper is written down by the secretary too. */
const keepsRound: Rule<DecisionFacts> = (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId);

/** A decider is answered by the judges of its round alone. */
const compares = allOf<DeciderFacts>((actor, { roundId }) => isJudgeOf(actor, roundId), isIn("decision"));

/** Who may decide what, and when; each key is the command of that name. */
export const awardsRules = {
  closeJudging: allOf<DecisionFacts>(organisesRound, isIn("judging")),
  reopenJudging: decides,
  chooseAward: decides,
  chooseNominee: decides,
  publishRound: decides,
  recordJuryVote: allOf<DecisionFacts>(keepsRound, isIn("decision")),
  drawLots: decides,
  openDecider: decides,
  endDecider: decides,
  withdrawDecider: decides,
  answerDecider: compares,
  undoDeciderAnswer: compares,
};

/** Whether somebody sees scores and decisions of a round at all: its organisers do, once judging is closed. */
export const mayDecide: Rule<DecisionFacts> = organisesRound;
