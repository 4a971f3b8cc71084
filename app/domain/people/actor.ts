/** What a person may be appointed to; fixed in code, only appointments are data. */
export const roles = ["administrator", "organiser", "secretary", "judge", "head-judge", "entrant"] as const;
export type Role = (typeof roles)[number];

/** One standing appointment. `unitId` is set for organiser, secretary and entrant; `roundId` for judges. */
export type Appointment = { role: Role; unitId: string | null; roundId: string | null };

/**
 * Who acts. `units` are the unit of each entrant appointment with everything below it in the organisation tree,
 * so that a commune officer sees the commune's schools.
 */
export type Actor = {
  personId: string;
  name: string;
  sessionId: string | null;
  appointments: readonly Appointment[];
  entrantUnitIds: readonly string[];
};

/** The id of nobody in particular: the clock, a job, the set-up. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** True for the actor of jobs and of the clock, which no session can give. */
export const isSystem = (actor: Actor) => actor.personId === NOBODY && actor.sessionId === null;

export const isAdministrator = (actor: Actor) => actor.appointments.some((a) => a.role === "administrator");

export const isOrganiserOf = (actor: Actor, unitId: string) =>
  actor.appointments.some((a) => a.role === "organiser" && a.unitId === unitId);

/** True for the organiser too: whoever decides may also receive and screen. */
export const isSecretaryOf = (actor: Actor, unitId: string) =>
  actor.appointments.some((a) => (a.role === "secretary" || a.role === "organiser") && a.unitId === unitId);

export const isJudgeOf = (actor: Actor, roundId: string) =>
  actor.appointments.some((a) => (a.role === "judge" || a.role === "head-judge") && a.roundId === roundId);

export const isEntrantFor = (actor: Actor, unitId: string) => actor.entrantUnitIds.includes(unitId);

/** Units in which the actor organises or keeps the secretariat: the rounds hosted by them are the actor's office. */
export const officeUnitIds = (actor: Actor): string[] =>
  actor.appointments.flatMap((a) => ((a.role === "organiser" || a.role === "secretary") && a.unitId ? [a.unitId] : []));

export const judgeRoundIds = (actor: Actor): string[] =>
  actor.appointments.flatMap((a) => ((a.role === "judge" || a.role === "head-judge") && a.roundId ? [a.roundId] : []));

/** Which parts of the site a person has a place in. */
export type Audience = "office" | "jury" | "unit";

/** The audiences of an actor, first the one to land on after signing in. */
export function audiencesOf(actor: Actor): Audience[] {
  const found: Audience[] = [];
  if (isAdministrator(actor) || officeUnitIds(actor).length > 0) found.push("office");
  if (judgeRoundIds(actor).length > 0) found.push("jury");
  if (actor.entrantUnitIds.length > 0) found.push("unit");
  return found;
}
