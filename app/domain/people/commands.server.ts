import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { constraintOf, inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Appointment, Role } from "./actor.ts";
import type { Context } from "./context.server.ts";
import { actorOfPerson, factsForNew, standingAppointments } from "./facts.server.ts";
import { type AppointInput, type Identifier, scopeOf } from "./model.ts";
import { hashPin } from "./pins.server.ts";
import { visiblePeople } from "./queries.server.ts";
import { reactToAppointment } from "./reactions.server.ts";
import { authorise } from "./rule.ts";
import { peopleRules } from "./rules.ts";
import { hashToken, newCode, newPin } from "./secrets.server.ts";
import { endAllSessions } from "./sessions.server.ts";

/** What is printed once on the invitation: afterwards nobody can read it again, only issue a new one. */
export type Invitation = { pin: string; linkToken: string; expiresAt: Date };
export type Appointed = { personId: string; appointmentId: string; invitation: Invitation | null };

const LINK_DAYS = 90;
const LINK_LETTERS = 16;

/**
 * Appoints a person to a role at a unit or for a round. A person not known by this telephone number or username is
 * created and gets a PIN and a personal link; a known one of the same name keeps theirs, unless whoever printed the
 * PIN might not have made this appointment: then a new one is given, where the actor has leave over all the person's
 * appointments. Appointing twice gives the standing appointment. Refuses: "identifier-of-another-person", "unit-closed", "head-judge-taken".
 */
export async function appointPerson(ctx: Context, input: AppointInput): Promise<Appointed> {
  const wanted = wantedOf(input);
  await loadScope(ctx, wanted);
  authorise(peopleRules.appointPerson, ctx, await factsForNew(ctx.db, wanted));
  const pin = newPin();
  const pinHash = await hashPin(pin);
  return inTransaction(ctx.db, async (trx) => {
    const person = await personFor(trx, ctx, input);
    const appointmentId = await insertAppointment(trx, ctx, person.id, wanted);
    const needsPin = person.isNew || (await mustRenew(trx, ctx, person.id, wanted));
    const given = needsPin ? await renew(trx, ctx, person.id, { pin, pinHash }) : null;
    await record(trx, ctx, {
      action: "appoint-person",
      subject: ["person", person.id],
      detail: { ...wanted, appointmentId, isNew: person.isNew },
    });
    return { personId: person.id, appointmentId, invitation: given?.invitation ?? null };
  });
}

/** Ends an appointment; ending it twice changes nothing. Refuses to end the last administrator's. */
export async function endAppointment(ctx: Context, appointmentId: string): Promise<{ personId: string }> {
  const row = await appointmentFor(ctx, appointmentId);
  if (row.ended_at) return { personId: row.person_id };
  return inTransaction(ctx.db, async (trx) => {
    if (row.role === "administrator") await keepOneAdministrator(trx, appointmentId);
    await trx
      .updateTable("appointments")
      .set({ ended_at: ctx.now, ended_by: ctx.actor.personId })
      .where("id", "=", appointmentId)
      .where("ended_at", "is", null)
      .execute();
    await record(trx, ctx, {
      action: "end-appointment",
      subject: ["person", row.person_id],
      detail: { appointmentId, role: row.role },
    });
    return { personId: row.person_id };
  });
}

/** An appointment, past or standing, that the actor has leave over; of people out of reach nothing is known. */
async function appointmentFor(ctx: Context, appointmentId: string) {
  const unknown = () => new DomainError("not-found", "appointment-unknown");
  const row = isUuid(appointmentId)
    ? await ctx.db.selectFrom("appointments").selectAll().where("id", "=", appointmentId).executeTakeFirst()
    : undefined;
  if (!row) throw unknown();
  const facts = await factsForNew(ctx.db, { role: row.role as Role, unitId: row.unit_id, roundId: row.round_id });
  if (!peopleRules.endAppointment(ctx.actor, facts, ctx.now) && !(await isInReach(ctx, row.person_id))) throw unknown();
  authorise(peopleRules.endAppointment, ctx, facts);
  return row;
}

