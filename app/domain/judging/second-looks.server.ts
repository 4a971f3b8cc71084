import { sql } from "kysely";
import { usesRubric } from "#app/domain/judging/ballots.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { spreadAlerts } from "#app/domain/judging/spread.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { compareText } from "#app/platform/compare.ts";
import { fraction } from "#app/platform/decimal.ts";
import type { Database, Transaction } from "#db/client.ts";

/** A work on which judges are far apart; how far, and who, is nobody's to know before closing. */
export type WorkApart = { entryId: string; code: string; finished: number; judges: number };

/** SQL that holds for sheet `s` of round entry `re` while its judge sits on the round. */
export const judgeSits = sql<boolean>`exists (
  select 1 from appointments a where a.round_id = re.round_id and a.person_id = s.judge_id
    and a.role in ('judge', 'head-judge') and a.ended_at is null)`;
const judgeLeftScores = sql<boolean>`exists (
  select 1 from judge_departures jd where jd.round_id = re.round_id and jd.judge_id = s.judge_id and jd.scores = 'kept')`;

type Row = { entryId: string; code: string; judges: number; given: { judgeId: string; sum: number }[] };

/**
 * Works of a round, scored by the rubric and without a second look, on which at least two judges have handed in and their totals differ by more
 * than the round's limit; none where no limit is set. In order of the codes: the widest first would tell more than may be
 * told. Points are read here and go no further.
 */
export async function worksApart(db: Database, roundId: string): Promise<WorkApart[]> {
  const { limit } = await db.selectFrom("rounds").select("spread_limit as limit").where("id", "=", roundId).executeTakeFirstOrThrow();
  if (limit === null) return [];
  const { rows } = await sql<Row>`
    select re.id as "entryId", re.code, count(*) as judges,
      json_agg(json_build_object('judgeId', s.judge_id, 'sum', (select coalesce(sum(sp.points * cr.weight), 0)
        from sheet_points sp join criteria cr on cr.id = sp.criterion_id where sp.sheet_id = s.id)))
        filter (where s.submitted_at is not null) as given
    from round_entries re join sheets s on s.round_entry_id = re.id and s.stopped_at is null
    where re.round_id = ${roundId} and ${usesRubric} and ${takesPart} and (${judgeSits} or ${judgeLeftScores})
      and not exists (select 1 from second_looks l where l.round_entry_id = re.id)
    group by re.id, re.code having count(s.submitted_at) >= 2`.execute(db);
  const table = rows.map(({ entryId, code, given }) => ({
    entryId, code, used: given.map(({ judgeId, sum }) => ({ judgeId, total: fraction(sum, 100) })),
  }));
  const apart = new Set(spreadAlerts(table, limit).map(({ entryId }) => entryId));
  return rows
    .filter(({ entryId }) => apart.has(entryId))
    .map(({ entryId, code, judges, given }) => ({ entryId, code, finished: given.length, judges }))
    .sort((a, b) => compareText(a.code, b.code));
}

/** Keeps what a judge's handing in says to a second look that was asked for: the first score again, or another one. */
export async function noteLookAnswer(trx: Transaction, { now }: Context, sheetId: string): Promise<void> {
  await sql`
    update second_look_sheets sl set answered_at = ${now}, outcome = case when exists (
        select 1 from (select criterion_id, points from sheet_points where sheet_id = sl.sheet_id) given
        full join (select criterion_id, points from second_look_points where sheet_id = sl.sheet_id) first using (criterion_id)
        where given.points is distinct from first.points) then 'changed' else 'kept' end
    where sl.sheet_id = ${sheetId} and sl.outcome is distinct from 'lapsed'`.execute(trx);
}

/**
 * Ends the second looks of a round, or of one judge in it, that wait for an answer: the first score stands, also where
 * the sheet was taken back meanwhile. Gives how many of judges who sit on the round there were.
 */
export async function lapseLooks(trx: Transaction, ctx: Context, { roundId, judgeId }: { roundId: string; judgeId?: string }): Promise<number> {
  const { rows } = await sql<{ id: string; sits: boolean; back: boolean }>`
    select s.id, ${judgeSits} and s.stopped_at is null and ${takesPart} as sits, s.submitted_at is null and s.stopped_at is null as back
    from second_look_sheets sl join sheets s on s.id = sl.sheet_id join round_entries re on re.id = s.round_entry_id
    where re.round_id = ${roundId} and sl.outcome is null and (${judgeId ?? null}::uuid is null or s.judge_id = ${judgeId ?? null}::uuid)
    order by s.id for update of s, sl`.execute(trx);
  await restoreFirst(trx, ctx, rows.filter(({ back }) => back).map(({ id }) => id));
  await sql`update second_look_sheets set outcome = 'lapsed', answered_at = ${ctx.now}
    where sheet_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
  return rows.filter(({ sits }) => sits).length;
}

/** Ends the open second looks of a category whose criteria are others now: its first scores are no whole scores any more. */
export async function endLooks(trx: Transaction, { now }: Context, categoryId: string): Promise<void> {
  await sql`
    update second_look_sheets sl set outcome = 'lapsed', answered_at = ${now}
    from sheets s join round_entries re on re.id = s.round_entry_id
    where s.id = sl.sheet_id and re.category_id = ${categoryId} and sl.outcome is null`.execute(trx);
}

/** Puts the first points back on held sheets and hands them in; what was changed meanwhile stays among the revisions. */
export async function restoreFirst(trx: Transaction, { now, actor }: Context, sheetIds: readonly string[]): Promise<void> {
  if (sheetIds.length === 0) return;
  const ids = sql`any(${sheetIds}::uuid[])`;
  await sql`
    insert into sheet_point_revisions (sheet_id, criterion_id, points_before, points_after, changed_at, changed_by)
    select sheet_id, criterion_id, given.points, first.points, ${now}::timestamptz, ${actor.personId}::uuid
    from (select * from sheet_points where sheet_id = ${ids}) given
      full join (select * from second_look_points where sheet_id = ${ids}) first using (sheet_id, criterion_id)
    where given.points is distinct from first.points`.execute(trx);
  await sql`delete from sheet_points where sheet_id = ${ids}
    and (sheet_id, criterion_id) not in (select sheet_id, criterion_id from second_look_points where sheet_id = ${ids})`.execute(trx);
  await sql`
    insert into sheet_points as sp (sheet_id, criterion_id, points, saved_at)
    select sheet_id, criterion_id, points, ${now} from second_look_points where sheet_id = ${ids}
    on conflict (sheet_id, criterion_id) do update
      set points = excluded.points, points_before = sp.points, saved_at = excluded.saved_at, revision = sp.revision + 1
      where sp.points is distinct from excluded.points`.execute(trx);
  // Weights may be others by now than when the first score was kept.
  await sql`update sheets s set submitted_at = ${now}, total_points = (
      select round(sum(sp.points * cr.weight)::numeric / 100)::integer
      from sheet_points sp join criteria cr on cr.id = sp.criterion_id where sp.sheet_id = s.id)
    where s.id = ${ids}`.execute(trx);
  await sql`delete from sheet_deferrals where sheet_id = ${ids}`.execute(trx);
}
