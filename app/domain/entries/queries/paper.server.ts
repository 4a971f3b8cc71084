import { sql, type SqlBool } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { Carrier, Condition, Movement, Whereabouts } from "#app/domain/entries/paper.ts";
import { ownEntries, type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

const lastTurn = sql`(select max(m.turn) from custody_events m where m.round_entry_id = re.id and m.undone_at is null)`;

/** Where the original of participation `re` is; the rule is `whereaboutsOf`. */
export const whereabouts = sql<Whereabouts>`coalesce((
  select case when bool_or(ce.kind = 'returned') then 'returned' when bool_or(ce.kind = 'handed-over') then 'handed-over' else 'here' end
  from custody_events ce where ce.round_entry_id = re.id and ce.undone_at is null and ce.turn = ${lastTurn}
  having count(*) > 0), 'awaited')`;

/** When the latest movement of participation `re` was; null before the first. */
export const movedAt = sql<Date | null>`(
  select max(ce.happened_at) from custody_events ce where ce.round_entry_id = re.id and ce.undone_at is null)`;

/** The slip of entry `e`, or null. */
export const slipOfEntry = sql<string | null>`(select ps.code from paper_slips ps where ps.entry_id = e.id)`;

const wasScannedAgain = sql<SqlBool>`exists (select 1 from custody_events ce join custody_repeats cr on cr.custody_event_id = ce.id
  where ce.round_entry_id = re.id and ce.undone_at is null)`;

/** Drawings are asked for on paper; a clip came over the network, and its stick is noted when there is one. */
const isExpected = sql<SqlBool>`(c.medium = 'image' and w.entry_id is null)`;

export type PaperCount = { expected: number; received: number; here: number; handedOver: number; returned: number };
export type PaperUnit = PaperCount & { unitId: string; unitName: string };
export type PaperOverview = { round: OfficeRound; units: PaperUnit[]; total: PaperCount; again: number };

const none: PaperCount = { expected: 0, received: 0, here: 0, handedOver: 0, returned: 0 };
const add = (a: PaperCount, b: PaperCount): PaperCount => ({
  expected: a.expected + b.expected, received: a.received + b.received, here: a.here + b.here,
  handedOver: a.handedOver + b.handedOver, returned: a.returned + b.returned,
});

/** Originals of a round by invited unit: expected and received count drawings that stand, the others everything. */
export async function findPaperOverview(reader: Reader, roundId: string): Promise<PaperOverview> {
  const round = await findOfficeRound(reader, roundId);
  const rows = await originals(reader, roundId)
    .innerJoin("units as pu", "pu.id", "e.participant_id")
    .select((eb) => [
      "e.participant_id as unitId", "pu.sort_key as sortKey", eb.fn.max("e.participant_name").as("unitName"),
      sql<number>`count(*) filter (where ${isExpected})`.as("expected"),
      sql<number>`count(*) filter (where ${isExpected} and ${whereabouts} <> 'awaited')`.as("received"),
      sql<number>`count(*) filter (where ${whereabouts} = 'here')`.as("here"),
      sql<number>`count(*) filter (where ${whereabouts} = 'handed-over')`.as("handedOver"),
      sql<number>`count(*) filter (where ${whereabouts} = 'returned')`.as("returned"),
      sql<number>`count(*) filter (where ${wasScannedAgain})`.as("again"),
    ])
    .groupBy(["e.participant_id", "pu.sort_key"])
    .orderBy("pu.sort_key")
    .execute();
  const units = rows.map(({ again: _again, sortKey: _key, ...unit }) => unit);
  return { round, units, total: units.reduce(add, none), again: rows.reduce((sum, row) => sum + row.again, 0) };
}

function originals(reader: Reader, roundId: string) {
  return visibleRoundEntries(reader)
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .where("re.round_id", "=", roundId);
}

/** Which originals a list shows: asked for and not in, here, gone on or back, scanned a second time, or all. */
export const paperViews = ["missing", "here", "away", "again", "all"] as const;
export type PaperView = (typeof paperViews)[number];

const inView: Record<PaperView, ReturnType<typeof sql<SqlBool>>> = {
  missing: sql<SqlBool>`(${isExpected} and ${whereabouts} = 'awaited')`,
  here: sql<SqlBool>`${whereabouts} = 'here'`,
  away: sql<SqlBool>`${whereabouts} in ('handed-over', 'returned')`,
  again: wasScannedAgain,
  all: sql<SqlBool>`true`,
};

export type PaperStep = {
  id: string; kind: Movement; carrier: Carrier; condition: Condition; note: string; place: string; at: string; by: string | null;
};
export type PaperRow = {
  id: string; entryId: string; code: string; slip: string | null; title: string; unitName: string; participantName: string;
  categoryName: string; medium: Medium; withdrawn: boolean; where: Whereabouts; last: PaperStep | null;
  /** When and by whom it was scanned again, the latest first. */
  repeats: { at: string; by: string | null }[];
};
export type PaperAsk = { view: PaperView; participantId?: string; after?: string };
const pageSize = 50;

/** Originals of a round by code, 50 a page; `after` is the code that ended the page before. One statement. */
export async function listOriginals(
  reader: Reader,
  roundId: string,
  { view, participantId = "", after = "" }: PaperAsk,
): Promise<{ rows: PaperRow[]; next: string | null }> {
  const rows = await originals(reader, roundId)
    .leftJoin("paper_slips as p", "p.entry_id", "e.id")
    .where(inView[view])
    .$if(isUuid(participantId), (q) => q.where("e.participant_id", "=", participantId))
    .$if(after !== "", (q) => q.where("re.code", ">", after))
    .select([
      "re.id", "e.id as entryId", "re.code", "p.code as slip", "e.title", "e.unit_name as unitName",
      "e.participant_name as participantName", "c.name as categoryName", "c.medium", whereabouts.as("where"),
      sql<boolean>`w.entry_id is not null`.as("withdrawn"), lastStep.as("last"), repeatsJson.as("repeats"),
    ])
    .orderBy("re.code")
    .limit(pageSize + 1)
    .$castTo<PaperRow>()
    .execute();
  const page = rows.slice(0, pageSize);
  return { rows: page, next: rows.length > pageSize ? page.at(-1)!.code : null };
}

const lastStep = sql<PaperStep | null>`(
  select json_build_object('id', ce.id, 'kind', ce.kind, 'carrier', ce.carrier, 'condition', ce.condition, 'note', ce.note,
    'place', ce.place, 'at', ce.happened_at, 'by', q.full_name)
  from custody_events ce left join people q on q.id = ce.happened_by
  where ce.round_entry_id = re.id and ce.undone_at is null
  order by ce.turn desc, ce.kind = 'received', ce.happened_at desc limit 1)`;

const repeatsJson = sql<PaperRow["repeats"]>`coalesce((
  select json_agg(json_build_object('at', cr.scanned_at, 'by', q.full_name) order by cr.scanned_at desc)
  from custody_events ce join custody_repeats cr on cr.custody_event_id = ce.id left join people q on q.id = cr.scanned_by
  where ce.round_entry_id = re.id and ce.undone_at is null), '[]')`;

export type RecentStep = {
  id: string; code: string; title: string; unitName: string; categoryName: string; withdrawn: boolean;
  carrier: Carrier; condition: Condition; note: string; place: string; at: Date; by: string | null;
};

/** What a round received last, the latest first; with `eventId` that one alone. */
export async function listReceived(reader: Reader, roundId: string, { eventId, limit = 12 }: { eventId?: string; limit?: number } = {}): Promise<RecentStep[]> {
  return originals(reader, roundId)
    .innerJoin("custody_events as ce", "ce.round_entry_id", "re.id")
    .leftJoin("people as q", "q.id", "ce.happened_by")
    .where("ce.kind", "=", "received")
    .where("ce.undone_at", "is", null)
    .$if(eventId !== undefined, (query) => query.where("ce.id", "=", isUuid(eventId!) ? eventId! : null))
    .select([
      "ce.id", "re.code", "e.title", "e.unit_name as unitName", "c.name as categoryName", "ce.carrier", "ce.condition", "ce.note", "ce.place",
      "ce.happened_at as at", "q.full_name as by", sql<boolean>`w.entry_id is not null`.as("withdrawn"),
    ])
    .orderBy("ce.happened_at", "desc")
    .orderBy("ce.id")
    .limit(limit)
    .$castTo<RecentStep>()
    .execute();
}

/** How many drawings of one's own units a contest asks for on paper, and how many were received. */
export async function countUnitOriginals(reader: Reader, contestId: string): Promise<{ expected: number; received: number }> {
  return ownEntries(reader)
    .innerJoin("categories as c", "c.id", "e.category_id")
    .innerJoin("round_entries as re", (join) => join.onRef("re.entry_id", "=", "e.id").on("re.source_round_id", "is", null))
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .where("e.contest_id", "=", contestId)
    .select([
      sql<number>`count(*) filter (where ${isExpected})`.as("expected"),
      sql<number>`count(*) filter (where ${isExpected} and ${whereabouts} <> 'awaited')`.as("received"),
    ])
    .executeTakeFirstOrThrow();
}
