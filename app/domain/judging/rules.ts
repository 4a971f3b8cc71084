import type { PhaseKind } from "#app/domain/contests/model.ts";
import { contestRules } from "#app/domain/contests/rules.ts";
import { isAdministrator, isJudgeOf, isOrganiserOf, isSecretaryOf, isSystem } from "#app/domain/people/actor.ts";
import { allOf, anyOf, type Rule } from "#app/domain/people/rule.ts";

export type SheetFacts = { roundId: string; judgeId: string; phase: PhaseKind };
export type RoundFacts = { roundUnitId: string; phase: PhaseKind };

const ownsSheet: Rule<SheetFacts> = (actor, { judgeId, roundId }) =>
  actor.personId === judgeId && isJudgeOf(actor, roundId);
const isJudging: Rule<{ phase: PhaseKind }> = (_, { phase }) => phase === "judging";
const organisesRound: Rule<RoundFacts> = (actor, { roundUnitId }) => isOrganiserOf(actor, roundUnitId);
const administers: Rule<RoundFacts> = (actor) => isAdministrator(actor);
const keepsRound: Rule<RoundFacts> = (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId);
const arranges = allOf<RoundFacts>(organisesRound, (_, { phase }) => phase === "open" || phase === "screening" || phase === "judging");
/** Of the secretariat alone: who decides the result, or judges, sees no judge's paper before closing. */
const keysPaper: Rule<RoundFacts & { roundId: string }> = (actor, { roundUnitId, roundId, phase }) =>
  phase === "judging" && isSecretaryOf(actor, roundUnitId) && !isOrganiserOf(actor, roundUnitId) && !isJudgeOf(actor, roundId);
const setsPaperRight = allOf<RoundFacts>(keepsRound, isJudging);
const isClock: Rule<RoundFacts> = (actor) => isSystem(actor);

const scores = allOf<SheetFacts>(ownsSheet, isJudging);

/** Who may do what in judging; each key is the command of that name. */
export const judgingRules = {
  startJudging: anyOf<RoundFacts>(isClock, administers, organisesRound),
  saveCriterion: scores,
  saveSheet: scores,
  submitSheet: scores,
  submitChoice: scores,
  reopenChoice: scores,
  reopenSheet: scores,
  saveSheetTexts: scores,
  markFavourite: scores,
  unmarkFavourite: scores,
  flagEntry: scores,
  settleFlag: anyOf<RoundFacts>(organisesRound, keepsRound),
  deferSheet: scores,
  abstainFromSheet: scores,
  takeUpSheet: scores,
  recuseFromSheet: scores,
  findConflicts: arranges,
  confirmConflict: arranges,
  confirmStrongConflicts: arranges,
  liftConflict: arranges,
  addConflict: arranges,
  noteInterest: arranges,
  publishAssignment: arranges,
  draftAssignment: arranges,
  releaseJudge: arranges,
  changeSpreadLimit: arranges,
  askSecondLook: allOf<RoundFacts>(organisesRound, isJudging),
  keepFirstScore: scores,
  /** Who set the criteria up may change them, with a reason. */
  reviseCriteria: contestRules.saveCriteria,
  startKeying: keysPaper,
  saveKeyedRow: keysPaper,
  finishKeying: keysPaper,
  withdrawKeying: setsPaperRight,
  takeBackPaper: setsPaperRight,
  removePaperScan: keysPaper,
};
