import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import type { Actor, Appointment } from "./actor.ts";
import { hashToken, newToken } from "./secrets.server.ts";

const HOUR_MS = 3_600_000;
/** Units and judges stay signed in for 30 days after their last visit: phones are shared with nobody. */
export const UNIT_SESSION_MS = 30 * 24 * HOUR_MS;
/** Whoever may decide or appoint stays signed in for 12 hours after the last visit: office machines are shared. */
export const OFFICE_SESSION_MS = 12 * HOUR_MS;
/** How stale `seen_at` may become before a visit writes it again. */
const TOUCH_AFTER_MS = 5 * 60_000;

export type StartedSession = { token: string; expiresAt: Date };

const holdsOffice = (appointments: readonly { role: string }[]) =>
  appointments.some(({ role }) => role === "administrator" || role === "organiser" || role === "secretary");

/** How long a person with these appointments stays signed in without a visit, in milliseconds. */
const sessionLifetime = (appointments: readonly { role: string }[]): number =>
  holdsOffice(appointments) ? OFFICE_SESSION_MS : UNIT_SESSION_MS;

/** Opens a session for a person whose PIN was right. The token goes into the cookie; only its hash is kept. */
export async function startSession(db: Database, personId: string, now: Date): Promise<StartedSession> {
  const standing = await db
    .selectFrom("appointments")
    .select("role")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
  const token = newToken();
  const expiresAt = new Date(now.getTime() + sessionLifetime(standing));
  await db
    .insertInto("sessions")
    .values({
      token_hash: hashToken(token),
      person_id: personId,
      started_at: now,
      seen_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

type ActorRow = {
  session_id: string;
  person_id: string;
  full_name: string;
  seen_at: Date;
  appointments: Appointment[];
  below: string[];
};

const actorQuery = (tokenHash: string, now: Date) => sql<ActorRow>`
  with recursive here as (
    select id, person_id, seen_at from sessions
    where token_hash = ${tokenHash} and ended_at is null and expires_at > ${now}
  ), standing as (
    select a.role, a.unit_id, a.round_id, a.appointed_at, a.id
    from appointments a join here on here.person_id = a.person_id where a.ended_at is null
  ), below as (
    select unit_id as id from standing where role = 'entrant'
    union
    select u.id from units u join below on u.parent_id = below.id
  )
  select here.id as session_id, here.person_id, people.full_name, here.seen_at,
    coalesce((select jsonb_agg(jsonb_build_object('role', role, 'unitId', unit_id, 'roundId', round_id)
      order by appointed_at, id) from standing), '[]') as appointments,
    coalesce((select jsonb_agg(id order by id) from below), '[]') as below
  from here join people on people.id = here.person_id`;

/**
 * The person behind a session token, in one query: standing appointments, and for entrants their unit with all units
 * below it. Null when the session is unknown, ended or expired. A visit later than five minutes after the last
 * one noted prolongs the session, apart from the read.
 */
export async function actorByToken(db: Database, token: string, now: Date): Promise<Actor | null> {
  const { rows } = await actorQuery(hashToken(token), now).execute(db);
  const row = rows[0];
  if (!row) return null;
  if (now.getTime() - row.seen_at.getTime() >= TOUCH_AFTER_MS) {
    later(touchSession(db, row.session_id, sessionLifetime(row.appointments), now));
  }
  return {
    personId: row.person_id,
    name: row.full_name,
    sessionId: row.session_id,
    appointments: row.appointments,
    entrantUnitIds: row.below,
  };
}

const pending = new Set<Promise<unknown>>();

function later(work: Promise<unknown>): void {
  // A visit that could not be noted costs nothing but a shorter session.
  const settled = work.catch(() => undefined).finally(() => pending.delete(settled));
  pending.add(settled);
}

/** Resolves when every visit noted so far is written; for an orderly shutdown. */
export async function visitsWritten(): Promise<void> {
  await Promise.all(pending);
}

async function touchSession(db: Database, sessionId: string, lifetime: number, now: Date): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ seen_at: now, expires_at: new Date(now.getTime() + lifetime) })
    .where("id", "=", sessionId)
    .where("ended_at", "is", null)
    .where("seen_at", "<=", new Date(now.getTime() - TOUCH_AFTER_MS))
    .execute();
}

/** Signs out: ends the session of this token; an unknown or ended one is left as it is. */
export async function endSession(db: Database, token: string, now: Date): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ ended_at: now })
    .where("token_hash", "=", hashToken(token))
    .where("ended_at", "is", null)
    .execute();
}

/** Ends every session of a person and returns how many there were. */
export async function endAllSessions(db: Database, personId: string, now: Date): Promise<number> {
  const ended = await db
    .updateTable("sessions")
    .set({ ended_at: now })
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(ended.numUpdatedRows);
}

/**
 * Whose session this is or was, if it ran out by time: their form may be parked until they sign in again. One that
 * was ended by hand names nobody.
 */
export async function personOfExpiredToken(db: Database, token: string): Promise<string | null> {
  const row = await db
    .selectFrom("sessions")
    .select("person_id")
    .where("token_hash", "=", hashToken(token))
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row?.person_id ?? null;
}
