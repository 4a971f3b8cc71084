import { sql } from "kysely";
import type { ChildBirth } from "#app/domain/entries/consent.ts";
import { visibleEntries } from "#app/domain/entries/visibility.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/** A child of a contest as the consent commands need it. */
export type LoadedChild = ChildBirth & {
  childId: string;
  contestId: string;
  fullName: string;
  /** The unit the child belongs to. */
  unitId: string;
  /** The offices of the rounds in which a work of the child takes part. */
  unitIds: string[];
};

/**
 * A child who is an author of some entry of the contest which the actor may see; `not-found` otherwise. All entries of
 * the child in the contest are locked first, so that none is handed in between a withdrawal and its consequences.
 */
export async function lockChild(trx: Transaction, actor: Actor, contestId: string, childId: string): Promise<LoadedChild> {
  const missing = () => new DomainError("not-found", "child-not-found");
  if (!isUuid(contestId) || !isUuid(childId)) throw missing();
  await sql`
    select e.id from entries e join entry_authors a on a.entry_id = e.id
    where e.contest_id = ${contestId} and a.child_id = ${childId} order by e.id for update of e`.execute(trx);
  const row = await visibleEntries({ db: trx, actor })
    .innerJoin("entry_authors as a", "a.entry_id", "e.id")
    .innerJoin("children as ch", "ch.id", "a.child_id")
    .where("e.contest_id", "=", contestId)
    .where("ch.id", "=", childId)
    .select([
      "ch.id as childId", "e.contest_id as contestId", "a.full_name as fullName", "ch.unit_id as unitId",
      sql<string>`coalesce(ch.birth_date, make_date(ch.birth_year, 1, 1))`.as("birthDate"),
      sql<"day" | "year">`case when ch.birth_date is null then 'year' else 'day' end`.as("birthPrecision"),
      sql<string[]>`coalesce((select json_agg(distinct r.unit_id) from round_entries re
        join rounds r on r.id = re.round_id join entries o on o.id = re.entry_id
        join entry_authors oa on oa.entry_id = o.id
        where oa.child_id = ch.id and o.contest_id = e.contest_id), '[]')`.as("unitIds"),
    ])
    .orderBy("e.created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) throw missing();
  return row;
}
