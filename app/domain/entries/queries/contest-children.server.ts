import { sql, type SqlBool } from "kysely";
import { formCode } from "#app/domain/entries/form-code.server.ts";
import { type Purpose, purposes, type Relation } from "#app/domain/entries/states.ts";
import { ownEntries, type Reader } from "#app/domain/entries/visibility.server.ts";
import type { DatePrecision } from "#app/platform/dates.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** A child of one's own units in a contest, with what the family answered so far. */
export type ContestChild = {
  childId: string;
  fullName: string;
  birthDate: string;
  birthPrecision: DatePrecision;
  className: string;
  unitId: string;
  unitName: string;
  /** What counts, and what waits for the child's own word. */
  agreed: Purpose[];
  waiting: Purpose[];
  guardianName: string;
  relation: Relation;
  /** The code on the child's printed form. */
  code: string;
};

type Row = Omit<ContestChild, "code"> & { search: string };

function childRows(reader: Reader, contestId: string) {
  const latest = ownEntries(reader)
    .innerJoin("entry_authors as a", "a.entry_id", "e.id")
    .innerJoin("children as ch", "ch.id", "a.child_id")
    .innerJoin("units as u", "u.id", "ch.unit_id")
    .where("e.contest_id", "=", contestId)
    .where("e.id", "not in", reader.db.selectFrom("entry_withdrawals").select("entry_id"))
    .distinctOn("ch.id")
    .select([
      "ch.id as childId", "a.full_name as fullName", "a.class_name as className", "ch.search", "ch.unit_id as unitId", "u.name as unitName",
      sql<string>`coalesce(ch.birth_date, make_date(ch.birth_year, 1, 1))`.as("birthDate"),
      sql<DatePrecision>`case when ch.birth_date is null then 'year' else 'day' end`.as("birthPrecision"),
    ])
    .orderBy("ch.id")
    .orderBy("e.created_at", "desc");
  return reader.db
    .selectFrom(latest.as("c"))
    .selectAll("c")
    .select([
      sql<Purpose[]>`coalesce((select json_agg(k.purpose) from standing_consents k
        where k.contest_id = ${contestId} and k.child_id = c."childId"), '[]')`.as("agreed"),
      sql<Purpose[]>`coalesce((select json_agg(k.purpose) from consents k where k.contest_id = ${contestId} and k.child_id = c."childId"
        and k.withdrawn_at is null and k.replaced_at is null
        and not exists (select 1 from standing_consents s where s.id = k.id)), '[]')`.as("waiting"),
      sql<string>`coalesce((select k.guardian_name from consents k where k.contest_id = ${contestId} and k.child_id = c."childId"
        and k.guardian_name <> '' order by k.recorded_at desc limit 1), '')`.as("guardianName"),
      sql<Relation>`coalesce((select k.relation from consents k where k.contest_id = ${contestId} and k.child_id = c."childId"
        and k.relation <> '' order by k.recorded_at desc limit 1), '')`.as("relation"),
    ]);
}

const inOrder = (known: readonly Purpose[]) => purposes.filter((purpose) => known.includes(purpose));

const childOf = (contestId: string, { search: _search, ...row }: Row): ContestChild => ({
  ...row,
  agreed: inOrder(row.agreed),
  waiting: inOrder(row.waiting),
  code: formCode(contestId, row.childId),
});

/** Lacking taking part, or anything at all. */
export type ChildrenAsk = { lacking?: boolean; code?: string | null; after?: string };
export const childrenPerPage = 30;

/**
 * The children of one's own units in a contest by class and name, a stack of thirty a page; `after` is the cursor
 * `next` of the page before. `code` is the one on a printed form and leaves that child alone.
 */
export async function listContestChildren(
  reader: Reader,
  contestId: string,
  { lacking = false, code = null, after = "" }: ChildrenAsk,
): Promise<{ rows: ContestChild[]; next: string | null; lacking: number; total: number }> {
  const found = code === null ? null : await findByCode(reader, contestId, code);
  const cursor = await cursorOf(reader, contestId, after);
  const rows = await childRows(reader, contestId)
    .$if(found !== null, (q) => q.where("c.childId", "=", found!))
    .$if(lacking && found === null, (q) => q.where(lacksTakePart(contestId)))
    .$if(cursor !== null, (q) =>
      q.where(sql<SqlBool>`(c."className", c.search, c."childId") > (${cursor!.className}, ${cursor!.search}, ${cursor!.childId}::uuid)`))
    .orderBy("c.className")
    .orderBy("c.search")
    .orderBy("c.childId")
    .limit(childrenPerPage + 1)
    .$castTo<Row>()
    .execute();
  const page = rows.slice(0, childrenPerPage);
  const counts = await reader.db
    .selectFrom(childRows(reader, contestId).as("c"))
    .select((eb) => [eb.fn.countAll<number>().as("total"), sql<number>`count(*) filter (where ${lacksTakePart(contestId)})`.as("lacking")])
    .executeTakeFirstOrThrow();
  return {
    rows: page.map((row) => childOf(contestId, row)),
    next: rows.length > childrenPerPage ? page.at(-1)!.childId : null,
    ...counts,
  };
}

const lacksTakePart = (contestId: string) => sql<SqlBool>`not exists (select 1 from standing_consents s
  where s.contest_id = ${contestId} and s.child_id = c."childId" and s.purpose = 'take-part')`;

/** The place of the child that ended the page before. */
async function cursorOf(reader: Reader, contestId: string, after: string): Promise<{ className: string; search: string; childId: string } | null> {
  if (!isUuid(after)) return null;
  const row = await childRows(reader, contestId).where("c.childId", "=", after).executeTakeFirst();
  return row ?? null;
}

/** The child whose printed form bears this code; the nil id when there is none, so that the page is empty. */
async function findByCode(reader: Reader, contestId: string, code: string): Promise<string> {
  const rows = await childRows(reader, contestId).clearSelect().select("c.childId").execute();
  return rows.find(({ childId }) => formCode(contestId, childId) === code)?.childId ?? "00000000-0000-0000-0000-000000000000";
}

/** All children of one's own units who take part in a contest with a draft or a work handed in, at most 500. */
export async function listChildrenToPrint(reader: Reader, contestId: string, lacking: boolean): Promise<ContestChild[]> {
  const rows = await childRows(reader, contestId)
    .$if(lacking, (q) => q.where(lacksTakePart(contestId)))
    .orderBy("c.className")
    .orderBy("c.search")
    .orderBy("c.childId")
    .limit(500)
    .$castTo<Row>()
    .execute();
  return rows.map((row) => childOf(contestId, row));
}
