import { record } from "#app/domain/audit/record.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { systemActor } from "./context.server.ts";
import { lockAfter, minutesUntil } from "./lockout.ts";
import type { Identifier } from "./model.ts";
import { isPin } from "./pins.server.ts";
import { hashToken } from "./secrets.server.ts";
import { type StartedSession, startSession } from "./sessions.server.ts";
import { takeTry, type Try } from "./throttle.server.ts";

export type SignIn = StartedSession & { personId: string };
type Attempt = { pin: string; taken: Try; now: Date };

/**
 * Signs a person in by telephone number or username and PIN. `source` is the caller's address. Wrong: `invalid`
 * "pin-wrong"; the third wrong PIN in a row locks the person ("pin-locked", minutes), growing with each third;
 * too many failures from one source wait as well. An unknown name answers like a wrong PIN.
 */
export async function signIn(
  db: Database,
  { identifier, pin, source }: { identifier: Identifier; pin: string; source: string },
  now: Date,
): Promise<SignIn> {
  const taken = await takeTry(db, source, now);
  const person = await db
    .selectFrom("people")
    .select("id")
    .where(identifier.kind, "=", identifier.value)
    .executeTakeFirst();
  return tryPin(db, person?.id ?? null, { pin, taken, now });
}

/** Signs in through a personal link, which names the person; the PIN is still asked. Refusals as `signIn`. */
export async function signInByLink(
  db: Database,
  { token, pin, source }: { token: string; pin: string; source: string },
  now: Date,
): Promise<SignIn> {
  const taken = await takeTry(db, source, now);
  const link = await findLink(db, token, now);
  if (!link) throw new DomainError("not-found", "link-not-valid");
  return tryPin(db, link.personId, { pin, taken, now });
}

export type LinkView = { personId: string; fullName: string; places: string[]; expiresAt: Date };

/** Whom a personal link names, with the names of the units and rounds they serve; null when it no longer stands. */
export async function findLink(db: Database, token: string, now: Date): Promise<LinkView | null> {
  const rows = await db
    .selectFrom("personal_links as link")
    .innerJoin("people", "people.id", "link.person_id")
    .leftJoin("appointments as a", (join) => join.onRef("a.person_id", "=", "people.id").on("a.ended_at", "is", null))
    .leftJoin("units", "units.id", "a.unit_id")
    .leftJoin("rounds", "rounds.id", "a.round_id")
    .select(["people.id", "people.full_name", "link.expires_at", "units.name as unit", "rounds.name as round"])
    .where("link.token_hash", "=", hashToken(token.toUpperCase()))
    .where("link.revoked_at", "is", null)
    .where("link.expires_at", ">", now)
    .orderBy("a.appointed_at")
    .execute();
  const first = rows[0];
  if (!first) return null;
  const places = rows.flatMap(({ unit, round }) => unit ?? round ?? []);
  return { personId: first.id, fullName: first.full_name, places: [...new Set(places)], expiresAt: first.expires_at };
}

async function tryPin(db: Database, personId: string | null, attempt: Attempt): Promise<SignIn> {
  // The failure has to be kept: the refusal is thrown only after the transaction that counts it has ended.
  const outcome = await db.transaction().execute((trx) => comparePin(trx, personId, attempt));
  if (!("refusal" in outcome)) {
    await attempt.taken.giveBack();
    return outcome;
  }
  if (!outcome.compared) await attempt.taken.giveBack();
  throw outcome.refusal;
}

type Outcome = SignIn | { refusal: DomainError; compared: boolean };

/** The session begins while the PIN's row is held: whoever replaces the PIN ends this session too. */
async function comparePin(trx: Transaction, personId: string | null, { pin, now }: Attempt): Promise<Outcome> {
  const row = await trx
    .selectFrom("pins")
    .select(["hash", "failures", "locked_until"])
    .where("person_id", "=", personId ?? "00000000-0000-0000-0000-000000000000")
    .forUpdate()
    .executeTakeFirst();
  if (row?.locked_until && row.locked_until > now) return { refusal: locked(row.locked_until, now), compared: false };
  const right = await isPin(row?.hash ?? null, pin);
  if (!personId || !row) return { refusal: wrong(), compared: true };
  if (!right) return { refusal: await countFailure(trx, personId, row.failures + 1, now), compared: true };
  await trx.updateTable("pins").set({ failures: 0, locked_until: null }).where("person_id", "=", personId).execute();
  return { personId, ...(await startSession(trx, personId, now)) };
}

const wrong = () => new DomainError("invalid", "pin-wrong", {}, "pin");
const locked = (until: Date, now: Date) =>
  new DomainError("closed", "pin-locked", { minutes: minutesUntil(until, now) }, "pin");

async function countFailure(db: Database, personId: string, failures: number, now: Date): Promise<DomainError> {
  const lockMs = lockAfter(failures);
  const until = lockMs > 0 ? new Date(now.getTime() + lockMs) : null;
  await db
    .updateTable("pins")
    .set({ failures, locked_until: until })
    .where("person_id", "=", personId)
    .execute();
  if (!until) return wrong();
  const by = { actor: systemActor("sign-in"), now };
  await record(db, by, { action: "lock-person", subject: ["person", personId], detail: { failures } });
  return locked(until, now);
}
