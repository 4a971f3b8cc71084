import { personOfExpiredToken } from "#app/domain/people/sessions.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { typedValues, type FormValues } from "./form-body.server.ts";

/** A form sent with an expired session, kept for the same person to send again. */
export type ParkedForm = { id: string; path: string; values: FormValues };

const keptForMs = 24 * 60 * 60 * 1000;

/**
 * Keeps what was typed when the session had run out. Only the person whose session it was can get it back;
 * after a day it is gone. Returns the parked form's id, or null when the token was never anybody's.
 */
export async function park(token: string, path: string, form: FormData): Promise<string | null> {
  const { db, clock } = runtime();
  const personId = await personOfExpiredToken(db, token);
  if (!personId) return null;
  await db
    .deleteFrom("parked_forms")
    .where("parked_at", "<", new Date(clock().getTime() - keptForMs))
    .execute();
  const row = await db
    .insertInto("parked_forms")
    .values({ person_id: personId, path, body: JSON.stringify(typedValues(form)), parked_at: clock() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The parked form of this person, or null. */
export async function findParked(personId: string, id: string): Promise<ParkedForm | null> {
  const { db } = runtime();
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await db
    .selectFrom("parked_forms")
    .select(["id", "path", "body"])
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row ? { id: row.id, path: row.path, values: JSON.parse(row.body) as FormValues } : null;
}
