import { sql } from "kysely";
import { hasRoom } from "#app/domain/entries/limits.ts";
import type { LoadedEntry } from "#app/domain/entries/load.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

type Author = { childId: string; fullName: string };

/**
 * Makes sure that an entry about to be sent keeps within the limits of its category: so many of one unit (the school
 * that enters it, not the commune it counts for), so many of one child, each child of a group counted once. What a
 * unit sends at the same time waits here until the transaction ends, so that two phones never share the last place.
 */
export async function holdPlaces(trx: Transaction, entry: LoadedEntry, authors: readonly Author[]): Promise<void> {
  const limit = await trx
    .selectFrom("entry_limits")
    .select(["per_unit_max as perUnit", "per_child_max as perChild"])
    .where("category_id", "=", entry.category.id)
    .executeTakeFirst();
  if (!limit) return;
  await lockPlaces(trx, entry);
  // What was returned has kept its place.
  if (limit.perUnit !== null && entry.standing === "draft") await refuseFullUnit(trx, entry, limit.perUnit);
  if (limit.perChild !== null) await refuseFullChildren(trx, entry, authors, limit.perChild);
}

/** Holds the places of a unit in a contest until the transaction ends. */
export async function lockPlaces(trx: Transaction, { contestId, unitId }: { contestId: string; unitId: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(727278, hashtext(${`${contestId} ${unitId}`}))`.execute(trx);
}

/** How many entries of a category a unit has sent and not taken back, and how many more it was granted. */
export async function placesOf(trx: Transaction, categoryId: string, unitId: string): Promise<{ sent: number; extra: number }> {
  const { rows } = await sql<{ sent: number; extra: number }>`
    select
      (select count(*) from entries e join entry_submissions s on s.entry_id = e.id
        where e.category_id = ${categoryId} and e.unit_id = ${unitId}
          and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)) as sent,
      (select coalesce(sum(o.extra), 0) from limit_overrides o
        where o.category_id = ${categoryId} and o.unit_id = ${unitId} and o.ended_at is null) as extra`.execute(trx);
  return rows[0]!;
}

async function refuseFullUnit(trx: Transaction, { category, unitId }: LoadedEntry, perUnit: number): Promise<void> {
  const { sent, extra } = await placesOf(trx, category.id, unitId);
  const max = perUnit + extra;
  if (!hasRoom(sent, max)) throw new DomainError("conflict", `unit-full-${category.medium}`, { sent, max });
}

async function refuseFullChildren(trx: Transaction, entry: LoadedEntry, authors: readonly Author[], max: number): Promise<void> {
  const counts = await countByChild(trx, entry, authors.map(({ childId }) => childId));
  for (const { childId, fullName } of authors) {
    const sent = counts.get(childId) ?? 0;
    if (!hasRoom(sent, max)) throw new DomainError("conflict", "child-full", { name: fullName, sent, max });
  }
}

/** A child of a returned entry counts as it was sent too: a correction that is not sent changes nothing. */
async function countByChild(trx: Transaction, entry: LoadedEntry, childIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ childId: string; sent: number }>`
    select share.child_id as "childId", count(distinct e.id) as sent
    from (
      select a.child_id, a.entry_id from entry_authors a where a.child_id = any(${childIds}::uuid[])
      union
      select (author ->> 'childId')::uuid, last.entry_id
      from entry_returns rt
      cross join lateral (
        select v.entry_id, v.form from entry_versions v where v.entry_id = rt.entry_id order by v.number desc limit 1) last
      cross join lateral jsonb_array_elements(last.form -> 'authors') author
      where rt.ended_at is null and (author ->> 'childId')::uuid = any(${childIds}::uuid[])
    ) share
    join entries e on e.id = share.entry_id
    join entry_submissions s on s.entry_id = e.id
    where e.category_id = ${entry.category.id} and e.id <> ${entry.id}
      and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)
    group by share.child_id`.execute(trx);
  return new Map(rows.map(({ childId, sent }) => [childId, sent]));
}
