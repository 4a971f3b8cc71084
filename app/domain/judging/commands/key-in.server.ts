import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import { type JudgedRound, lockJudgedRound } from "#app/domain/judging/conflict-load.server.ts";
import {
  criteriaOf, hasPaper, isBegunOnline, isPaperTask, isRecorded, type Keying, keyedRows, keyingsOf, lockKeying, type PaperOf, paperOf, recordRows,
  unrecordRows,
} from "#app/domain/judging/keyings.server.ts";
import { halfKeyed, matchKeyings } from "#app/domain/judging/paper-match.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import type { CriterionScale } from "#app/domain/judging/points.ts";
import { changesOf, type GivenPoints } from "#app/domain/judging/points.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Where a judge's paper stands after a step: keyed by one person alone, keyed differently in so many cells, or recorded
 * on so many sheets (`online`: rows left out because the judge scored them themselves).
 */
export type KeyedStanding =
  | { kind: "waiting" }
  | { kind: "differs"; cells: number }
  | { kind: "recorded"; sheets: number; online: number };

const note = (trx: Transaction, ctx: Context, round: JudgedRound, action: string, detail: Record<string, unknown>) =>
  record(trx, ctx, { action, subject: ["round", round.id], contestId: round.contestId, detail });

/**
 * Begins to key a judge's paper, as the first or the second person; one's own keying is gone on with. Refused with
 * "paper-keyed-twice" when two others have it, "no-sheets" when the judge has nothing to score there, and
 * "ballot-not-keyed" where judges do not score by the rubric: they vote on the screen.
 */
export async function startKeying(ctx: Context, { roundId, judgeId, categoryId }: PaperOf): Promise<{ keyingId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    requireJudging(round.phase);
    authorise(judgingRules.startKeying, ctx, { ...round, roundId });
    const known = isUuid(judgeId) && isUuid(categoryId) && (await hasPaper(trx, { roundId, judgeId, categoryId }));
    if (!known) throw new DomainError("not-found", "no-sheets");
    const { rows: ballots } = await sql`select 1 from ballots where round_id = ${roundId} and category_id = ${categoryId}`.execute(trx);
    if (ballots.length > 0) throw new DomainError("conflict", "ballot-not-keyed");
    const keyings = await keyingsOf(trx, { roundId, judgeId, categoryId });
    const own = keyings.find(({ keyedBy }) => keyedBy === ctx.actor.personId);
    if (own) return { keyingId: own.id };
    const turn = [1, 2].find((free) => keyings.every((keying) => keying.turn !== free));
    if (turn === undefined) throw new DomainError("conflict", "paper-keyed-twice");
    const { id } = await trx
      .insertInto("paper_keyings")
      .values({ round_id: roundId, judge_id: judgeId, category_id: categoryId, turn, keyed_by: ctx.actor.personId, started_at: ctx.now })
      .returning("id")
      .executeTakeFirstOrThrow();
    await note(trx, ctx, round, "start-keying", { judgeId, categoryId, turn });
    return { keyingId: id };
  });
}

/**
 * Keeps one row as it stands on the paper, hundredths by criterion id, in place of what was keyed of it; null for a blank
 * cell. Once the keying is finished a row is mended whole, and the paper compared again. Refuses points over the
 * maximum or off the step, and with "sheet-begun-online" a sheet that the judge has scored themselves.
 */
