import type { PhaseKind } from "#app/domain/contests/model.ts";
import { type Intake, isIntakeOpen, takesSubmissions } from "#app/domain/entries/deadline.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { isAdministrator, isEntrantFor, isOrganiserOf, isSecretaryOf } from "#app/domain/people/actor.ts";
import { allOf, anyOf, not, type Rule } from "#app/domain/people/rule.ts";

export { type Intake, isIntakeOpen, takesSubmissions } from "#app/domain/entries/deadline.ts";

export type EntryFacts = {
  unitId: string;
  standing: "draft" | "submitted" | "returned" | "withdrawn";
  intake: Intake;
  /** The office that enters or entered it for the unit; null where the unit does so itself. */
  officeUnitId?: string | null;
  /** The last day of a standing return. */
  dueOn?: string | null;
};

/** `late` holds for an entry that could not be decided in time: it was returned, or entered on behalf. */
export type ScreeningFacts = { roundUnitId: string; phase: PhaseKind; late?: boolean };

/** A list of entries: the units it may name, and the host of the first round. */
export type ImportFacts = { unitIds: readonly string[]; roundUnitId: string; intake: Intake };

/** A child's own unit, and the offices of the rounds that hold a work of the child. */
export type ConsentFacts = { unitId: string; unitIds: readonly string[] };

/** As long as results are open an office may still take in what came on paper, with a reason after the deadline. */
export const officeTakesIn = (phase: PhaseKind): boolean => ["open", "screening", "judging"].includes(phase);

/** A slip is of one unit; `roundUnitId` hosts the first round, which receives the original. */
export type SlipFacts = { unitId: string; roundUnitId: string };

const enters: Rule<Pick<EntryFacts, "unitId">> = (actor, { unitId }) => isEntrantFor(actor, unitId);
const entersOnBehalf: Rule<Pick<EntryFacts, "officeUnitId">> = (actor, { officeUnitId }) =>
  Boolean(officeUnitId) && isSecretaryOf(actor, officeUnitId!);
const setsUp: Rule<{ organiserUnitId: string }> = (actor, { organiserUnitId }) =>
  isAdministrator(actor) || isOrganiserOf(actor, organiserUnitId);
const intakeOpen: Rule<Pick<EntryFacts, "intake">> = (_, { intake }, now) => isIntakeOpen(intake, now);
const submissionsTaken: Rule<Pick<EntryFacts, "intake">> = (_, { intake }, now) => takesSubmissions(intake, now);
const officeTakes: Rule<Pick<EntryFacts, "intake">> = (_, { intake }) => officeTakesIn(intake.phase);
const isDraft: Rule<EntryFacts> = (_, { standing }) => standing === "draft";
const isWithdrawn: Rule<EntryFacts> = (_, { standing }) => standing === "withdrawn";
const isReturnedInTime: Rule<EntryFacts> = (_, { standing, dueOn }, now) =>
  standing === "returned" && Boolean(dueOn) && !isReturnOver(dueOn!, now);
const isSent: Rule<EntryFacts> = (_, { standing }) => standing === "submitted" || standing === "returned";
const keepsOneOf: Rule<ConsentFacts> = (actor, { unitIds }) => unitIds.some((unitId) => isSecretaryOf(actor, unitId));
const keepsSecretariat: Rule<Pick<ScreeningFacts, "roundUnitId">> = (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId);
const organises: Rule<ScreeningFacts> = (actor, { roundUnitId }) => isOrganiserOf(actor, roundUnitId);
const isScreening: Rule<ScreeningFacts> = (_, { phase }) => phase === "screening";
const isJudgedAndLate: Rule<ScreeningFacts> = (_, { phase, late }) => phase === "judging" && late === true;
const isBeforeDecision: Rule<ScreeningFacts> = (_, { phase }) => officeTakesIn(phase);

const isUnderWay: Rule<ScreeningFacts> = (_, { phase }) => phase !== "draft" && phase !== "archived";
const keepsSlips: Rule<SlipFacts> = (actor, { unitId, roundUnitId }) =>
  isEntrantFor(actor, unitId) || isSecretaryOf(actor, roundUnitId);

/** Who fills in an entry's form: its unit, or the office that entered it for the unit. */
export const fillsForm = anyOf<Pick<EntryFacts, "unitId" | "officeUnitId">>(enters, entersOnBehalf);

