import { type Actor, type Appointment, isAdministrator, isEntrantFor, isOrganiserOf } from "./actor.ts";
import type { Rule } from "./rule.ts";

/**
 * What an appointment is bound to. `parentUnitId` is the unit above the one appointed for; `invitingUnitIds` are the
 * organisers of contests that invite this unit or one above it, and the hosts of those contests' first rounds, as far
 * as they stand above this unit themselves: anybody can be invited, but access comes from above.
 */
export type AppointmentFacts = Appointment & {
  roundUnitId: string | null;
  parentUnitId: string | null;
  invitingUnitIds: readonly string[];
};

const administers: Rule<AppointmentFacts> = (actor) => isAdministrator(actor);

const organisesThere: Rule<AppointmentFacts> = (actor, { role, unitId }) =>
  (role === "organiser" || role === "secretary") && unitId !== null && isOrganiserOf(actor, unitId);

const hostsTheRound: Rule<AppointmentFacts> = (actor, { role, roundUnitId }) =>
  (role === "judge" || role === "head-judge") && roundUnitId !== null && isOrganiserOf(actor, roundUnitId);

const invitedTheUnit: Rule<AppointmentFacts> = (actor, { role, invitingUnitIds }) =>
  role === "entrant" && invitingUnitIds.some((unitId) => isOrganiserOf(actor, unitId));

/** A commune appoints for the schools below it, not for itself: its own access comes from above. */
const sendsForTheUnitAbove: Rule<AppointmentFacts> = (actor, { role, parentUnitId }) =>
  role === "entrant" && parentUnitId !== null && isEntrantFor(actor, parentUnitId);

const appoint: Rule<AppointmentFacts> = (actor, facts, now) =>
  [administers, organisesThere, hostsTheRound, invitedTheUnit, sendsForTheUnitAbove].some((rule) =>
    rule(actor, facts, now),
  );

/** Whoever gets a person's PIN can act as that person: needs leave over every appointment the person holds. */
const appointAll: Rule<{ appointments: readonly AppointmentFacts[] }> = (actor, { appointments }, now) =>
  isAdministrator(actor) || (appointments.length > 0 && appointments.every((facts) => appoint(actor, facts, now)));

/** Who may do what to people; keys are the commands' names. */
export const peopleRules = {
  appointPerson: appoint,
  endAppointment: appoint,
  issueInvitation: appointAll,
  revokeAccess: appointAll,
} satisfies Record<string, Rule<never>>;

/** True when the actor could appoint somebody somewhere: whether to show the pages at all. */
export const mayAppointSomewhere = (actor: Actor): boolean =>
  actor.appointments.some(({ role }) => role === "administrator" || role === "organiser" || role === "entrant");
