import type { Database } from "#db/client.ts";
import type { KnownWork } from "./messy-workbook.ts";

/** Every author of every entry in the database, a line each, with all that a list tells of them. */
export async function enteredRows(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom("entries as e")
    .innerJoin("categories as c", "c.id", "e.category_id")
    .innerJoin("entry_authors as a", "a.entry_id", "e.id")
    .innerJoin("children as ch", "ch.id", "a.child_id")
    .select(["c.code as category", "e.unit_id", "e.participant_name", "e.title", "e.material", "e.paper_size", "a.position"])
    .select(["ch.search", "ch.birth_date", "a.sex", "a.ethnicity", "a.class_name", "e.division_id"])
    .execute();
  return rows
    .map(({ division_id, ...row }) => [...Object.values(row), division_id !== null].join(" | "))
    .sort();
}

/** The lines these works have to give; `schools` are the ids of the schools by the names the works have them under. */
export function expectedRows(works: readonly KnownWork[], schools: ReadonlyMap<string, string>): string[] {
  const fold = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  return works
    .flatMap((work) =>
      work.authors.map((author, position) =>
        [
          work.category, schools.get(work.school), work.commune, work.title, work.material, work.paperSize, position, fold(author.fullName),
          author.birth, author.sex, author.ethnicity, author.className, true,
        ].join(" | "),
      ),
    )
    .sort();
}
