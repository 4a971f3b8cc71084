import type { Database } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { SOURCE_TRIES, SOURCE_WINDOW_MS, minutesUntil } from "./lockout.ts";

/** Refuses (`closed`, "too-many-tries" with minutes) a source that failed 20 times within 15 minutes. */
export async function checkSource(db: Database, source: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - SOURCE_WINDOW_MS);
  const last = await db
    .selectFrom("sign_in_failures")
    .select("at")
    .where("source", "=", source)
    .where("at", ">", since)
    .orderBy("at", "desc")
    .limit(SOURCE_TRIES)
    .execute();
  const oldest = last[SOURCE_TRIES - 1];
  if (!oldest) return;
  const until = new Date(oldest.at.getTime() + SOURCE_WINDOW_MS);
  throw new DomainError("closed", "too-many-tries", { minutes: minutesUntil(until, now) });
}

/** Notes a wrong try of a source and forgets what lies outside the window. */
export async function noteFailure(db: Database, source: string, now: Date): Promise<void> {
  await db.insertInto("sign_in_failures").values({ source, at: now }).execute();
  await db
    .deleteFrom("sign_in_failures")
    .where("source", "=", source)
    .where("at", "<=", new Date(now.getTime() - SOURCE_WINDOW_MS))
    .execute();
}
