import { fold } from "#app/platform/vietnamese.ts";
import type { Database } from "#db/client.ts";
import { isBlocked, type ImportRow } from "./model.ts";
import { identityKey, identityOf } from "./placing.ts";

/**
 * Which identities of a contest are there already: entries whose first author, title, category and unit are the same,
 * and what an import has brought in even if it was renamed since.
 */
export async function enteredIdentities(db: Database, contestId: string, rows: readonly ImportRow[]): Promise<Set<string>> {
  const open = rows.filter((row) => !isBlocked(row));
  if (open.length === 0) return new Set();
  const identities = open.flatMap((row) => identityOf(row) ?? []);
  const units = [...new Set(open.flatMap(({ entry }) => entry.unitId ?? []))];
  const names = [...new Set(open.flatMap(({ authors }) => (authors[0] ? [fold(authors[0].fullName)] : [])))];
  const [imported, stored] = await Promise.all([
    db
      .selectFrom("imported_entries")
      .select("identity")
      .where("contest_id", "=", contestId)
      .where((eb) => eb("identity", "=", eb.fn.any(eb.val(identities))))
      .execute(),
    firstAuthors(db, contestId, units, names),
  ]);
  return new Set([...imported.map(({ identity }) => identity), ...stored]);
}

async function firstAuthors(db: Database, contestId: string, units: string[], names: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("children as ch")
    .innerJoin("entry_authors as a", "a.child_id", "ch.id")
    .innerJoin("entries as e", "e.id", "a.entry_id")
    .where((eb) => eb("ch.unit_id", "=", eb.fn.any(eb.val(units))))
    .where((eb) => eb("ch.search", "=", eb.fn.any(eb.val(names))))
    .where("e.contest_id", "=", contestId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("entry_authors as b").whereRef("b.entry_id", "=", "a.entry_id").whereRef("b.position", "<", "a.position").select("b.child_id"))),
    )
    .select(["e.unit_id", "e.category_id", "e.title", "ch.search", "ch.birth_date", "ch.birth_year"])
    .execute();
  return rows.map(({ unit_id, category_id, title, search, birth_date, birth_year }) =>
    identityKey({ unit: unit_id, category: category_id, title, author: search, birth: birth_date ?? String(birth_year) }),
  );
}

/** The rows with those marked that are there already. */
export const markEntered = (rows: readonly ImportRow[], entered: ReadonlySet<string>): ImportRow[] =>
  rows.map((row) => {
    const identity = isBlocked(row) ? null : identityOf(row);
    return identity !== null && entered.has(identity)
      ? { ...row, problems: [...row.problems, { field: "row", code: "already-entered" }] }
      : row;
  });
