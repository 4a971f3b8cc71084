import type { Database } from "#db/client.ts";
import { type Actor, NOBODY } from "./actor.ts";

/** What every command and query is given: never ambient. */
export type Context = { db: Database; actor: Actor; now: Date };

/** A context with nobody in particular: the clock, a job, the set-up. Its name stands in the audit log. */
export const systemActor = (name: string): Actor => ({
  personId: NOBODY,
  name,
  sessionId: null,
  appointments: [],
  entrantUnitIds: [],
});

/** Whoever sent a file, as the log names them: an upload ends without their session. */
export async function uploaderActor(db: Database, personId: string): Promise<Actor> {
  const person = await db.selectFrom("people").select("full_name as name").where("id", "=", personId).executeTakeFirst();
  return { ...systemActor(person?.name ?? ""), personId };
}
