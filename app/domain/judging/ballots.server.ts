import { sql } from "kysely";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import type { LoadedSheet } from "#app/domain/judging/load.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database, Transaction } from "#db/client.ts";

/** SQL for the ballot of a round's category; null with the rubric. */
export const ballotOf = (roundId: string, categoryId: string) => sql<Ballot | null>`(
  select jsonb_strip_nulls(jsonb_build_object('kind', b.kind, 'stars', b.stars, 'picks', b.picks,
    'exact', case when b.kind = 'choose' then b.exact end, 'quorum', b.quorum, 'quorumIn', b.quorum_in))
  from ballots b where b.round_id = ${sql.ref(roundId)} and b.category_id = ${sql.ref(categoryId)})`;

/** SQL that holds for round entry `re` where its category is scored by the rubric. */
export const usesRubric = sql<boolean>`not exists (
  select 1 from ballots b where b.round_id = re.round_id and b.category_id = re.category_id)`;

/** How many works of a category a judge has picked, has left to hand in, and has at all; declined ones aside. */
export async function countPicks(
  db: Database,
  { roundId, categoryId, judgeId }: Voted,
): Promise<{ picked: number; waiting: number; works: number }> {
  const { rows } = await sql<{ picked: number; waiting: number; works: number }>`
    select count(*) filter (where exists (select 1 from sheet_points sp where sp.sheet_id = s.id and sp.points > 0)) as picked,
      count(*) filter (where s.submitted_at is null) as waiting, count(*) as works
    from sheets s join round_entries re on re.id = s.round_entry_id
    where s.judge_id = ${judgeId} and re.round_id = ${roundId} and re.category_id = ${categoryId} and s.stopped_at is null and ${takesPart}`.execute(db);
  return rows[0]!;
}

type Voted = Pick<LoadedSheet, "roundId" | "categoryId" | "judgeId">;
type Ballots = Voted & Pick<LoadedSheet, "ballot">;

/** All that changes a judge's picks of a category waits here, so that two devices cannot exceed the number together. */
const holdPicks = (trx: Transaction, { roundId, categoryId, judgeId }: Voted) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`picks ${roundId} ${categoryId} ${judgeId}`}, 0))`.execute(trx);

/**
 * Refuses what was just written where the ballot does not allow it: no star at all ("ballot-stars-none"), one pick too
 * many ("ballot-picks-full"). Ask on the transaction that wrote it.
 */
export async function refuseOffBallot(trx: Transaction, sheet: Ballots, written: readonly (number | null)[]): Promise<void> {
  const { ballot } = sheet;
  if (ballot?.kind === "stars" && written.includes(0)) throw new DomainError("invalid", "ballot-stars-none");
  if (ballot?.kind !== "choose" || !written.some((points) => (points ?? 0) > 0)) return;
  await holdPicks(trx, sheet);
  const { picked } = await countPicks(trx, sheet);
  if (picked > ballot.picks) throw new DomainError("conflict", "ballot-picks-full", { picks: ballot.picks });
}

/** Refuses to hand in a judge's last sheet of a category while fewer works are picked than just have to be. */
export async function refuseTooFew(trx: Transaction, sheet: Ballots): Promise<void> {
  const { ballot } = sheet;
  if (ballot?.kind !== "choose" || !ballot.exact) return;
  await holdPicks(trx, sheet);
  const { picked, waiting, works } = await countPicks(trx, sheet);
  const needed = Math.min(ballot.picks, works);
  if (waiting === 0 && picked < needed) throw new DomainError("conflict", "ballot-picks-few", { picks: needed, picked });
}

/** Sheets given back to a judge who has picked as many others meanwhile come back unpicked and open; the row that says so is nobody's. */
export async function dropExcessPicks(trx: Transaction, now: Date, sheetIds: readonly string[]): Promise<void> {
  const { rows: choices } = await sql<Voted>`
    select distinct s.judge_id as "judgeId", re.round_id as "roundId", re.category_id as "categoryId"
    from sheets s join round_entries re on re.id = s.round_entry_id
      join ballots b on b.round_id = re.round_id and b.category_id = re.category_id and b.kind = 'choose'
    where s.id = any(${sheetIds}::uuid[]) order by 1, 2, 3`.execute(trx);
  for (const choice of choices) await holdPicks(trx, choice);
  if (choices.length === 0) return;
  await sql`
    with picked as (
      select s.id, s.judge_id, re.round_id, re.category_id from sheets s join round_entries re on re.id = s.round_entry_id
      where s.stopped_at is null and exists (select 1 from sheet_points sp where sp.sheet_id = s.id and sp.points > 0)
        and s.judge_id = any(${choices.map(({ judgeId }) => judgeId)}::uuid[])
    ), excess as (
      select p.id from picked p join ballots b on b.round_id = p.round_id and b.category_id = p.category_id and b.kind = 'choose'
      where p.id = any(${sheetIds}::uuid[]) and b.picks < (select count(*) from picked o
        where o.judge_id = p.judge_id and o.round_id = p.round_id and o.category_id = p.category_id)
    ), gone as (delete from sheet_points where sheet_id in (select id from excess) returning sheet_id, criterion_id, points),
    kept as (
      insert into sheet_point_revisions (sheet_id, criterion_id, points_before, points_after, changed_at, changed_by)
      select sheet_id, criterion_id, points, null, ${now}::timestamptz, null from gone
    )
    update sheets set submitted_at = null, total_points = null where id in (select id from excess)`.execute(trx);
}
