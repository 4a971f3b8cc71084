import type { Database } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { SOURCE_TRIES, SOURCE_WINDOW_MS, minutesUntil, sourceOf } from "./lockout.ts";

/** A try that counts against its source until it is given back. */
export type Try = { giveBack(): Promise<void> };

/**
 * Takes one of the tries a caller's address has; refuses (`closed`, "too-many-tries" with minutes) after 20 within 15
 * minutes. It is counted before anything is compared, so that tries made all at once count as well; what was no wrong
 * try is given back. `purpose` keeps the counts of different doors apart.
 */
export async function takeTry(db: Database, address: string, now: Date, purpose = ""): Promise<Try> {
  const source = purpose + sourceOf(address);
  const since = new Date(now.getTime() - SOURCE_WINDOW_MS);
  await db.deleteFrom("sign_in_failures").where("at", "<=", since).execute();
  const { id } = await db
    .insertInto("sign_in_failures")
    .values({ source, at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  const giveBack = async () => void (await db.deleteFrom("sign_in_failures").where("id", "=", id).execute());
  const last = await db
    .selectFrom("sign_in_failures")
    .select("at")
    .where("source", "=", source)
    .where("at", ">", since)
    .where("id", "<", id)
    .orderBy("at", "desc")
    .limit(SOURCE_TRIES)
    .execute();
  const oldest = last[SOURCE_TRIES - 1];
  if (!oldest) return { giveBack };
  await giveBack();
  const until = new Date(oldest.at.getTime() + SOURCE_WINDOW_MS);
  throw new DomainError("closed", "too-many-tries", { minutes: minutesUntil(until, now) });
}
