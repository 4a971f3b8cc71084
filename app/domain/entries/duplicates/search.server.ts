import { sql } from "kysely";
import { findAlike } from "#app/domain/files/prints.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import type { PairSigns } from "./decisions.ts";

type Found = Map<string, PairSigns>;
const noSign: PairSigns = { sameFile: false, distance: null, sameChildren: 0 };

const note = (found: Found, entryId: string, sign: Partial<PairSigns>) =>
  void found.set(entryId, { ...(found.get(entryId) ?? noSign), ...sign });

/** Entries are compared from their submission until they are withdrawn. */
const takesPart = (alias: string) => sql<boolean>`
  exists (select 1 from entry_submissions s where s.entry_id = ${sql.ref(`${alias}.id`)})
  and not exists (select 1 from entry_withdrawals w where w.entry_id = ${sql.ref(`${alias}.id`)})`;

/**
 * The entry if it takes part; two searches of one entry follow each other. Its row is not locked: whoever finds this
 * entry at the same moment points at it, and the two would wait for each other.
 */
async function holdEntry(trx: Transaction, entryId: string) {
  await sql`select pg_advisory_xact_lock(727280, hashtext(${entryId}))`.execute(trx);
  return trx
    .selectFrom("entries as e")
    .innerJoin("stored_files as f", "f.id", "e.file_id")
    .where("e.id", "=", entryId)
    .where(takesPart("e"))
    .select(["e.id", "e.file_id as fileId", "f.sha256"])
    .executeTakeFirst();
}

/** Other entries, of any contest, with these files or with a file of the same bytes. */
async function entriesOf(db: Database, entryId: string, fileIds: readonly string[], sha256: string) {
  return db
    .selectFrom("entries as e")
    .innerJoin("stored_files as f", "f.id", "e.file_id")
    .where((is) => is.or([is("f.sha256", "=", sha256), sql<boolean>`f.id = any(${fileIds}::uuid[])`]))
    .where("e.id", "!=", entryId)
    .where(takesPart("e"))
    .select(["e.id", "e.file_id as fileId", "f.sha256"])
    .execute();
}

/**
 * Entries of the same category in which a child stands who is also in this one: the same folded name, a birth that does
 * not contradict, and the same unit or one right above or below it.
 */
async function entriesByChildren(db: Database, entryId: string) {
  const { rows } = await sql<{ id: string; children: number }>`
    select e.id, count(distinct mine.child_id)::int as children
    from entry_authors mine
    join entries own on own.id = mine.entry_id
    join children a on a.id = mine.child_id
    join children b on b.search = a.search and b.birth_year = a.birth_year
      and (a.birth_date is null or b.birth_date is null or a.birth_date = b.birth_date)
    join units ua on ua.id = a.unit_id
    join units ub on ub.id = b.unit_id and (ub.id = ua.id or ub.parent_id = ua.id or ua.parent_id = ub.id)
    join entry_authors other on other.child_id = b.id and other.entry_id <> mine.entry_id
    join entries e on e.id = other.entry_id and e.category_id = own.category_id
    where mine.entry_id = ${entryId} and ${takesPart("e")}
    group by e.id`.execute(db);
  return rows;
}

async function signsOf(trx: Transaction, entry: { id: string; fileId: string | null; sha256: string }): Promise<Found> {
  const found: Found = new Map();
  const alike = new Map((entry.fileId ? await findAlike(trx, entry.fileId) : []).map((each) => [each.fileId, each.distance]));
  for (const other of await entriesOf(trx, entry.id, [...alike.keys()], entry.sha256)) {
    const distance = alike.get(other.fileId ?? "");
    if (distance !== undefined) note(found, other.id, { distance });
    if (other.sha256 === entry.sha256) note(found, other.id, { sameFile: true });
  }
  for (const { id, children } of await entriesByChildren(trx, entry.id)) note(found, id, { sameChildren: children });
  return found;
}

/** A pair of this entry that nobody has decided upon, and that no longer is one, goes away. */
async function dropOthers(trx: Transaction, entryId: string, kept: readonly string[]): Promise<void> {
  await sql`
    delete from duplicate_pairs p
    where (p.first_entry_id = ${entryId} or p.second_entry_id = ${entryId})
      and not (p.first_entry_id = any(${kept}::uuid[]) or p.second_entry_id = any(${kept}::uuid[]))
      and not exists (select 1 from duplicate_decisions d where d.pair_id = p.id)`.execute(trx);
}

/** The entries that pairs will point at, in the order in which every command locks several. */
const holdInOrder = (trx: Transaction, ids: readonly string[]) =>
  sql`select id from entries where id = any(${[...ids]}::uuid[]) order by id for key share`.execute(trx);

async function keepPairs(trx: Transaction, entryId: string, found: Found, now: Date): Promise<void> {
  if (found.size === 0) return;
  await holdInOrder(trx, [entryId, ...found.keys()]);
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([other, { sameFile, distance, sameChildren }]) => {
    const [first_entry_id, second_entry_id] = entryId < other ? [entryId, other] : [other, entryId];
    const signs = { same_file: sameFile, distance, same_children: sameChildren };
    return { first_entry_id, second_entry_id, ...signs, found_at: now };
  });
  await trx
    .insertInto("duplicate_pairs")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["first_entry_id", "second_entry_id"]).doUpdateSet((row) => ({
        same_file: row.ref("excluded.same_file"),
        distance: row.ref("excluded.distance"),
        same_children: row.ref("excluded.same_children"),
      }))
    )
    .execute();
}

/**
 * Finds the entries that may be the same work as this one, in its contest and in all others, and keeps them as pairs:
 * the same file, a picture that looks the same, or a child entered twice in one category. A pair that was decided upon
 * stays as it is decided. Doing it again ends in the same rows.
 */
export async function searchDuplicates(db: Database, entryId: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const entry = await holdEntry(trx, entryId);
    if (!entry) return;
    const found = await signsOf(trx, entry);
    await dropOthers(trx, entryId, [...found.keys()]);
    await keepPairs(trx, entryId, found, now);
  });
}