export async function saveKeyedRow(ctx: Context, keyingId: string, sheetId: string, points: GivenPoints): Promise<KeyedStanding> {
  return inTransaction(ctx.db, async (trx) => {
    const own = await lockOwn(trx, ctx, keyingId, judgingRules.saveKeyedRow);
    const { round, keying, criteria } = own;
    changesOf({ criteria: criteria.map((criterion) => ({ ...criterion, points: null })) }, points);
    await requirePaperTask(trx, keying, sheetId);
    const before = await trx
      .deleteFrom("paper_keyed_points").where("keying_id", "=", keyingId).where("sheet_id", "=", sheetId)
      .returning(["criterion_id as id", "points"]).execute();
    const rows = Object.entries(points).flatMap(([criterionId, given]) =>
      given === null ? [] : [{ keying_id: keyingId, sheet_id: sheetId, criterion_id: criterionId, points: given, keyed_at: ctx.now }]);
    if (rows.length > 0) await trx.insertInto("paper_keyed_points").values(rows).execute();
    if (keying.finishedAt === null) return { kind: "waiting" };
    if (rows.length > 0 && rows.length < criteria.length) throw new DomainError("invalid", "paper-row-incomplete");
    const known = new Map(before.map(({ id, points: given }) => [id, given]));
    const same = known.size === rows.length && rows.every((row) => known.get(row.criterion_id) === row.points);
    if (!same) await note(trx, ctx, round, "mend-keyed-row", { ...paperOf(keying), turn: keying.turn, sheetId });
    return compare(trx, ctx, own);
  });
}

/**
 * Says that one's keying is whole; the paper is compared once both are. Refused with "paper-rows-incomplete" while rows
 * hold some criteria only, and with "paper-nothing-keyed" while there is none.
 */
export async function finishKeying(ctx: Context, keyingId: string): Promise<KeyedStanding> {
  return inTransaction(ctx.db, async (trx) => {
    const own = await lockOwn(trx, ctx, keyingId, judgingRules.finishKeying);
    const { round, keying, criteria } = own;
    const rows = await keyedRows(trx, keyingId);
    const half = halfKeyed(criteria.map(({ id }) => id), rows);
    if (half.length > 0) throw new DomainError("conflict", "paper-rows-incomplete", { count: half.length });
    if (rows.length === 0) throw new DomainError("conflict", "paper-nothing-keyed");
    if (keying.finishedAt === null) {
      await trx.updateTable("paper_keyings").set({ finished_at: ctx.now }).where("id", "=", keyingId).execute();
      await note(trx, ctx, round, "finish-keying", { ...paperOf(keying), turn: keying.turn, rows: rows.length });
    }
    return compare(trx, ctx, own);
  });
}

/** Drops one person's keying with a reason, so that somebody keys the paper afresh; not once it is recorded. */
export async function withdrawKeying(ctx: Context, keyingId: string, reason: string): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, keying } = await lockKeying(trx, ctx, keyingId);
    requireJudging(round.phase);
    authorise(judgingRules.withdrawKeying, ctx, round);
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    await refuseRecorded(trx, keying);
    await trx
      .updateTable("paper_keyings")
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawal_reason: reason.trim() })
      .where("id", "=", keyingId)
      .execute();
    await note(trx, ctx, round, "withdraw-keying", { ...paperOf(keying), turn: keying.turn, reason: reason.trim() });
    return { roundId: round.id };
  });
}

/** Takes a recorded paper off the judge's sheets with a reason; both people find their keying open again, to be mended. */
export async function takeBackPaper(ctx: Context, recordingId: string, reason: string): Promise<{ roundId: string; sheets: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const unknown = () => new DomainError("not-found", "keying-not-found");
    const find = () =>
      trx.selectFrom("paper_recordings").selectAll().where("id", "=", recordingId).where("taken_back_at", "is", null).executeTakeFirst();
    const at = isUuid(recordingId) ? await find() : undefined;
    if (!at) throw unknown();
    const round = await lockJudgedRound(trx, ctx, at.round_id);
    requireJudging(round.phase);
    authorise(judgingRules.takeBackPaper, ctx, round);
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    if (!(await find())) throw unknown();
    if (await hasSecondLook(trx, at.first_keying_id)) throw new DomainError("conflict", "paper-looked-at-again");
    const sheets = await unrecordRows(trx, ctx, at.first_keying_id);
    await trx
      .updateTable("paper_recordings")
      .set({ taken_back_at: ctx.now, taken_back_by: ctx.actor.personId, take_back_reason: reason.trim() })
      .where("id", "=", recordingId)
      .execute();
    await trx
      .updateTable("paper_keyings").set({ finished_at: null })
      .where("id", "in", [at.first_keying_id, at.second_keying_id])
      .execute();
    const detail = { judgeId: at.judge_id, categoryId: at.category_id, sheets, reason: reason.trim() };
    await note(trx, ctx, round, "take-back-paper", detail);
    return { roundId: round.id, sheets };
  });
}

