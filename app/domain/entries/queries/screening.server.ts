import { sql } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import {
  type AuthorFacts, authorsJson, categoryJson, type CategoryFacts, categoryOf, fileJson, type FileView,
  onBehalfJson, type OnBehalfView, returnJson, type ReturnView, originalJson, type OriginalView,
} from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import { type ScreeningFinding, screen } from "#app/domain/entries/screening-rules.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { fold } from "#app/platform/vietnamese.ts";

/** An entry on the screening desk: what is known of it, what the rules found, and the verdict that stands. */
export type ScreeningItem = {
  id: string;
  entryId: string;
  code: string;
  title: string;
  statement: string;
  material: string;
  paperSize: string;
  unitName: string;
  participantName: string;
  divisionName: string | null;
  category: CategoryFacts;
  medium: Medium;
  authors: AuthorFacts[];
  file: FileView | null;
  original: OriginalView | null;
  submittedAt: Date | null;
  verdict: { verdict: "accepted" | "rejected"; rule: string; note: string; at: Date; by: string | null } | null;
  /** With its unit for correction, or null. */
  returned: ReturnView | null;
  /** How often it was sent. */
  versions: number;
  onBehalf: OnBehalfView | null;
  /** What its unit has sent in this category and may send; null where the category has no limit by unit. */
  places: { sent: number; allowed: number | null } | null;
  findings: ScreeningFinding[];
};

export type ScreeningDesk = { round: OfficeRound; items: ScreeningItem[] };

/**
 * Everything in a round that stands for screening, by code, with what the rules found by themselves. Withdrawn
 * entries are not among it. A constant number of statements however many entries there are.
 */
export async function listScreening(reader: Reader, roundId: string): Promise<ScreeningDesk> {
  const round = await findOfficeRound(reader, roundId);
  const rows = await screeningRows(reader, roundId);
  const likeness = likenessOf(rows);
  return { round, items: rows.map((row) => toItem(row, round, likeness)) };
}

/** How many pairs of entry `e` wait for somebody's answer; those put off for later are not forgotten either. */
const openPairs = sql<number>`(
  select count(*) from duplicate_pairs p
  where e.id in (p.first_entry_id, p.second_entry_id)
    and not exists (select 1 from duplicate_decisions d
      where d.pair_id = p.id and d.undone_at is null and d.decision <> 'later')
    and not exists (select 1 from entry_withdrawals pw where pw.entry_id in (p.first_entry_id, p.second_entry_id)))`;

type Row = Awaited<ReturnType<typeof screeningRows>>[number];

async function screeningRows(reader: Reader, roundId: string) {
  return visibleRoundEntries(reader)
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("divisions as d", "d.id", "e.division_id")
    .leftJoin("stored_files as sf", "sf.id", "e.file_id")
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("screenings as sc", (join) => join.onRef("sc.round_entry_id", "=", "re.id").on("sc.undone_at", "is", null))
    .leftJoin("people as pe", "pe.id", "sc.decided_by")
    .where("re.round_id", "=", roundId)
    .where("w.entry_id", "is", null)
    .select([
      "re.id", "re.entry_id as entryId", "re.code", "e.title", "e.statement", "e.material", "e.paper_size as paperSize",
      "e.unit_id as unitId", "e.unit_name as unitName", "e.participant_name as participantName",
      "d.name as divisionName", "s.submitted_at as submittedAt", "sf.sha256", "c.medium",
      "re.source_round_id as sourceRoundId", "sc.verdict", "sc.rule", "sc.note", "sc.decided_at as decidedAt",
      "pe.full_name as decidedBy", returnJson.as("returned"), onBehalfJson.as("onBehalf"), placesJson.as("places"),
      sql<number>`(select count(*) from entry_versions v where v.entry_id = e.id)`.as("versions"),
      categoryJson.as("category"), authorsJson.as("authors"), fileJson.as("file"), originalJson.as("original"),
      openPairs.as("openPairs"),
    ])
    .orderBy("re.code")
    .execute();
}

/** What the unit of entry `e` has sent in its category and may send, where that is limited; null for later rounds. */
const placesJson = sql<ScreeningItem["places"]>`(
  select json_build_object('sent', pl.sent, 'allowed', pl.allowed) from (
    select l.per_unit_max + coalesce((select sum(o.extra) from limit_overrides o
        where o.category_id = l.category_id and o.unit_id = e.unit_id and o.ended_at is null), 0) as allowed,
      (select count(*) from entries o join entry_submissions os on os.entry_id = o.id
        where o.contest_id = e.contest_id and o.unit_id = e.unit_id and o.category_id = l.category_id
          and not exists (select 1 from entry_withdrawals ow where ow.entry_id = o.id)) as sent
    from entry_limits l
    where l.category_id = e.category_id and l.per_unit_max is not null and re.source_round_id is null) pl)`;

type Likeness = { byFile: Map<string, Row[]>; byTitle: Map<string, Row[]> };

const push = (map: Map<string, Row[]>, key: string, row: Row) => void map.set(key, [...(map.get(key) ?? []), row]);

function likenessOf(rows: readonly Row[]): Likeness {
  const likeness: Likeness = { byFile: new Map(), byTitle: new Map() };
  for (const row of rows) {
    if (row.sha256) push(likeness.byFile, row.sha256, row);
    push(likeness.byTitle, fold(row.title), row);
  }
  return likeness;
}

/** The same title by one of the same children: the likely case of a work entered twice. Titles alone often agree. */
function sameTitleCodes(row: Row, { byTitle }: Likeness): string[] {
  const own = new Set(row.authors.map(({ childId }) => childId));
  return (byTitle.get(fold(row.title)) ?? [])
    .filter((other) => other.id !== row.id && other.authors.some(({ childId }) => own.has(childId)))
    .map(({ code }) => code);
}

function sameFileCodes(row: Row, { byFile }: Likeness): string[] {
  if (!row.sha256) return [];
  return (byFile.get(row.sha256) ?? []).filter(({ id }) => id !== row.id).map(({ code }) => code);
}

function toItem(row: Row, round: OfficeRound, likeness: Likeness): ScreeningItem {
  const { unitId: _unit, sha256: _sha, sourceRoundId, verdict, rule, note, decidedAt, decidedBy, openPairs: pairs, ...view } = row;
  const category = categoryOf(row.category);
  const findings = screen({
    category,
    children: row.authors,
    unitInvited: true,
    submittedAt: row.submittedAt,
    // A forwarded entry was judged by the deadline of its first round.
    deadline: sourceRoundId ? null : round.intakeEndsAt,
    lateAccepted: row.onBehalf !== null && row.onBehalf.reason !== "",
    graceMinutes: round.graceMinutes,
    postmarkedOn: row.onBehalf?.postmarkedOn ?? null,
    ...(row.places ? { places: row.places } : {}),
    file: row.file,
    childrenWithoutConsent: row.authors.filter(({ answered }) => !answered).length,
    sameTitleCodes: sameTitleCodes(row, likeness),
    sameFileCodes: sameFileCodes(row, likeness),
    openPairs: pairs,
  });
  return {
    ...view,
    category,
    medium: category.medium,
    verdict: verdict
      ? { verdict: verdict as "accepted" | "rejected", rule: rule!, note: note!, at: decidedAt!, by: decidedBy }
      : null,
    findings,
  };
}
