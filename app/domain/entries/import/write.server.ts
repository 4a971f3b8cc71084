import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { entryDivision } from "#app/domain/entries/division.ts";
import type { CategoryFacts } from "#app/domain/entries/facts.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";
import { enteredIdentities } from "./entered.server.ts";
import type { ImportAuthor, ImportCategory } from "./model.ts";
import type { PreviewRow } from "./previews.server.ts";

type Ready = PreviewRow & { identity: string };
/** The import at hand; `unitIds` are the units its confirmer may write for today, `officeUnitId` who does so for them. */
type Import = {
  id: string; contestId: string; categories: readonly ImportCategory[]; unitIds: ReadonlySet<string>; officeUnitId: string | null;
};

/**
 * Writes rows of a list as drafts, with their authors, in a few statements whatever their number. Consents are never
 * touched: a list says nothing of what families agreed to. What an office brings in, it enters on behalf of the units.
 * Returns how many were written; one that another import brought in meanwhile is left out.
 */
export async function writeEntries(trx: Transaction, ctx: Context, into: Import, rows: readonly Ready[]): Promise<number> {
  if (rows.some(({ entry }) => !into.unitIds.has(entry.unitId!))) throw new DomainError("conflict", "import-outdated");
  const units = await placesOfUnits(trx, into.contestId, rows);
  const free = await withoutEntered(trx, into.contestId, rows);
  if (free.length === 0) return 0;
  const entries = free.map((row) => ({ ...row, id: randomUUID(), unit: units.get(row.entry.unitId!)! }));
  await trx
    .insertInto("entries")
    .values(
      entries.map(({ id, entry, authors, unit }) => ({
        id, contest_id: into.contestId, category_id: entry.categoryId!, unit_id: unit.unitId, unit_name: unit.unitName,
        participant_id: unit.participantId, participant_name: unit.participantName, division_id: divisionId(into, entry.categoryId!, authors),
        title: entry.title, statement: entry.statement, material: entry.material, paper_size: entry.paperSize,
        mentor_name: entry.mentorName, mentor_phone: entry.mentorPhone,
        search: fold(`${entry.title} ${authors.map(({ fullName }) => fullName).join(" ")} ${unit.unitName}`),
        created_at: ctx.now, created_by: ctx.actor.personId, updated_at: ctx.now,
      })),
    )
    .execute();
  await writeAuthors(trx, ctx, entries);
  await trx
    .insertInto("imported_entries")
    .values(
      entries.map(({ id, row, entry, identity }) => ({
        entry_id: id, import_id: into.id, contest_id: into.contestId, row_number: row, identity, code: entry.code, picture: entry.picture,
      })),
    )
    .execute();
  if (into.officeUnitId) await writeOnBehalf(trx, ctx, into.officeUnitId, entries);
  await recordAll(trx, ctx, into, entries.map(({ id, entry, unit }) => ({
    id, title: entry.title, unitId: entry.unitId, categoryId: entry.categoryId, ...(into.officeUnitId ? { onBehalf: unit.unitName } : {}),
  })));
  return entries.length;
}

async function writeOnBehalf(trx: Transaction, ctx: Context, officeUnitId: string, entries: readonly { id: string }[]): Promise<void> {
  const by = { office_unit_id: officeUnitId, entered_by: ctx.actor.personId, entered_at: ctx.now };
  await trx.insertInto("entries_on_behalf").values(entries.map(({ id }) => ({ entry_id: id, ...by }))).execute();
}

function divisionId({ categories }: Import, categoryId: string, authors: readonly ImportAuthor[]): string | null {
  const category = categories.find(({ id }) => id === categoryId) as CategoryFacts | undefined;
  const children = authors.map(({ birth, birthPrecision, className }) => ({ birthDate: birth, birthPrecision, className }));
  const reading = category && entryDivision(category.divisions, children);
  if (!reading?.ok || !reading.division) return null;
  const { code } = reading.division;
  return category!.divisions.find((division) => division.code === code)?.id ?? null;
}

