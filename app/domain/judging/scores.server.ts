import { sql } from "kysely";
import type { Aggregation } from "#app/domain/contests/model.ts";
import type { AggregationInput } from "#app/domain/judging/aggregation.ts";
import { takesPart } from "#app/domain/judging/open-sheets.server.ts";
import { isCountedSheet, isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import type { SheetPoints } from "#app/domain/judging/points.ts";
import type { Transaction } from "#db/client.ts";

/** Everything the maths needs of one category of a round. */
export type CategoryScores = Omit<AggregationInput, "sheets"> & { categoryId: string; sheets: SheetRow[] };

type SheetRow = { entryId: string; categoryId: string; judgeId: string; submitted: boolean; counted: boolean; points: SheetPoints };

/**
 * Closes every sheet of a round and reads all that was scored, to be counted. The closing stands on the sheets
 * themselves, so that a save which waited for one finds it closed. For closing only: nobody else may see another
 * judge's points.
 */
export async function closeSheets(trx: Transaction, roundId: string, now: Date): Promise<CategoryScores[]> {
  await sql`
    with held as (select s.id from sheets s join round_entries re on re.id = s.round_entry_id
      where re.round_id = ${roundId} order by s.id for update of s)
    update sheets set closed_at = ${now} where id in (select id from held)`.execute(trx);
  const { rows: categories } = await sql<{ id: string; method: Aggregation; criteria: { id: string; weight: number }[] }>`
    select c.id, r.aggregation as method,
      (select json_agg(json_build_object('id', cr.id, 'weight', cr.weight) order by cr.position)
       from criteria cr where cr.category_id = c.id) as criteria
    from rounds r join categories c on c.contest_id = r.contest_id where r.id = ${roundId} order by c.position`.execute(trx);
  const entries = await trx
    .selectFrom("round_entries as re")
    .select(["re.id as entryId", "re.code", "re.category_id as categoryId"])
    .where("re.round_id", "=", roundId)
    .where(takesPart)
    .execute();
  const sheets = await sheetsOf(trx, roundId);
  const judges = await presentJudges(trx, roundId);
  return categories.map(({ id, method, criteria }) => ({
    categoryId: id,
    method,
    criteria: criteria ?? [],
    entries: entries.filter(({ categoryId }) => categoryId === id),
    sheets: sheets.filter(({ categoryId }) => categoryId === id),
    presentJudgeIds: judges.map(({ personId }) => personId),
    headJudgeId: judges.find(({ isHead }) => isHead)?.personId ?? null,
  }));
}

async function sheetsOf(trx: Transaction, roundId: string): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select s.round_entry_id as "entryId", re.category_id as "categoryId", s.judge_id as "judgeId",
      s.submitted_at is not null as submitted, ${isCountedSheet} as counted,
      coalesce((select jsonb_object_agg(sp.criterion_id, sp.points) from sheet_points sp where sp.sheet_id = s.id), '{}')
        as points
    from sheets s join round_entries re on re.id = s.round_entry_id
    where re.round_id = ${roundId} and ${takesPart} and ${isVisibleSheet}`.execute(trx);
  return rows;
}

/** Judges whose sheets count: appointed and present, or gone with their scores kept. */
async function presentJudges(trx: Transaction, roundId: string): Promise<{ personId: string; isHead: boolean }[]> {
  const { rows } = await sql<{ personId: string; isHead: boolean }>`
    select person_id as "personId", bool_or(role = 'head-judge') as "isHead" from appointments
    where round_id = ${roundId} and ended_at is null group by person_id
    union all select jd.judge_id, false from judge_departures jd where jd.round_id = ${roundId} and jd.scores = 'kept'
      and not exists (select 1 from appointments a where a.round_id = jd.round_id and a.person_id = jd.judge_id and a.ended_at is null)`.execute(trx);
  return rows;
}

/** How many sheets of present judges wait still, over all categories; an abstention is an answer and is not missing. */
export function missingSheets(scores: readonly CategoryScores[]): number {
  return scores
    .flatMap(({ sheets, presentJudgeIds }) => sheets.filter(({ judgeId }) => presentJudgeIds.includes(judgeId)))
    .filter(({ submitted, counted }) => counted && !submitted).length;
}

/** Opens the sheets of a round again, as closing found them. */
export async function reopenSheets(trx: Transaction, roundId: string): Promise<void> {
  await sql`
    update sheets set closed_at = null from round_entries re
    where re.id = sheets.round_entry_id and re.round_id = ${roundId}`.execute(trx);
}
