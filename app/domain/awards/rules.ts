import type { PhaseKind } from "#app/domain/contests/model.ts";
import { isOrganiserOf, isSecretaryOf } from "#app/domain/people/actor.ts";
import { allOf, type Rule } from "#app/domain/people/rule.ts";

export type DecisionFacts = { roundUnitId: string; phase: PhaseKind };

/** Decisions are the organisers' alone; a secretary prepares them but does not make them. */
const organisesRound: Rule<DecisionFacts> = (actor, { roundUnitId }) => isOrganiserOf(actor, roundUnitId);
const isIn =
  (phase: PhaseKind): Rule<DecisionFacts> =>
  (_, facts) =>
    facts.phase === phase;

const decides = allOf(organisesRound, isIn("decision"));

/** What the jury did on paper is written down by the secretary too. */
const keepsRound: Rule<DecisionFacts> = (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId);

/** Who may decide what, and when; each key is the command of that name. */
export const awardsRules = {
  closeJudging: allOf(organisesRound, isIn("judging")),
  reopenJudging: decides,
  chooseAward: decides,
  chooseNominee: decides,
  publishRound: decides,
  recordJuryVote: allOf(keepsRound, isIn("decision")),
  drawLots: decides,
};

/** Whether somebody sees scores and decisions of a round at all: its organisers do, once judging is closed. */
export const mayDecide: Rule<DecisionFacts> = organisesRound;