/** One event for each entry, so that its own history begins with the list it came from. */
async function recordAll(trx: Transaction, ctx: Context, into: Import, entries: readonly object[]): Promise<void> {
  await sql`
    insert into audit_events (seq, at, actor_id, actor_name, action, subject_type, subject_id, contest_id, detail, previous_hash, hash)
    select 0, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid, ${ctx.actor.name}, 'create-entry', 'entry', e->>'id',
      ${into.contestId}::uuid, (e - 'id') || jsonb_build_object('importId', ${into.id}::text), '', ''
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) as e`.execute(trx);
}

type UnitPlace = { unitId: string; unitName: string; participantId: string; participantName: string };

/** For each unit of the rows, the invited unit that it is or stands below; a unit without one is no longer invited. */
async function placesOfUnits(trx: Transaction, contestId: string, rows: readonly Ready[]): Promise<Map<string, UnitPlace>> {
  const unitIds = [...new Set(rows.map(({ entry }) => entry.unitId!))].sort();
  // The same order for everybody, and the lock that every form of a unit takes before it names children.
  for (const unitId of unitIds) await sql`select pg_advisory_xact_lock(727277, hashtext(${unitId}))`.execute(trx);
  const { rows: found } = await sql<UnitPlace>`
    with recursive up (unit_id, id, parent_id, depth) as (
      select id, id, parent_id, 0 from units where id = any(${unitIds}::uuid[])
      union all
      select up.unit_id, u.id, u.parent_id, up.depth + 1 from units u join up on u.id = up.parent_id where up.depth < 20
    )
    select distinct on (up.unit_id) up.unit_id as "unitId", own.name as "unitName", p.unit_id as "participantId", p.unit_name as "participantName"
    from up
    join contest_participants p on p.unit_id = up.id and p.contest_id = ${contestId}
    join units own on own.id = up.unit_id
    order by up.unit_id, up.depth`.execute(trx);
  if (found.length < unitIds.length) throw new DomainError("conflict", "import-outdated");
  return new Map(found.map((place) => [place.unitId, place]));
}

/** What is still to be written: somebody may have entered the same by hand since the preview was made. */
async function withoutEntered(trx: Transaction, contestId: string, rows: readonly Ready[]): Promise<Ready[]> {
  const entered = await enteredIdentities(trx, contestId, rows);
  return rows.filter(({ identity }) => !entered.has(identity));
}

type Written = Ready & { id: string; unit: UnitPlace };

/** Children are known by unit, folded name and birth, as in `saveAuthors`; those already there are used again. */
async function writeAuthors(trx: Transaction, ctx: Context, entries: readonly Written[]): Promise<void> {
  const authors = entries.flatMap(({ id, unit, authors: children }) =>
    children.map((author, position) => ({
      entry_id: id, position, unit_id: unit.unitId, search: fold(author.fullName), full_name: author.fullName, sex: author.sex,
      birth_date: author.birthPrecision === "day" ? author.birth : null, birth_year: Number(author.birth!.slice(0, 4)),
      ethnicity: author.ethnicity || null, class_name: author.className,
    })),
  );
  const json = JSON.stringify(authors);
  const shape = sql`jsonb_to_recordset(${json}::jsonb) as a(entry_id uuid, position int, unit_id uuid, search text, full_name text,
    sex text, birth_date date, birth_year int, ethnicity text, class_name text)`;
  await sql`
    insert into children (unit_id, search, birth_date, birth_year, created_at, created_by)
    select distinct a.unit_id, a.search, a.birth_date, a.birth_year, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid
    from ${shape} on conflict do nothing`.execute(trx);
  await sql`
    insert into entry_authors (entry_id, child_id, position, full_name, sex, ethnicity, class_name)
    select a.entry_id, ch.id, a.position, a.full_name, a.sex, a.ethnicity, a.class_name
    from ${shape} join children ch on ch.unit_id = a.unit_id and ch.search = a.search and ch.birth_year = a.birth_year
      and ch.birth_date is not distinct from a.birth_date`.execute(trx);
}
