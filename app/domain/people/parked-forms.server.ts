import type { Database } from "#db/client.ts";
import { personOfExpiredToken } from "./sessions.server.ts";

/** What was typed into a form when the session had run out, by field name. */
export type ParkedForm = { id: string; path: string; values: Record<string, string | string[]> };

const keptForMs = 24 * 60 * 60 * 1000;

/**
 * Keeps a form sent with an expired session. Only the person whose session it was can get it back; after a day it
 * is gone. Returns its id, or null when the token was never anybody's.
 */
export async function parkForm(
  db: Database,
  now: Date,
  form: { token: string; path: string; values: ParkedForm["values"] },
): Promise<string | null> {
  const personId = await personOfExpiredToken(db, form.token);
  if (!personId) return null;
  await db
    .deleteFrom("parked_forms")
    .where("parked_at", "<", new Date(now.getTime() - keptForMs))
    .execute();
  const row = await db
    .insertInto("parked_forms")
    .values({ person_id: personId, path: form.path, body: JSON.stringify(form.values), parked_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The parked form `id` of this person, or null. */
export async function findParkedForm(db: Database, personId: string, id: string): Promise<ParkedForm | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await db
    .selectFrom("parked_forms")
    .select(["id", "path", "body"])
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row ? { id: row.id, path: row.path, values: JSON.parse(row.body) as ParkedForm["values"] } : null;
}
