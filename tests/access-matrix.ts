/**
 * Who may what: the roles, each in its own scope, for which a rule holds in at least one phase. This page is the
 * documentation; `access.test.ts` makes the same table from the rules and compares. A role outside its own scope may
 * nothing at all, which is tested as well.
 */
const everyOffice = ["administrator", "organiser"];
const office = ["organiser", "secretary"];
const judges = ["head-judge", "judge"];

export const accessMatrix: Record<string, string[]> = {
  "people.appointPerson": everyOffice,
  "people.endAppointment": everyOffice,
  "people.issueInvitation": everyOffice,
  "people.revokeAccess": everyOffice,

  "units.createUnit": [...everyOffice, "entrant"],
  "units.createUnits": [...everyOffice, "entrant"],
  "units.renameUnit": everyOffice,
  "units.moveUnit": ["administrator"],
  "units.closeUnit": ["administrator"],
  "units.succeedUnit": ["administrator"],

  "contests.createContestFromTemplate": everyOffice,
  "contests.importSetup": everyOffice,
  "contests.cloneContest": everyOffice,
  "contests.editContest": everyOffice,
  "contests.publishRules": everyOffice,
  "contests.saveCategory": everyOffice,
  "contests.removeCategory": everyOffice,
  "contests.saveCriteria": everyOffice,
  "contests.saveDivisions": everyOffice,
  "contests.saveRound": everyOffice,
  "contests.addRound": everyOffice,
  "contests.removeRound": everyOffice,
  "contests.saveAwards": everyOffice,
  "contests.saveTieBreak": everyOffice,
  "contests.inviteParticipants": everyOffice,
  "contests.removeParticipant": everyOffice,
  "contests.savePhases": everyOffice,
  "contests.extendPhase": everyOffice,
  "contests.movePhase": everyOffice,

  "entries.createEntry": ["entrant"],
  "entries.updateEntry": ["entrant"],
  "entries.attachFile": ["entrant"],
  "entries.deleteEntry": ["entrant"],
  "entries.saveDesk": ["entrant"],
  "entries.announceUsb": ["entrant"],
  "entries.cancelUsb": ["entrant"],
  "entries.submitEntry": ["entrant"],
  "entries.submitDesk": ["entrant"],
  "entries.withdrawEntry": ["entrant"],
  "entries.recordConsents": ["entrant"],
  "entries.receiveUsbFile": office,
  "entries.acceptEntry": office,
  "entries.rejectEntry": office,
  "entries.undoScreening": office,
  "entries.undoLastScreening": office,
  "entries.acceptAllClear": office,

  "judging.startJudging": everyOffice,
  "judging.saveCriterion": judges,
  "judging.saveSheet": judges,
  "judging.submitSheet": judges,
  "judging.reopenSheet": judges,

  "awards.closeJudging": ["organiser"],
  "awards.reopenJudging": ["organiser"],
  "awards.chooseAward": ["organiser"],
  "awards.chooseNominee": ["organiser"],
  "awards.publishRound": ["organiser"],

  "forwarding.forwardNominees": ["organiser"],
};
