import { sql } from "kysely";
import { categoryJson, type CategoryFacts, categoryOf } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { readInstant } from "#app/platform/dates.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type BehalfUnit = { id: string; name: string; above: string | null };
/** A work the office began to enter for a unit and has not sent. */
export type BehalfDraft = { id: string; title: string; unitName: string; categoryName: string; by: string | null; at: Date };
export type BehalfChoices = {
  round: OfficeRound; takesIn: boolean; categories: CategoryFacts[]; units: BehalfUnit[];
  drafts: { rows: BehalfDraft[]; next: string | null };
};

/** Units offered at most; a contest has some hundred schools. */
const mostUnits = 2000;
const draftsAPage = 50;

/**
 * What an office may enter on behalf of units in a round: the categories, the invited units with those below them, and
 * its own drafts that were not sent, the latest first, 50 a page; `after` is the cursor `next` of the page before. Only the
 * first round takes entries in.
 */
export async function findBehalfChoices(reader: Reader, roundId: string, after = ""): Promise<BehalfChoices> {
  const round = await findOfficeRound(reader, roundId);
  const takesIn = round.ordinal === 1 && officeTakesIn(round.phase);
  const [categories, units, drafts] = await Promise.all([
    reader.db.selectFrom("categories as c").where("c.contest_id", "=", round.contestId).select(categoryJson.as("category"))
      .orderBy("c.position").execute(),
    listInvited(reader, round.contestId),
    listDrafts(reader, round, after),
  ]);
  return { round, takesIn, categories: categories.map(({ category }) => categoryOf(category)), units, drafts };
}

async function listInvited({ db }: Reader, contestId: string): Promise<BehalfUnit[]> {
  const { rows } = await sql<BehalfUnit>`
    with recursive invited (id) as (
      select p.unit_id from contest_participants p where p.contest_id = ${contestId}
      union
      select u.id from units u join invited i on u.parent_id = i.id where u.valid_to is null)
    select u.id, u.name, above.name as above
    from invited join units u on u.id = invited.id left join units above on above.id = u.parent_id
    order by above.sort_key nulls first, u.sort_key, u.id
    limit ${mostUnits}`.execute(db);
  return rows;
}

async function listDrafts({ db }: Reader, { contestId, roundUnitId }: OfficeRound, after: string): Promise<BehalfChoices["drafts"]> {
  const [at = "", id = ""] = after.split("_");
  const before = isUuid(id) ? readInstant(at) : null;
  const rows = await db
    .selectFrom("entries_on_behalf as ob")
    .innerJoin("entries as e", "e.id", "ob.entry_id")
    .innerJoin("categories as c", "c.id", "e.category_id")
    .leftJoin("people as p", "p.id", "ob.entered_by")
    .where("ob.office_unit_id", "=", roundUnitId)
    .where("e.contest_id", "=", contestId)
    .where(sql<boolean>`not exists (select 1 from entry_submissions s where s.entry_id = e.id)`)
    .$if(before !== null, (q) => q.where(sql<boolean>`(ob.entered_at, e.id) < (${before}, ${id}::uuid)`))
    .select(["e.id", "e.title", "e.unit_name as unitName", "c.name as categoryName", "p.full_name as by", "ob.entered_at as at"])
    .orderBy("ob.entered_at", "desc")
    .orderBy("e.id", "desc")
    .limit(draftsAPage + 1)
    .execute();
  const page = rows.slice(0, draftsAPage);
  const last = page.at(-1);
  return { rows: page, next: rows.length > draftsAPage && last ? `${last.at.toISOString()}_${last.id}` : null };
}
