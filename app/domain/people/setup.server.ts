import { record } from "#app/domain/audit/record.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { systemActor } from "./context.server.ts";
import type { Identifier } from "./model.ts";
import { hashPin } from "./pins.server.ts";
import { hashToken, isWeakPin, newCode } from "./secrets.server.ts";
import { takeTry } from "./throttle.server.ts";

const CODE_LETTERS = 8;

/** The first organisation and its administrator, as the set-up page asks for them. */
export type SetupInput = {
  code: string;
  unitName: string;
  unitKind: string;
  organisation: string;
  fullName: string;
  identifier: Identifier;
  pin: string;
};

/**
 * A new one-time code for the set-up page while nobody administers this installation, else null. Each start makes
 * the code before it worthless; only its hash is kept.
 */
export async function ensureSetupCode(db: Database, now: Date): Promise<string | null> {
  const code = newCode(CODE_LETTERS);
  const fresh = { setup_code_hash: hashToken(code), setup_code_issued_at: now };
  const written = await db
    .insertInto("installation")
    .values(fresh)
    .onConflict((conflict) => conflict.column("singleton").doUpdateSet(fresh).where("installation.completed_at", "is", null))
    .returning("singleton")
    .executeTakeFirst();
  return written ? code : null;
}

/** Whether the installation still waits for its first administrator. */
export async function isSetupOpen(db: Database): Promise<boolean> {
  const row = await db.selectFrom("installation").select("completed_at").executeTakeFirst();
  return row !== undefined && row.completed_at === null;
}

/**
 * Creates the first unit and the first administrator, who also organises for that unit. The code works once.
 * Refuses: "setup-code-wrong" (throttled by `source`), "setup-done", "pin-too-simple".
 */
export async function completeSetup(
  db: Database,
  input: SetupInput,
  { now, source }: { now: Date; source: string },
): Promise<{ personId: string; unitId: string }> {
  if (isWeakPin(input.pin)) throw new DomainError("invalid", "pin-too-simple", {}, "pin");
  const taken = await takeTry(db, source, now, "setup:");
  const pinHash = await hashPin(input.pin);
  const done = await db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom("installation").selectAll().forUpdate().executeTakeFirst();
    if (!row || row.completed_at) throw new DomainError("closed", "setup-done");
    if (row.setup_code_hash !== hashToken(input.code.replace(/[\s-]/g, "").toUpperCase())) return null;
    return writeFirst(trx, input, { pinHash, now });
  });
  if (!done) throw new DomainError("invalid", "setup-code-wrong", {}, "code");
  await taken.giveBack();
  return done;
}

async function writeFirst(trx: Transaction, input: SetupInput, { pinHash, now }: { pinHash: string; now: Date }) {
  const unit = await trx
    .insertInto("units")
    .values({
      kind: input.unitKind,
      name: input.unitName,
      organisation: input.organisation,
      search: fold(input.unitName),
      sort_key: input.unitName,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const person = await trx
    .insertInto("people")
    .values({
      full_name: input.fullName,
      search: fold(input.fullName),
      [input.identifier.kind]: input.identifier.value,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx.insertInto("pins").values({ person_id: person.id, hash: pinHash, set_at: now }).execute();
  await trx
    .insertInto("appointments")
    .values([
      { person_id: person.id, role: "administrator", unit_id: null, appointed_at: now },
      { person_id: person.id, role: "organiser", unit_id: unit.id, appointed_at: now },
    ])
    .execute();
  await trx.updateTable("installation").set({ completed_at: now, completed_by: person.id }).execute();
  const by = { actor: systemActor("setup"), now };
  await record(trx, by, { action: "complete-setup", subject: ["unit", unit.id], detail: { personId: person.id } });
  return { personId: person.id, unitId: unit.id };
}
