import type { PhaseKind } from "#app/domain/contests/model.ts";
import { isEntrantFor, isSecretaryOf } from "#app/domain/people/actor.ts";
import { allOf, type Rule } from "#app/domain/people/rule.ts";

/** The intake of a contest's first round: its phase and its deadline, which is excluded. */
export type Intake = { phase: PhaseKind; endsAt: Date | null };

export type EntryFacts = {
  unitId: string;
  standing: "draft" | "submitted" | "withdrawn";
  intake: Intake;
};

export type ScreeningFacts = { roundUnitId: string; phase: PhaseKind };

/** Intake stands open while the round is in that phase and, by the clock, before the deadline: at 17:00 it is closed. */
export function isIntakeOpen(intake: Intake, now: Date): boolean {
  return intake.phase === "open" && (intake.endsAt === null || now.getTime() < intake.endsAt.getTime());
}

const enters: Rule<Pick<EntryFacts, "unitId">> = (actor, { unitId }) => isEntrantFor(actor, unitId);
const intakeOpen: Rule<Pick<EntryFacts, "intake">> = (_, { intake }, now) => isIntakeOpen(intake, now);
const isDraft: Rule<EntryFacts> = (_, { standing }) => standing === "draft";
const isSubmitted: Rule<EntryFacts> = (_, { standing }) => standing === "submitted";
const keepsSecretariat: Rule<ScreeningFacts> = (actor, { roundUnitId }) => isSecretaryOf(actor, roundUnitId);
const isScreening: Rule<ScreeningFacts> = (_, { phase }) => phase === "screening";

/** A clip on a USB stick may come until judging begins. */
const beforeJudging: Rule<ScreeningFacts> = (_, { phase }) => phase === "open" || phase === "screening";

const screens = allOf(keepsSecretariat, isScreening);

/** Who may do what with an entry, and when; each key is the command of that name. */
export const entriesRules = {
  createEntry: allOf<Pick<EntryFacts, "unitId" | "intake">>(enters, intakeOpen),
  /** A draft may be improved after the deadline too: nothing typed is lost, only sending is over. */
  updateEntry: allOf(enters, isDraft),
  attachFile: allOf(enters, isDraft),
  deleteEntry: allOf(enters, isDraft),
  saveDesk: allOf(enters, isDraft),
  announceUsb: allOf(enters, isDraft),
  cancelUsb: allOf(enters, isDraft),
  submitEntry: allOf<EntryFacts>(enters, intakeOpen, isDraft),
  submitDesk: allOf<EntryFacts>(enters, intakeOpen, isDraft),
  withdrawEntry: allOf<EntryFacts>(enters, intakeOpen, isSubmitted),
  /** Families answer, and change their mind, at any time. */
  recordConsents: allOf<EntryFacts>(enters),
  /** The secretariat puts a clip that came on a USB stick to its entry. */
  receiveUsbFile: allOf(keepsSecretariat, beforeJudging),
  acceptEntry: screens,
  rejectEntry: screens,
  undoScreening: screens,
  undoLastScreening: screens,
  acceptAllClear: screens,
};
