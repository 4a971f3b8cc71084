import { sql } from "kysely";
import { type JudgedRound, lockJudgedRound } from "#app/domain/judging/conflict-load.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import type { KeyedRow } from "#app/domain/judging/paper-match.ts";
import { type CriterionScale, sheetTotal } from "#app/domain/judging/points.ts";
import { isOnPaper } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { roundHalfUp } from "#app/platform/decimal.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Database, Transaction } from "#db/client.ts";

/** The paper of one judge in one category of a round. */
export type PaperOf = { roundId: string; judgeId: string; categoryId: string };

/** The paper that a keying, or anything else with these three, is of. */
export const paperOf = ({ roundId, judgeId, categoryId }: PaperOf): PaperOf => ({ roundId, judgeId, categoryId });

/** One person's keying of a judge's paper, while it stands. */
export type Keying = PaperOf & { id: string; turn: number; keyedBy: string; finishedAt: Date | null };

/** SQL that holds for sheet `s` of round entry `re` while it may be scored on paper: it takes part and was not declined or taken away. */
export const isPaperTask = sql<boolean>`(${takesPart} and s.stopped_at is null)`;

/** SQL that holds for sheet `s` once its judge has scored something on it themselves. */
export const isBegunOnline = sql<boolean>`(
  exists (select 1 from sheet_points sp where sp.sheet_id = s.id) and not ${isOnPaper})`;