/**
 * Gives a person a new PIN and a new personal link for printing; earlier links, the lock after wrong PINs and all
 * open sessions end. Needs leave over every appointment of the person.
 */
export async function issueInvitation(ctx: Context, personId: string): Promise<Invitation> {
  const pin = newPin();
  const pinHash = await hashPin(pin);
  return inTransaction(ctx.db, async (trx) => {
    authorise(peopleRules.issueInvitation, ctx, await lockAppointments(trx, ctx, personId));
    const { sessions, invitation } = await renew(trx, ctx, personId, { pin, pinHash });
    await record(trx, ctx, { action: "issue-invitation", subject: ["person", personId], detail: { sessions } });
    return invitation;
  });
}

/** Revokes a person's links and ends all their sessions; the PIN stays, so that they may sign in again with it. */
export async function revokeAccess(ctx: Context, personId: string): Promise<{ links: number; sessions: number }> {
  return inTransaction(ctx.db, async (trx) => {
    authorise(peopleRules.revokeAccess, ctx, await lockAppointments(trx, ctx, personId));
    const links = await revokeLinks(trx, ctx, personId);
    const sessions = await endAllSessions(trx, personId, ctx.now);
    await record(trx, ctx, { action: "revoke-access", subject: ["person", personId], detail: { links, sessions } });
    return { links, sessions };
  });
}

function wantedOf({ role, unitId, roundId }: AppointInput): Appointment {
  const scope = scopeOf(role);
  return {
    role,
    unitId: scope === "unit" ? (unitId ?? null) : null,
    roundId: scope === "round" ? (roundId ?? null) : null,
  };
}

async function loadScope({ db, now }: Context, { unitId, roundId }: Appointment): Promise<void> {
  if (roundId) {
    const round = await db.selectFrom("rounds").select("id").where("id", "=", roundId).executeTakeFirst();
    if (!round) throw new DomainError("not-found", "round-unknown");
  }
  if (!unitId) return;
  const unit = await db.selectFrom("units").select("valid_to").where("id", "=", unitId).executeTakeFirst();
  if (!unit) throw new DomainError("not-found", "unit-unknown");
  if (unit.valid_to && unit.valid_to < now.toISOString().slice(0, 10)) {
    throw new DomainError("closed", "unit-closed", {}, "unitId");
  }
}

/**
 * What a person in reach is appointed to, held as it is: nobody appoints or signs them in before the transaction ends,
 * so that a new PIN never opens more than its giver had leave over. Not in reach is "person-unknown".
 */
async function lockAppointments(trx: Transaction, { actor }: Context, personId: string) {
  if (!(await isInReach({ db: trx, actor }, personId))) throw new DomainError("not-found", "person-unknown");
  await trx.selectFrom("people").select("id").where("id", "=", personId).forUpdate().execute();
  await trx.selectFrom("pins").select("person_id").where("person_id", "=", personId).forUpdate().execute();
  return { appointments: await standingAppointments(trx, [personId]) };
}

async function isInReach({ db, actor }: Pick<Context, "db" | "actor">, personId: string): Promise<boolean> {
  if (!isUuid(personId)) return false;
  const person = await visiblePeople(db, actor).select("people.id").where("people.id", "=", personId).executeTakeFirst();
  return person !== undefined;
}

