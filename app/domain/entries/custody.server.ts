import { sql } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import type { OfficeRound } from "#app/domain/entries/load.server.ts";
import { type Carrier, type CustodyStep, looksLikeSlip, readEntryCode } from "#app/domain/entries/paper.ts";
import { formatSlip, parseSlip } from "#app/domain/entries/slip-code.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

const misread = (reason: string, params: Record<string, string> = {}) => new DomainError("invalid", reason, params, "code");
const elsewhere = (reason: string, params: Record<string, string>) => new DomainError("conflict", reason, params, "code");

/**
 * The participation in a round that a scanned or typed code means: an entry's code of this round, or a slip. Refused
 * with what it is instead: of another contest or round, a slip without a sent entry, misread, or nothing of ours.
 */
export async function findScanned(reader: Reader, round: OfficeRound, text: string): Promise<string> {
  const typed = readEntryCode(text);
  const own = await reader.db
    .selectFrom("round_entries")
    .select("id")
    .where("round_id", "=", round.id)
    .where(({ or, eb }) => or([eb("code", "=", typed.code), eb(sql<string>`replace(code, '-', '')`, "=", typed.compact)]))
    .executeTakeFirst();
  if (own) return own.id;
  const slip = parseSlip(text);
  if (slip) return findBySlip(reader, round, slip);
  if (looksLikeSlip(text)) throw misread("slip-misread");
  const other = await visibleRoundEntries(reader)
    .innerJoin("contests as k", "k.id", "r.contest_id")
    .where("re.code", "=", typed.code)
    .select(["re.code", "r.name as round", "k.name as contest"])
    .executeTakeFirst();
  if (other) throw elsewhere("code-other-round", other);
  throw misread("scan-unknown", { text });
}

async function findBySlip({ db }: Reader, round: OfficeRound, slip: string): Promise<string> {
  const row = await db
    .selectFrom("paper_slips as p")
    .innerJoin("contests as k", "k.id", "p.contest_id")
    .innerJoin("units as u", "u.id", "p.unit_id")
    .leftJoin("entry_submissions as s", "s.entry_id", "p.entry_id")
    .leftJoin("round_entries as re", (join) => join.onRef("re.entry_id", "=", "p.entry_id").on("re.round_id", "=", round.id))
    .where("p.code", "=", slip)
    .select(["p.contest_id as contestId", "k.name as contest", "u.name as unit", "s.entry_id as sent", "re.id"])
    .executeTakeFirst();
  const code = formatSlip(slip);
  if (!row) throw misread("slip-unknown", { code });
  if (row.contestId !== round.contestId) throw elsewhere("slip-other-contest", { code, contest: row.contest });
  if (!row.sent) throw elsewhere("slip-without-entry", { code, unit: row.unit });
  if (!row.id) throw elsewhere("slip-other-round", { code });
  return row.id;
}

/** An entry's part in a round as the desk names it, with the events of custody that stand. */
export type Original = {
  id: string;
  code: string;
  slip: string | null;
  title: string;
  unitName: string;
  participantId: string;
  categoryName: string;
  medium: Medium;
  withdrawn: boolean;
  steps: (CustodyStep & { id: string; carrier: Carrier; condition: string; note: string; at: Date; by: string | null; byId: string })[];
};

/** JSON of the custody events of participation `re` that stand. */
export const stepsJson = sql<(Omit<Original["steps"][number], "at"> & { at: string })[]>`coalesce((
  select json_agg(json_build_object('id', ce.id, 'kind', ce.kind, 'turn', ce.turn, 'carrier', ce.carrier,
    'condition', ce.condition, 'note', ce.note, 'at', ce.happened_at, 'by', p.full_name, 'byId', ce.happened_by) order by ce.happened_at, ce.id)
  from custody_events ce left join people p on p.id = ce.happened_by
  where ce.round_entry_id = re.id and ce.undone_at is null), '[]')`;

/** Locks participations of a round in the order of their ids and reads where their originals are. */
export async function lockOriginals(trx: Transaction, reader: Reader, roundId: string, ids: readonly string[]): Promise<Original[]> {
  await trx.selectFrom("round_entries").select("id").where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy("id").forUpdate().execute();
  const rows = await visibleRoundEntries({ ...reader, db: trx })
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("paper_slips as p", "p.entry_id", "e.id")
    .where("re.round_id", "=", roundId)
    .where(sql<boolean>`re.id = any(${[...ids]}::uuid[])`)
    .select([
      "re.id", "re.code", "p.code as slip", "e.title", "e.unit_name as unitName", "e.participant_id as participantId",
      "c.name as categoryName", "c.medium", "w.withdrawn_at as withdrawnAt", stepsJson.as("steps"),
    ])
    .orderBy("re.code")
    .execute();
  return rows.map(({ withdrawnAt, steps, medium, ...row }) => ({
    ...row,
    medium: medium as Medium,
    withdrawn: withdrawnAt !== null,
    steps: steps.map((step) => ({ ...step, at: new Date(step.at) })),
  }));
}

/** One movement of an original in a round of the actor's office; refused as not found for anybody else. */
export async function loadCustodyEvent(trx: Transaction, { actor }: Pick<Context, "actor">, eventId: string) {
  const row = isUuid(eventId)
    ? await trx
        .selectFrom("custody_events as ce")
        .innerJoin("round_entries as re", "re.id", "ce.round_entry_id")
        .innerJoin("rounds as r", "r.id", "re.round_id")
        .where("ce.id", "=", eventId)
        .where(sql<boolean>`r.unit_id = any(${officeUnitIds(actor)}::uuid[])`)
        .select(["re.id as roundEntryId", "re.code", "r.id as roundId", "r.unit_id as roundUnitId", "r.contest_id as contestId"])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "custody-not-found");
  // Undoing and correcting do not ask for the phase.
  return { ...row, phase: "open" as const };
}

/** Refuses what stands in a note that both sides signed; an unsigned note is held until the end of the transaction. */
export async function requireUnsigned(trx: Transaction, eventId: string): Promise<void> {
  const note = await trx
    .selectFrom("handover_items as i")
    .innerJoin("handovers as h", "h.id", "i.handover_id")
    .where("i.custody_event_id", "=", eventId)
    .select("h.signed_at")
    .forUpdate()
    .executeTakeFirst();
  if (note?.signed_at) throw new DomainError("conflict", "custody-signed");
}
