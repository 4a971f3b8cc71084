import { sql, type SqlBool } from "kysely";
import type { Medium, PhaseKind } from "#app/domain/contests/model.ts";
import { type Gap, gapsOf } from "#app/domain/entries/completeness.ts";
import { neededFor } from "#app/domain/entries/consent.ts";
import { authorsLacking } from "#app/domain/entries/consent-facts.server.ts";
import {
  type AuthorFacts, authorsJson, categoryJson, type CategoryFacts, categoryOf, entryState, fileJson, type FileView,
  graceOfRound, intakeEndOfRound, onBehalfJson, type OnBehalfView, phaseOfRound, returnJson, type ReturnView,
  thumbJson, type ThumbView, originalJson, type OriginalView, usbAnnounced,
} from "#app/domain/entries/facts.server.ts";
import type { EntryState } from "#app/domain/entries/model.ts";
import type { Intake } from "#app/domain/entries/rules.ts";
import type { Whereabouts } from "#app/domain/entries/paper.ts";
import { movedAt, slipOfEntry, whereabouts } from "#app/domain/entries/queries/paper.server.ts";
import { formEntries, ownEntries, type Reader } from "#app/domain/entries/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { readInstant } from "#app/platform/dates.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type UnitContest = {
  id: string; slug: string; name: string; year: number; theme: string;
  roundName: string; organiser: string; organiserPhone: string | null; intake: Intake;
};

/** Invited units among the actor's own units, those below them and those above them. */
const invited = (ids: readonly string[]) => sql`(
  with recursive up (id, parent_id) as (
    select id, parent_id from units where id = any(${ids}::uuid[])
    union
    select u.id, u.parent_id from units u join up on u.id = up.parent_id)
  select id from up)`;