/** Whether a judge was asked to look again at what was recorded: the first score must stay what it was. */
async function hasSecondLook(trx: Transaction, keyingId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("second_look_sheets as sl").innerJoin("paper_keyed_points as kp", "kp.sheet_id", "sl.sheet_id").select("sl.sheet_id")
    .where("kp.keying_id", "=", keyingId).executeTakeFirst();
  return row !== undefined;
}

type Own = { round: JudgedRound; keying: Keying; criteria: CriterionScale[] };

/** One's own keying that is not recorded; another's is not found, for nobody may look at what the other person keyed. */
async function lockOwn(trx: Transaction, ctx: Context, keyingId: string, rule: typeof judgingRules.startKeying): Promise<Own> {
  const { round, keying } = await lockKeying(trx, ctx, keyingId);
  if (keying.keyedBy !== ctx.actor.personId) throw new DomainError("not-found", "keying-not-found");
  requireJudging(round.phase);
  authorise(rule, ctx, { ...round, roundId: round.id });
  await refuseRecorded(trx, keying);
  return { round, keying, criteria: await criteriaOf(trx, keying) };
}

async function refuseRecorded(trx: Transaction, keying: Keying): Promise<void> {
  if (await isRecorded(trx, keying)) throw new DomainError("conflict", "paper-recorded");
}

async function requirePaperTask(trx: Transaction, { roundId, judgeId, categoryId }: Keying, sheetId: string): Promise<void> {
  const { rows } = await sql<{ online: boolean }>`
    select ${isBegunOnline} as online from sheets s join round_entries re on re.id = s.round_entry_id
    where s.id::text = ${sheetId} and s.judge_id = ${judgeId} and re.round_id = ${roundId} and re.category_id = ${categoryId}
      and ${isPaperTask}`.execute(trx);
  if (!rows[0]) throw new DomainError("not-found", "sheet-not-found");
  if (rows[0].online) throw new DomainError("conflict", "sheet-begun-online");
}

/** Compares both keyings once they are whole, and records the paper when they are alike. */
async function compare(trx: Transaction, ctx: Context, { round, keying, criteria }: Own): Promise<KeyedStanding> {
  const [first, second] = await keyingsOf(trx, keying);
  if (!first?.finishedAt || !second?.finishedAt) return { kind: "waiting" };
  const criterionIds = criteria.map(({ id }) => id);
  const { agreed, mismatches } = matchKeyings(criterionIds, await keyedRows(trx, first.id), await keyedRows(trx, second.id));
  if (mismatches.length > 0) return { kind: "differs", cells: mismatches.length };
  const { recorded, online } = await recordRows(trx, ctx, { pair: [first, second], criteria, rows: agreed });
  await note(trx, ctx, round, "record-paper", { ...paperOf(keying), sheets: recorded, online });
  return { kind: "recorded", sheets: recorded, online };
}

/** Drops a picture of a paper, its bytes included, that was added by mistake. Already gone is once. */
export async function removePaperScan(ctx: Context, scanId: string): Promise<{ removed: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const find = () => trx.selectFrom("paper_scans").selectAll().where("id", "=", scanId).executeTakeFirst();
    const scan = isUuid(scanId) ? await find() : undefined;
    if (!scan) return { removed: false };
    const round = await lockJudgedRound(trx, ctx, scan.round_id);
    requireJudging(round.phase);
    authorise(judgingRules.removePaperScan, ctx, { ...round, roundId: round.id });
    if (!(await find())) return { removed: false };
    await trx.deleteFrom("paper_scans").where("id", "=", scanId).execute();
    await removeStoredFile.later(trx, { fileId: scan.file_id });
    await note(trx, ctx, round, "remove-paper-scan", { judgeId: scan.judge_id, categoryId: scan.category_id, fileId: scan.file_id });
    return { removed: true };
  });
}