/** What was returned waits for nobody once judging is closed: it stands as it was sent. */
const isReturnedForChange = allOf<EntryFacts>(isReturnedInTime, officeTakes);
const mayChange = allOf<EntryFacts>(fillsForm, anyOf(isDraft, isReturnedForChange));
const screens = allOf<ScreeningFacts>(keepsSecretariat, isScreening);
/** What was returned or came late is decided during judging as well; nothing else is any more. */
const decides = allOf<ScreeningFacts>(keepsSecretariat, anyOf(isScreening, isJudgedAndLate));
const returns = allOf<ScreeningFacts>(keepsSecretariat, isBeforeDecision);

/** One's own units by oneself, everybody's by the office that holds the first round. */
const bringsLists: Rule<ImportFacts> = anyOf(
  (actor, { unitIds }) => unitIds.length > 0 && unitIds.every((unitId) => isEntrantFor(actor, unitId)),
  (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId),
);

/** A clip on a USB stick may come until judging begins. */
const beforeJudging: Rule<ScreeningFacts> = (_, { phase }) => phase === "open" || phase === "screening";

/** Who may do what with an entry, and when; each key is the command of that name. */
export const entriesRules = {
  createEntry: anyOf<Pick<EntryFacts, "unitId" | "intake" | "officeUnitId">>(
    allOf<Pick<EntryFacts, "unitId" | "intake">>(enters, intakeOpen),
    allOf<Pick<EntryFacts, "intake" | "officeUnitId">>(entersOnBehalf, officeTakes),
  ),
  /** A draft may be improved after the deadline too: nothing typed is lost, only sending is over. */
  updateEntry: mayChange,
  attachFile: mayChange,
  /** The photo as it was taken may come after the entry was sent: it changes nothing that is judged. */
  attachOriginal: allOf<EntryFacts>(fillsForm, not(isWithdrawn)),
  deleteEntry: allOf<EntryFacts>(fillsForm, isDraft),
  saveDesk: allOf<EntryFacts>(enters, isDraft),
  announceUsb: allOf<EntryFacts>(enters, isDraft),
  cancelUsb: allOf<EntryFacts>(enters, isDraft),
  explainOnBehalf: allOf<EntryFacts>(entersOnBehalf),
  submitEntry: anyOf<EntryFacts>(
    allOf<EntryFacts>(enters, submissionsTaken, isDraft),
    allOf<EntryFacts>(entersOnBehalf, officeTakes, isDraft),
    allOf<EntryFacts>(fillsForm, isReturnedForChange),
  ),
  submitDesk: allOf<EntryFacts>(enters, submissionsTaken, isDraft),
  withdrawEntry: allOf<EntryFacts>(enters, intakeOpen, isSent),
  /** Families answer, and change their mind, at any time; the second also through an office that holds a work. */
  recordConsents: enters,
  removeConsentProof: enters,
  withdrawConsents: anyOf<ConsentFacts>(enters, keepsOneOf),
  decideGroup: enters,
  completePrivacyTask: keepsSecretariat,
  publishConsentText: setsUp,
  startImport: allOf<ImportFacts>(bringsLists, intakeOpen),
  mapImport: bringsLists,
  discardImport: bringsLists,
  confirmImport: allOf<ImportFacts>(bringsLists, intakeOpen),
  /** Taking back is possible after the deadline too, as long as nothing was built on it. */
  undoImport: bringsLists,
  attachPictures: bringsLists,
  /** The secretariat puts a clip that came on a USB stick to its entry. */
  receiveUsbFile: allOf<ScreeningFacts>(keepsSecretariat, beforeJudging),
  acceptEntry: decides,
  rejectEntry: decides,
  undoScreening: screens,
  undoLastScreening: returns,
  acceptAllClear: screens,
  screenMany: screens,
  returnEntry: returns,
  takeBackReturn: returns,
  grantOverride: organises,
  endOverride: organises,
  issueSlips: allOf(keepsSlips),
  issueBlankSlips: allOf(keepsSlips),
  claimSlip: allOf(keepsSlips),
  releaseSlip: allOf(keepsSlips),
  /** Late sheets come in while judging goes on; only before the opening and after archiving nothing is taken in. */
  checkIn: allOf(keepsSecretariat, isUnderWay),
  undoCustody: allOf(keepsSecretariat),
  correctCustody: allOf(keepsSecretariat),
  /** Originals are given back when everything else is over. */
  returnOriginals: allOf(keepsSecretariat),
  handOverOriginals: allOf(keepsSecretariat),
  draftHandover: allOf(keepsSecretariat),
  signHandover: allOf(keepsSecretariat),
  discardHandover: allOf(keepsSecretariat),
  /** Copies are found in every phase, also after the results. */
  decidePair: keepsSecretariat,
  undoPairDecision: keepsSecretariat,
  rerunSteps: keepsSecretariat,
};