/** The contests that the actor's units take part in and that have been opened; those that take entries first. */
export async function listUnitContests({ db, actor }: Reader): Promise<UnitContest[]> {
  const rows = await db
    .selectFrom("contests as c")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "c.id").on("r.ordinal", "=", 1))
    .innerJoin("units as host", "host.id", "r.unit_id")
    .where(sql<SqlBool>`exists (select 1 from contest_participants p
      where p.contest_id = c.id and p.unit_id in ${invited(actor.entrantUnitIds)})`)
    .where(sql<SqlBool>`exists (select 1 from phase_moves m where m.round_id = r.id)`)
    .select(["c.id", "c.slug", "c.name", "c.year", "c.theme", "r.name as roundName", "r.unit_name as organiser"])
    .select("host.phone as organiserPhone")
    .select([phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt")])
    .orderBy("c.created_at", "desc")
    .execute();
  return rows
    .filter(({ phase }) => phase !== "draft")
    .map(({ phase, endsAt, ...contest }) => ({ ...contest, intake: { phase, endsAt } }))
    .sort((a, b) => rankOf(b) - rankOf(a));
}

/** One of those contests by its address; `not-found` otherwise. */
export async function findUnitContest(reader: Reader, slug: string): Promise<UnitContest> {
  const contest = (await listUnitContests(reader)).find((each) => each.slug === slug);
  if (!contest) throw new DomainError("not-found", "contest-not-found");
  return contest;
}

/** Contests that take entries stand before the others. */
const rankOf = ({ intake }: UnitContest) => (intake.phase === "open" ? 1 : 0);

export type UnitChoice = { id: string; name: string };

/** What a new entry may choose from: the contest's categories, and the actor's units that count for an invited one. */
export async function findEntryChoices(
  { db, actor }: Reader,
  contestId: string,
): Promise<{ categories: CategoryFacts[]; units: UnitChoice[] }> {
  if (!isUuid(contestId)) return { categories: [], units: [] };
  const [categories, units] = await Promise.all([
    db
      .selectFrom("categories as c")
      .where("c.contest_id", "=", contestId)
      .select(categoryJson.as("category"))
      .orderBy("c.position")
      .execute(),
    db
      .selectFrom("units as u")
      .where(sql<SqlBool>`u.id = any(${actor.entrantUnitIds}::uuid[])`)
      .where(sql<SqlBool>`exists (
        with recursive up (id, parent_id) as (
          select u.id, u.parent_id
          union
          select v.id, v.parent_id from units v join up on v.id = up.parent_id)
        select 1 from up join contest_participants p on p.unit_id = up.id where p.contest_id = ${contestId})`)
      .select(["u.id", "u.name"])
      .orderBy("u.sort_key")
      .execute(),
  ]);
  return { categories: categories.map(({ category }) => categoryOf(category)), units };
}

export type CategoryCount = {
  categoryId: string; code: string; name: string; medium: Medium;
  states: Record<EntryState, number>;
};
export type UnitSummary = {
  categories: CategoryCount[]; readyDrafts: number; childrenWithoutConsent: number;
  /** Works of groups which a child has left and on which the unit has not decided, by id. */
  undecided: string[];
};

/** How many entries the actor's units have in a contest, by category and state, and what waits for a hand. */
export async function countUnitEntries(reader: Reader, contestId: string): Promise<UnitSummary> {
  const [categories, counts] = await Promise.all([
    reader.db
      .selectFrom("categories")
      .where("contest_id", "=", contestId)
      .select(["id", "code", "name", "medium"])
      .orderBy("position")
      .execute(),
    entriesWithState(reader, contestId)
      .select((eb) => [
        "e.category_id as categoryId",
        entryState.as("state"),
        eb.fn.countAll<number>().as("count"),
        sql<number>`count(*) filter (where e.file_id is not null and ${hasAuthors} and not ${lacksConsent})`.as("ready"),
        sql<number>`sum(${childrenLackingConsent})::bigint`.as("unconsented"),
        sql<string[]>`coalesce(array_agg(e.id::text order by e.id) filter (where w.entry_id is null and exists (
          select 1 from author_departures d where d.entry_id = e.id and d.continues is null)), '{}')`.as("undecided"),
      ])
      .groupBy(["e.category_id", entryState])
      .execute(),
  ]);
  const drafts = counts.filter(({ state }) => state === "draft");
  return {
    categories: categories.map(({ id, medium, ...category }) => ({
      ...category,
      categoryId: id,
      medium: medium as Medium,
      states: statesOf(counts.filter(({ categoryId }) => categoryId === id)),
    })),
    readyDrafts: drafts.reduce((sum, { ready }) => sum + ready, 0),
    undecided: counts.flatMap(({ undecided }) => undecided),
    childrenWithoutConsent: drafts.reduce((sum, { unconsented }) => sum + (unconsented ?? 0), 0),
  };
}

const hasAuthors = sql`exists (select 1 from entry_authors a where a.entry_id = e.id)`;
const childrenLackingConsent = authorsLacking(neededFor("submit", "image"));
const lacksConsent = sql`${childrenLackingConsent} > 0`;

function statesOf(counts: readonly { state: EntryState; count: number }[]): Record<EntryState, number> {
  const of = (state: EntryState) => counts.find((row) => row.state === state)?.count ?? 0;
  return {
    draft: of("draft"), returned: of("returned"), submitted: of("submitted"), valid: of("valid"), invalid: of("invalid"),
    withdrawn: of("withdrawn"),
  };
}

/** One's own entries of a contest with submission `s`, withdrawal `w`, first participation `re` and verdict `sc`. */
function entriesWithState(reader: Reader, contestId: string) {
  return withState(ownEntries(reader)).where("e.contest_id", "=", contestId);
}

function withState(entries: ReturnType<typeof ownEntries>) {
  return entries
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("round_entries as re", (join) => join.onRef("re.entry_id", "=", "e.id").on("re.source_round_id", "is", null))
    .leftJoin("screenings as sc", (join) => join.onRef("sc.round_entry_id", "=", "re.id").on("sc.undone_at", "is", null));
}

export type UnitEntryRow = {
  id: string; title: string; code: string | null; state: EntryState; note: string | null; unitName: string;
  categoryName: string; medium: Medium; createdAt: Date; submittedAt: Date | null; authors: string[];
  thumb: ThumbView | null; returned: ReturnView | null; where: Whereabouts; slip: string | null;
};

const authorNames = sql<string[]>`coalesce((select json_agg(a.full_name order by a.position)
  from entry_authors a where a.entry_id = e.id), '[]')`;

function unitRows(reader: Reader, contestId: string) {
  return entriesWithState(reader, contestId)
    .innerJoin("categories as c", "c.id", "e.category_id")
    .select([
      "e.id", "e.title", "re.code", "sc.note", "e.unit_name as unitName", "c.name as categoryName", "c.medium",
      "e.created_at as createdAt", "s.submitted_at as submittedAt",
      entryState.as("state"), authorNames.as("authors"), thumbJson.as("thumb"), returnJson.as("returned"),
      whereabouts.as("where"), slipOfEntry.as("slip"),
    ])
    .$castTo<UnitEntryRow>();
}

/** The newest entries of each state, at most `each` of one, for the home page. */
export async function listLatestUnitEntries(reader: Reader, contestId: string, each: number): Promise<UnitEntryRow[]> {
  const numbered = reader.db
    .selectFrom(unitRows(reader, contestId).as("rows"))
    .selectAll("rows")
    .select(sql<number>`row_number() over (partition by state order by "createdAt" desc, id desc)`.as("place"));
  const rows = await reader.db
    .selectFrom(numbered.as("numbered"))
    .selectAll("numbered")
    .where("place", "<=", each)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ place: _place, ...row }) => row);
}

export type UnitListAsk = { state?: EntryState; categoryId?: string; search?: string; after?: string };
const unitPageSize = 50;

