import { sql, type SqlBool } from "kysely";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { Carrier, Condition, Movement } from "#app/domain/entries/paper.ts";
import { whereabouts } from "#app/domain/entries/queries/paper.server.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type HandoverLine = {
  id: string; movement: Movement; unitName: string; giver: string; receiver: string; draftedAt: Date; signedAt: Date | null; items: number;
};

function notes({ db, actor }: Reader) {
  return db
    .selectFrom("handovers as h")
    .innerJoin("rounds as r", "r.id", "h.round_id")
    .innerJoin("contests as k", "k.id", "r.contest_id")
    .where(sql<SqlBool>`(r.unit_id = any(${officeUnitIds(actor)}::uuid[])
      or (h.signed_at is not null and h.unit_id = any(${actor.entrantUnitIds}::uuid[])))`);
}

const itemCount = sql<number>`(select count(*) from handover_items i where i.handover_id = h.id)`;
const latest = 50;

function lines(reader: Reader) {
  return notes(reader)
    .select([
      "h.id", "h.movement", "h.unit_name as unitName", "h.giver", "h.receiver", "h.drafted_at as draftedAt", "h.signed_at as signedAt",
      itemCount.as("items"),
    ])
    .orderBy("h.drafted_at", "desc")
    .orderBy("h.id")
    .limit(latest)
    .$castTo<HandoverLine>();
}

/** The latest hand-over notes of a round, or those with one unit. */
export async function listHandovers(reader: Reader, roundId: string, unitId?: string): Promise<HandoverLine[]> {
  return lines(reader).where("h.round_id", "=", roundId)
    .$if(unitId !== undefined && isUuid(unitId), (q) => q.where("h.unit_id", "=", unitId!)).execute();
}

/** The latest signed notes of one's own units in a contest. */
export async function listUnitHandovers(reader: Reader, contestId: string): Promise<HandoverLine[]> {
  return lines(reader).where("r.contest_id", "=", contestId).where("h.signed_at", "is not", null)
    .where(sql<SqlBool>`h.unit_id = any(${reader.actor.entrantUnitIds}::uuid[])`).execute();
}

export type HandoverItem = {
  code: string; title: string; categoryName: string; carrier: Carrier; condition: Condition; note: string;
};
export type HandoverView = Omit<HandoverLine, "items"> & {
  roundId: string; unitId: string; contestName: string; year: number; roundName: string; hostName: string;
  giverPost: string; receiverPost: string; place: string; note: string; items: HandoverItem[];
};

/** One hand-over note whole, for the round's office, and once signed for its unit; `not-found` otherwise. */
export async function findHandover(reader: Reader, handoverId: string): Promise<HandoverView> {
  const row = isUuid(handoverId)
    ? await notes(reader)
        .where("h.id", "=", handoverId)
        .select([
          "h.id", "h.movement", "h.unit_id as unitId", "h.unit_name as unitName", "h.giver", "h.giver_post as giverPost", "h.receiver",
          "h.receiver_post as receiverPost", "h.place", "h.note", "h.drafted_at as draftedAt", "h.signed_at as signedAt",
          "h.round_id as roundId", "r.name as roundName", "r.unit_name as hostName", "k.name as contestName", "k.year",
          sql<HandoverItem[]>`coalesce((select json_agg(json_build_object('code', i.code, 'title', i.title,
            'categoryName', i.category_name, 'carrier', i.carrier, 'condition', i.condition, 'note', i.note) order by i.position)
            from handover_items i where i.handover_id = h.id), '[]')`.as("items"),
        ])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "handover-not-found");
  return { ...row, movement: row.movement as Movement };
}

export type HeldOriginal = { id: string; code: string; title: string; categoryName: string; condition: Condition };
export type Leaving = { round: OfficeRound; unitName: string; originals: HeldOriginal[] };
const mostLeaving = 400;

function held(reader: Reader, roundId: string) {
  return visibleRoundEntries(reader)
    .innerJoin("categories as c", "c.id", "re.category_id")
    .where("re.round_id", "=", roundId)
    .where(sql<SqlBool>`${whereabouts} = 'here'`)
    .select(["re.id", "re.code", "e.title", "c.name as categoryName"])
    .select(sql<Condition>`(select ce.condition from custody_events ce where ce.round_entry_id = re.id and ce.undone_at is null
      order by ce.turn desc limit 1)`.as("condition"))
    .orderBy("re.code")
    .limit(mostLeaving);
}

/** What a round holds of a unit, to be given back; at most four hundred. */
export async function findReturning(reader: Reader, roundId: string, unitId: string): Promise<Leaving> {
  const round = await findOfficeRound(reader, roundId);
  const unit = isUuid(unitId)
    ? await visibleRoundEntries(reader).where("re.round_id", "=", roundId).where("e.participant_id", "=", unitId)
        .select("e.participant_name as name").executeTakeFirst()
    : undefined;
  if (!unit) throw new DomainError("not-found", "unit-unknown");
  return { round, unitName: unit.name, originals: await held(reader, roundId).where("e.participant_id", "=", unitId).execute() };
}

/** What a round holds of entries that take part in the next round; the name is of that round's office, null without one. */
export async function findGoingUp(reader: Reader, roundId: string): Promise<Omit<Leaving, "unitName"> & { unitName: string | null }> {
  const round = await findOfficeRound(reader, roundId);
  const next = await reader.db.selectFrom("rounds").select(["id", "unit_name as name"])
    .where("contest_id", "=", round.contestId).where("ordinal", "=", round.ordinal + 1).executeTakeFirst();
  if (!next) return { round, unitName: null, originals: [] };
  const originals = await held(reader, roundId)
    .where(sql<SqlBool>`exists (select 1 from round_entries n where n.entry_id = re.entry_id and n.round_id = ${next.id})`).execute();
  return { round, unitName: next.name, originals };
}