/** Whether a judge has anything to score there on paper. */
export async function hasPaper(db: Database, { roundId, judgeId, categoryId }: PaperOf): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sheets s join round_entries re on re.id = s.round_entry_id
    where re.round_id = ${roundId} and s.judge_id = ${judgeId} and re.category_id = ${categoryId} and ${isPaperTask} limit 1`.execute(db);
  return rows.length > 0;
}

const standing = (db: Database) =>
  db
    .selectFrom("paper_keyings as k")
    .select([
      "k.id", "k.round_id as roundId", "k.judge_id as judgeId", "k.category_id as categoryId", "k.turn",
      "k.keyed_by as keyedBy", "k.finished_at as finishedAt",
    ])
    .where("k.withdrawn_at", "is", null);

/** The standing keyings of a judge's paper, the first before the second. */
export const keyingsOf = (db: Database, { roundId, judgeId, categoryId }: PaperOf): Promise<Keying[]> =>
  standing(db)
    .where("k.round_id", "=", roundId).where("k.judge_id", "=", judgeId).where("k.category_id", "=", categoryId)
    .orderBy("k.turn")
    .execute();

/** Whether a judge's paper stands recorded on their sheets. */
export async function isRecorded(db: Database, { roundId, judgeId, categoryId }: PaperOf): Promise<boolean> {
  const row = await db
    .selectFrom("paper_recordings").select("id")
    .where("round_id", "=", roundId).where("judge_id", "=", judgeId).where("category_id", "=", categoryId)
    .where("taken_back_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** A standing keying, whosever; "keying-not-found" otherwise. */
export async function loadKeying(db: Database, keyingId: string): Promise<Keying> {
  const row = isUuid(keyingId) ? await standing(db).where("k.id", "=", keyingId).executeTakeFirst() : undefined;
  if (!row) throw new DomainError("not-found", "keying-not-found");
  return row;
}

/** As `loadKeying`, its round held, so that keyings of a round are compared and recorded one after the other. */
export async function lockKeying(trx: Transaction, ctx: Context, keyingId: string): Promise<{ round: JudgedRound; keying: Keying }> {
  const { roundId } = await loadKeying(trx, keyingId);
  const round = await lockJudgedRound(trx, ctx, roundId);
  return { round, keying: await loadKeying(trx, keyingId) };
}

/** What judges score a category of a round by, in order; points in hundredths. */
export async function criteriaOf(db: Database, { roundId, categoryId }: Pick<PaperOf, "roundId" | "categoryId">): Promise<CriterionScale[]> {
  const { rows } = await sql<CriterionScale>`
    select id, max_points as "maxPoints", step, weight from round_criteria
    where round_id = ${roundId} and category_id = ${categoryId} order by position`.execute(db);
  return rows;
}

/** What was keyed, row by row, of sheets that may still be scored on paper. */
export async function keyedRows(db: Database, keyingId: string): Promise<KeyedRow[]> {
  const { rows } = await sql<KeyedRow>`
    select kp.sheet_id as "sheetId", jsonb_object_agg(kp.criterion_id, kp.points) as points
    from paper_keyed_points kp join sheets s on s.id = kp.sheet_id join round_entries re on re.id = s.round_entry_id
    where kp.keying_id = ${keyingId} and ${isPaperTask} group by kp.sheet_id`.execute(db);
  return rows;
}

/**
 * Puts the rows both people keyed alike on the judge's sheets and hands them in. A sheet that the judge has scored
 * themselves meanwhile keeps what the judge gave; its row is dropped from both keyings.
 */
export async function recordRows(
  trx: Transaction,
  ctx: Context,
  { pair, criteria, rows }: { pair: readonly [Keying, Keying]; criteria: readonly CriterionScale[]; rows: readonly KeyedRow[] },
): Promise<{ recorded: number; online: number }> {
  const free = await lockFree(trx, rows.map(({ sheetId }) => sheetId));
  const taken = rows.filter(({ sheetId }) => free.has(sheetId));
  await dropKeyed(trx, pair, rows.flatMap(({ sheetId }) => (free.has(sheetId) ? [] : [sheetId])));
  const { roundId, judgeId, categoryId } = pair[0];
  await writeRows(trx, ctx, criteria, taken);
  await trx
    .insertInto("paper_recordings")
    .values({
      round_id: roundId, judge_id: judgeId, category_id: categoryId, first_keying_id: pair[0].id, second_keying_id: pair[1].id,
      recorded_at: ctx.now, recorded_by: ctx.actor.personId,
    })
    .execute();
  return { recorded: taken.length, online: rows.length - taken.length };
}

/** Of the sheets those nobody has scored, held. */
async function lockFree(trx: Transaction, sheetIds: readonly string[]): Promise<Set<string>> {
  await sql`select id from sheets where id = any(${sheetIds}::uuid[]) order by id for update`.execute(trx);
  const { rows } = await sql<{ id: string }>`
    select s.id from sheets s where s.id = any(${sheetIds}::uuid[]) and s.submitted_at is null
      and not exists (select 1 from sheet_points sp where sp.sheet_id = s.id)`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

async function dropKeyed(trx: Transaction, pair: readonly Keying[], sheetIds: readonly string[]): Promise<void> {
  if (sheetIds.length === 0) return;
  await trx
    .deleteFrom("paper_keyed_points")
    .where("keying_id", "in", pair.map(({ id }) => id))
    .where("sheet_id", "in", sheetIds)
    .execute();
}

async function writeRows(trx: Transaction, ctx: Context, criteria: readonly CriterionScale[], rows: readonly KeyedRow[]): Promise<void> {
  const cells = rows.flatMap(({ sheetId, points }) =>
    criteria.map(({ id }) => ({ sheet_id: sheetId, criterion_id: id, points: points[id]! })));
  const totals = rows.map(({ points }) => roundHalfUp(sheetTotal(criteria, points).total));
  const ids = rows.map(({ sheetId }) => sheetId);
  const at = sql`${ctx.now}::timestamptz`;
  await sql`
    with keyed as (select * from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb)
      as c (sheet_id uuid, criterion_id uuid, points integer)),
    saved as (insert into sheet_points (sheet_id, criterion_id, points, saved_at)
      select sheet_id, criterion_id, points, ${at} from keyed),
    kept as (insert into sheet_point_revisions (sheet_id, criterion_id, points_after, changed_at, changed_by)
      select sheet_id, criterion_id, points, ${at}, ${ctx.actor.personId}::uuid from keyed),
    back as (delete from sheet_deferrals where sheet_id = any(${ids}::uuid[]))
    update sheets s set submitted_at = ${at}, total_points = given.total
    from unnest(${ids}::uuid[], ${totals}::integer[]) as given (id, total) where s.id = given.id`.execute(trx);
}

/** Takes what a recording put on the sheets off again; the keyings stay, to be mended. */
export async function unrecordRows(trx: Transaction, ctx: Context, firstKeyingId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select s.id from sheets s where s.id in (select sheet_id from paper_keyed_points where keying_id = ${firstKeyingId})
    order by s.id for update`.execute(trx);
  const ids = sql`any(${rows.map(({ id }) => id)}::uuid[])`;
  await sql`
    with gone as (delete from sheet_points where sheet_id = ${ids} returning sheet_id, criterion_id, points)
    insert into sheet_point_revisions (sheet_id, criterion_id, points_before, changed_at, changed_by)
    select sheet_id, criterion_id, points, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid from gone`.execute(trx);
  await sql`update sheets set submitted_at = null, total_points = null where id = ${ids}`.execute(trx);
  return rows.length;
}
