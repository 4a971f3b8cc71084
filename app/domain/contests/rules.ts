import { isAdministrator, isOrganiserOf, isSystem } from "#app/domain/people/actor.ts";
import { type Rule, anyOf } from "#app/domain/people/rule.ts";

/** Who organises the contest, and who hosts the round at hand (null where no round is). */
export type ContestFacts = { organiserUnitId: string; roundUnitId: string | null };

const administers: Rule<ContestFacts> = (actor) => isAdministrator(actor);
const organises: Rule<ContestFacts> = (actor, { organiserUnitId }) => isOrganiserOf(actor, organiserUnitId);

/** A round belongs to its host: the province decides about the province's round, whoever set the contest up. */
const hostsRound: Rule<ContestFacts> = (actor, { roundUnitId }) =>
  roundUnitId !== null && isOrganiserOf(actor, roundUnitId);

/** The clock moves phases with nobody acting. */
const isClock: Rule<ContestFacts> = (actor) => isSystem(actor);

const setsUp = anyOf(administers, organises);

/** Who may do what to contests and their rounds; keys are the commands' names. When, is decided by the phase. */
export const contestRules = {
  createContestFromTemplate: setsUp,
  importSetup: setsUp,
  cloneContest: setsUp,
  editContest: setsUp,
  publishRules: setsUp,
  saveCategory: setsUp,
  removeCategory: setsUp,
  saveCriteria: setsUp,
  saveDivisions: setsUp,
  saveRound: setsUp,
  addRound: setsUp,
  removeRound: setsUp,
  saveAwards: anyOf(setsUp, hostsRound),
  saveTieBreak: anyOf(setsUp, hostsRound),
  saveBallots: anyOf(setsUp, hostsRound),
  inviteParticipants: setsUp,
  removeParticipant: setsUp,
  savePhases: anyOf(setsUp, hostsRound),
  extendPhase: anyOf(administers, hostsRound),
  movePhase: anyOf(isClock, administers, hostsRound),
} satisfies Record<string, Rule<ContestFacts>>;
