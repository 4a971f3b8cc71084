import { sql } from "kysely";
import type { Aggregation } from "#app/domain/contests/model.ts";
import type { AggregationInput } from "#app/domain/judging/aggregation.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isCountedSheet, isOnPaper, isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import type { LookOutcome } from "#app/domain/judging/second-look.ts";
import type { SheetPoints } from "#app/domain/judging/points.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database, Transaction } from "#db/client.ts";

/** Everything the maths needs of one category of a round; `method` is what the round is set to, votes are summed. */
export type CategoryScores = Omit<AggregationInput, "method" | "sheets"> & {
  categoryId: string; method: Aggregation; sheets: SheetRow[]; ballot: Ballot | null;
};

type SheetRow = { entryId: string; categoryId: string; judgeId: string; submitted: boolean; counted: boolean; onPaper: boolean; points: SheetPoints; secondLook: LookOutcome | null; firstPoints: SheetPoints | null };

/**
 * Closes every sheet of a round and reads all that was scored, to be counted. The closing stands on the sheets
 * themselves, so that a save which waited for one finds it closed; whoever holds several sheets holds the round first, as
 * the caller does. For closing only: nobody else may see another judge's points.
 */
export async function closeSheets(trx: Transaction, roundId: string, now: Date): Promise<CategoryScores[]> {
  await sql`
    update sheets s set closed_at = ${now} from round_entries re
    where re.id = s.round_entry_id and re.round_id = ${roundId}`.execute(trx);
  return readScores(trx, roundId, now);
}

/**
 * What was scored in a round whose judging is closed, as closing read it: entries that left and judges who were
 * dismissed since then count as they did. "judging-not-closed" before, whoever asks.
 */
export async function closedScores(db: Database, roundId: string): Promise<CategoryScores[]> {
  const closure = await db
    .selectFrom("judging_closures")
    .select("closed_at as closedAt")
    .where("round_id", "=", roundId)
    .executeTakeFirst();
  if (!closure) throw new DomainError("closed", "judging-not-closed");
  return readScores(db, roundId, closure.closedAt);
}

/** SQL that holds for round entry `re` while it counts: it takes part, or was ranked while it did. */
const counts = sql<boolean>`(${takesPart} or exists (select 1 from ranked_entries k where k.round_entry_id = re.id))`;

async function readScores(db: Database, roundId: string, at: Date): Promise<CategoryScores[]> {
  const { rows: categories } = await sql<{ id: string; method: Aggregation; ballot: Ballot | null; criteria: { id: string; weight: number }[] }>`
    select c.id, case when bk.kind in ('pass', 'choose') then 'sum' else r.aggregation end as method, ${ballotOf("r.id", "c.id")} as ballot,
      (select json_agg(json_build_object('id', cr.id, 'weight', cr.weight) order by cr.position)
       from round_criteria cr where cr.category_id = c.id and cr.round_id = r.id) as criteria
    from rounds r join categories c on c.contest_id = r.contest_id
      left join ballots bk on bk.round_id = r.id and bk.category_id = c.id where r.id = ${roundId} order by c.position`.execute(db);
  const entries = await db
    .selectFrom("round_entries as re")
    .select(["re.id as entryId", "re.code", "re.category_id as categoryId"])
    .where("re.round_id", "=", roundId)
    .where(counts)
    .execute();
  const sheets = await sheetsOf(db, roundId);
  const judges = await presentJudges(db, roundId, at);
  return categories.map(({ id, method, ballot, criteria }) => ({
    categoryId: id,
    method,
    ballot,
    criteria: criteria ?? [],
    entries: entries.filter(({ categoryId }) => categoryId === id),
    sheets: sheets.filter(({ categoryId }) => categoryId === id),
    presentJudgeIds: judges.map(({ personId }) => personId),
    headJudgeId: judges.find(({ isHead }) => isHead)?.personId ?? null,
  }));
}

/** Facts of entries are asked once an entry, points read in one pass: a subquery for each sheet took most of the time. */
async function sheetsOf(db: Database, roundId: string): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    with counting as materialized (
      select re.id, re.category_id from round_entries re where re.round_id = ${roundId} and ${counts}),
    given as (
      select sp.sheet_id, json_object_agg(sp.criterion_id, sp.points) as points
      from counting c join sheets s on s.round_entry_id = c.id join sheet_points sp on sp.sheet_id = s.id group by sp.sheet_id),
    looks as (
      select lp.sheet_id, json_object_agg(lp.criterion_id, lp.points) as points
      from counting c join sheets s on s.round_entry_id = c.id join second_look_points lp on lp.sheet_id = s.id group by lp.sheet_id)
    select s.round_entry_id as "entryId", c.category_id as "categoryId", s.judge_id as "judgeId",
      s.submitted_at is not null as submitted, ${isCountedSheet} as counted, ${isOnPaper} as "onPaper",
      coalesce(given.points, '{}') as points, sl.outcome as "secondLook", looks.points as "firstPoints"
    from counting c join sheets s on s.round_entry_id = c.id left join given on given.sheet_id = s.id
      left join second_look_sheets sl on sl.sheet_id = s.id left join looks on looks.sheet_id = s.id
    where ${isVisibleSheet}`.execute(db);
  return rows;
}

/** Judges whose sheets counted at a moment: appointed and present then, or gone with their scores kept. */
async function presentJudges(db: Database, roundId: string, at: Date): Promise<{ personId: string; isHead: boolean }[]> {
  const { rows } = await sql<{ personId: string; isHead: boolean }>`
    with present as (
      select person_id, bool_or(role = 'head-judge') as head, min(appointed_at) as since from appointments
      where round_id = ${roundId} and appointed_at <= ${at} and (ended_at is null or ended_at > ${at}) group by person_id)
    select person_id as "personId", head as "isHead" from (
      select person_id, head, since from present
      union all select jd.judge_id, false, null from judge_departures jd where jd.round_id = ${roundId} and jd.scores = 'kept'
        and not exists (select 1 from present p where p.person_id = jd.judge_id)) judges
    order by head desc, since, person_id`.execute(db);
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