async function personFor(trx: Transaction, ctx: Context, { fullName, identifier }: AppointInput) {
  const known = await byIdentifier(trx, identifier);
  if (known) return known.search === fold(fullName) ? { id: known.id, isNew: false } : refuseIdentifier();
  const made = await trx
    .insertInto("people")
    .values({
      full_name: fullName,
      search: fold(fullName),
      [identifier.kind]: identifier.value,
      created_at: ctx.now,
      created_by: ctx.actor.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made) return { id: made.id, isNew: true };
  const other = await byIdentifier(trx, identifier);
  return other?.search === fold(fullName) ? { id: other.id, isNew: false } : refuseIdentifier();
}

const byIdentifier = (trx: Transaction, { kind, value }: Identifier) =>
  trx.selectFrom("people").select(["id", "search"]).where(kind, "=", value).forUpdate().executeTakeFirst();

function refuseIdentifier(): never {
  throw new DomainError("conflict", "identifier-of-another-person", {}, "identifier");
}

// The columns of the index one_appointment_at_a_time.
const appointmentKey = sql`person_id, role, coalesce(unit_id, round_id, '00000000-0000-0000-0000-000000000000')`;

async function insertAppointment(trx: Transaction, ctx: Context, personId: string, wanted: Appointment) {
  const { role, unitId, roundId } = wanted;
  try {
    const made = await trx
      .insertInto("appointments")
      .values({
        person_id: personId,
        role,
        unit_id: unitId,
        round_id: roundId,
        appointed_at: ctx.now,
        appointed_by: ctx.actor.personId,
      })
      .onConflict((conflict) => conflict.expression(appointmentKey).where("ended_at", "is", null).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return await standingId(trx, personId, wanted);
    await reactToAppointment({ db: trx, actor: ctx.actor, now: ctx.now }, { ...wanted, personId });
    return made.id;
  } catch (error) {
    if (constraintOf(error) !== "one_head_judge_per_round") throw error;
    throw new DomainError("conflict", "head-judge-taken", {}, "role");
  }
}

async function standingId(trx: Transaction, personId: string, { role, unitId, roundId }: Appointment) {
  const { id } = await trx
    .selectFrom("appointments")
    .select("id")
    .where("person_id", "=", personId)
    .where("role", "=", role)
    .where("unit_id", "is not distinct from", unitId)
    .where("round_id", "is not distinct from", roundId)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return id;
}

/** Whether a person's PIN is known to somebody who could not have made this appointment, and the actor may replace it. */
async function mustRenew(trx: Transaction, ctx: Context, personId: string, wanted: Appointment): Promise<boolean> {
  const pin = await trx.selectFrom("pins").select("set_by").where("person_id", "=", personId).executeTakeFirst();
  if (!pin?.set_by || pin.set_by === ctx.actor.personId || pin.set_by === personId) return false;
  const printer = await actorOfPerson(trx, pin.set_by);
  if (peopleRules.appointPerson(printer, await factsForNew(trx, wanted), ctx.now)) return false;
  const appointments = await standingAppointments(trx, [personId]);
  return peopleRules.issueInvitation(ctx.actor, { appointments }, ctx.now);
}

/** Ends every way in that a person has and opens a new one. */
async function renew(trx: Transaction, ctx: Context, personId: string, secret: { pin: string; pinHash: string }) {
  await revokeLinks(trx, ctx, personId);
  const sessions = await endAllSessions(trx, personId, ctx.now);
  return { sessions, invitation: await issue(trx, ctx, personId, secret) };
}

async function issue(trx: Transaction, ctx: Context, personId: string, secret: { pin: string; pinHash: string }) {
  const linkToken = newCode(LINK_LETTERS);
  const expiresAt = new Date(ctx.now.getTime() + LINK_DAYS * 86_400_000);
  const pin = { hash: secret.pinHash, set_at: ctx.now, set_by: ctx.actor.personId, failures: 0, locked_until: null };
  await trx
    .insertInto("pins")
    .values({ person_id: personId, ...pin })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet(pin))
    .execute();
  await trx
    .insertInto("personal_links")
    .values({
      token_hash: hashToken(linkToken),
      person_id: personId,
      issued_at: ctx.now,
      issued_by: ctx.actor.personId,
      expires_at: expiresAt,
    })
    .execute();
  return { pin: secret.pin, linkToken, expiresAt };
}

async function revokeLinks(trx: Transaction, ctx: Context, personId: string): Promise<number> {
  const revoked = await trx
    .updateTable("personal_links")
    .set({ revoked_at: ctx.now, revoked_by: ctx.actor.personId })
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(revoked.numUpdatedRows);
}

async function keepOneAdministrator(trx: Transaction, leaving: string): Promise<void> {
  const administrators = await trx
    .selectFrom("appointments")
    .select("id")
    .where("role", "=", "administrator")
    .where("ended_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  if (administrators.every(({ id }) => id === leaving)) throw new DomainError("conflict", "last-administrator");
}
