import type { Database } from "#db/client.ts";
import type { Actor, Role } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { actorByToken, startSession } from "#app/domain/people/sessions.server.ts";
import { fold } from "#app/platform/vietnamese.ts";

/** Small facts about units and people to start a test from; commands under test are called for themselves. */
export async function makeUnit(
  db: Database,
  name: string,
  { kind = "commune", parentId = null, code = null }: { kind?: string; parentId?: string | null; code?: string | null } = {},
): Promise<string> {
  const { id } = await db
    .insertInto("units")
    .values({ kind, name, code, parent_id: parentId, search: fold(name), sort_key: name, created_at: new Date(0) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

let people = 0;

/** A person without a PIN, holding the given appointments. */
export async function makePerson(
  db: Database,
  fullName: string,
  appointments: { role: Role; unitId?: string; roundId?: string }[] = [],
): Promise<string> {
  const username = `person.${++people}.${fold(fullName).replace(/[^a-z]/g, "")}`;
  const { id } = await db
    .insertInto("people")
    .values({ full_name: fullName, search: fold(fullName), username, created_at: new Date(0) })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const { role, unitId = null, roundId = null } of appointments) {
    await db
      .insertInto("appointments")
      .values({ person_id: id, role, unit_id: unitId, round_id: roundId, appointed_at: new Date(0) })
      .execute();
  }
  return id;
}

/** The actor a person is at this moment, as a session would give it. */
export async function actorOf(db: Database, personId: string, now: Date): Promise<Actor> {
  const { token } = await startSession(db, personId, now);
  return (await actorByToken(db, token, now))!;
}

/** A context of a new person holding the given appointments. */
export async function contextFor(
  db: Database,
  now: Date,
  fullName: string,
  appointments: { role: Role; unitId?: string; roundId?: string }[],
): Promise<Context> {
  const personId = await makePerson(db, fullName, appointments);
  return { db, actor: await actorOf(db, personId, now), now };
}

/** The reason key of the refusal that `work` ends in; fails when it does not refuse. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error && "reason" in error && "kind" in error) return `${String(error.kind)}: ${String(error.reason)}`;
    throw error;
  }
  throw new Error("was not refused");
}