/** One's own entries of a contest, the newest first, 50 a page; `after` is the cursor `next` of the page before. */
export async function listUnitEntries(
  reader: Reader,
  contestId: string,
  { state, categoryId, search = "", after = "" }: UnitListAsk,
): Promise<{ rows: UnitEntryRow[]; next: string | null }> {
  const [at = "", id = ""] = after.split("_");
  const since = isUuid(id) ? readInstant(at) : null;
  const words = fold(search);
  const rows = await unitRows(reader, contestId)
    .$if(state !== undefined, (q) => q.where(entryState, "=", state!))
    .$if(categoryId !== undefined && isUuid(categoryId), (q) => q.where("e.category_id", "=", categoryId!))
    .$if(words !== "", (q) =>
      q.where(sql<SqlBool>`(e.search like ${`%${likeText(words)}%`} or lower(re.code) like ${`%${likeText(words)}%`})`),
    )
    .$if(since !== null, (q) => q.where(sql<SqlBool>`(e.created_at, e.id) < (${since}, ${id}::uuid)`))
    .orderBy("e.created_at", "desc")
    .orderBy("e.id", "desc")
    .limit(unitPageSize + 1)
    .execute();
  const page = rows.slice(0, unitPageSize);
  const last = page.at(-1);
  const next = rows.length > unitPageSize && last ? `${last.createdAt.toISOString()}_${last.id}` : null;
  return { rows: page, next };
}

/** Typed text inside a LIKE pattern, its wildcards taken as they stand. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

export type UnitEntry = {
  id: string; version: number; title: string; statement: string; material: string; paperSize: string;
  mentorName: string; mentorPhone: string; unitName: string; participantName: string;
  contestId: string; contestSlug: string; contestName: string; roundName: string; organiser: string;
  category: CategoryFacts; divisionName: string | null; authors: AuthorFacts[]; file: FileView | null;
  /** The photo as it was taken, beside a straightened picture. */
  original: OriginalView | null; usb: boolean;
  state: EntryState; code: string | null; submittedAt: Date | null;
  verdict: { rule: string; note: string; at: Date } | null;
  withdrawal: { reason: string; at: Date } | null;
  /** With its unit for correction, and who entered it for the unit; null where neither is. */
  returned: ReturnView | null; onBehalf: OnBehalfView | null;
  updatedAt: Date; intake: Intake; gaps: Gap[];
  /** Where the original is, since when, and the slip that goes with it. */
  where: Whereabouts; movedAt: Date | null; slip: string | null;
};

/** An entry as its page may send it to the browser: the minutes of grace are not announced. */
export const withoutGrace = (entry: UnitEntry): UnitEntry => ({
  ...entry, intake: { phase: entry.intake.phase, endsAt: entry.intake.endsAt },
});

/**
 * An entry whole whose form the actor fills in, one's own or entered by one's office, with what still keeps it from
 * being sent; `not-found` otherwise.
 */
export async function findUnitEntry(reader: Reader, entryId: string): Promise<UnitEntry> {
  const row = isUuid(entryId)
    ? await withState(formEntries(reader))
        .innerJoin("categories as c", "c.id", "e.category_id")
        .innerJoin("contests as k", "k.id", "e.contest_id")
        .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
        .leftJoin("divisions as d", "d.id", "e.division_id")
        .where("e.id", "=", entryId)
        .select([
          "e.id", "e.version", "e.title", "e.statement", "e.material", "e.paper_size as paperSize",
          "e.mentor_name as mentorName", "e.mentor_phone as mentorPhone", "e.unit_name as unitName",
          "e.participant_name as participantName", "e.updated_at as updatedAt", "k.id as contestId", "k.slug as contestSlug",
          "k.name as contestName", "r.name as roundName", "r.unit_name as organiser", "d.name as divisionName",
          "re.code", "s.submitted_at as submittedAt", "sc.rule", "sc.note", "sc.decided_at as decidedAt",
          "w.reason", "w.withdrawn_at as withdrawnAt", entryState.as("state"), categoryJson.as("category"),
          authorsJson.as("authors"), fileJson.as("file"), phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt"),
          graceOfRound.as("graceMinutes"), returnJson.as("returned"), onBehalfJson.as("onBehalf"),
          whereabouts.as("where"), movedAt.as("movedAt"), slipOfEntry.as("slip"), originalJson.as("original"),
          usbAnnounced.as("usb"),
        ])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "entry-not-found");
  const { rule, note, decidedAt, reason, withdrawnAt, phase, endsAt, graceMinutes, ...entry } = row;
  const category = categoryOf(entry.category);
  return {
    ...entry,
    category,
    verdict: decidedAt ? { rule: rule ?? "", note: note ?? "", at: decidedAt } : null,
    withdrawal: withdrawnAt ? { reason: reason ?? "", at: withdrawnAt } : null,
    intake: { phase: phase as PhaseKind, endsAt, graceMinutes },
    gaps: entry.state === "draft" || entry.state === "returned" ? gapsOf({ ...entry, category }) : [],
  };
}
