import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { lockJudgedRound } from "#app/domain/judging/conflict-load.server.ts";
import { lockSheet } from "#app/domain/judging/load.server.ts";
import type { SpreadLimitChange } from "#app/domain/judging/model.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { LIMIT_CHANGES_MOST } from "#app/domain/judging/second-look.ts";
import { judgeSits, noteLookAnswer, restoreFirst, worksApart } from "#app/domain/judging/second-looks.server.ts";
import { refuseStopped } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Sets how far apart judges may be (hundredths; null turns it off) before a work is listed, with a reason, until judging
 * is closed. While judging it may change three times only: whoever could try every limit would learn how far apart they are.
 */
export async function changeSpreadLimit(ctx: Context, roundId: string, { limit, reason }: SpreadLimitChange): Promise<{ changed: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.changeSpreadLimit, ctx, round);
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    const { before } = await trx.selectFrom("rounds").select("spread_limit as before").where("id", "=", roundId).executeTakeFirstOrThrow();
    if (before === limit) return { changed: false };
    const whileJudging = round.phase === "judging";
    if (whileJudging) await refuseOften(trx, roundId);
    await trx.updateTable("rounds").set({ spread_limit: limit }).where("id", "=", roundId).execute();
    const change = { limit_before: before, limit_after: limit, reason: reason.trim() };
    await trx
      .insertInto("spread_limit_changes")
      .values({ round_id: roundId, ...change, while_judging: whileJudging, changed_at: ctx.now, changed_by: ctx.actor.personId })
      .execute();
    const event = { action: "change-spread-limit", subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, detail: change });
    return { changed: true };
  });
}

async function refuseOften(trx: Transaction, roundId: string): Promise<void> {
  const rows = await trx
    .selectFrom("spread_limit_changes").select("id").where("round_id", "=", roundId).where("while_judging", "=", true).execute();
  if (rows.length >= LIMIT_CHANGES_MOST) throw new DomainError("conflict", "spread-limit-often", { most: LIMIT_CHANGES_MOST });
}

/**
 * Asks the judges of works that are far apart for a second look: one of them, or all listed (null). Asked are those who
 * handed in and sit on the round still, each once per work; their first points are kept aside. A second click finds it
 * done; a work that is not listed (any more) is passed over.
 */
export async function askSecondLook(ctx: Context, roundId: string, entryId: string | null): Promise<{ works: number; sheets: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    requireJudging(round.phase);
    authorise(judgingRules.askSecondLook, ctx, round);
    const apart = (await worksApart(trx, roundId)).map((work) => work.entryId).filter((id) => entryId === null || id === entryId);
    const asked = await askJudges(trx, ctx, apart);
    if (asked.works === 0) return asked;
    const event = { action: "ask-second-look", subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, detail: asked });
    return asked;
  });
}

async function askJudges(trx: Transaction, ctx: Context, entryIds: readonly string[]): Promise<{ works: number; sheets: number }> {
  await sql`select id from sheets where round_entry_id = any(${entryIds}::uuid[]) order by id for update`.execute(trx);
  const { rows } = await sql<{ lookId: string }>`
    with concerned as (
      select s.id, s.round_entry_id, s.total_points from sheets s join round_entries re on re.id = s.round_entry_id
      where re.id = any(${entryIds}::uuid[]) and s.submitted_at is not null and s.stopped_at is null and ${judgeSits}),
    looks as (
      insert into second_looks (round_entry_id, asked_at, asked_by)
      select distinct round_entry_id, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid from concerned
      returning id, round_entry_id)
    insert into second_look_sheets (sheet_id, look_id, first_total)
    select c.id, l.id, c.total_points from concerned c join looks l using (round_entry_id)
    returning look_id as "lookId"`.execute(trx);
  await sql`
    insert into second_look_points (sheet_id, criterion_id, points)
    select sp.sheet_id, sp.criterion_id, sp.points from sheet_points sp
    join second_look_sheets sl on sl.sheet_id = sp.sheet_id join second_looks l on l.id = sl.look_id
    where l.round_entry_id = any(${entryIds}::uuid[])`.execute(trx);
  return { works: new Set(rows.map(({ lookId }) => lookId)).size, sheets: rows.length };
}

/**
 * A judge keeps the first score at a second look; a sheet taken back meanwhile is handed in again as it first was. A second
 * click finds it done; "no-second-look" where none is asked. The log does not say what was answered.
 */
export async function keepFirstScore(ctx: Context, sheetId: string): Promise<{ kept: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.keepFirstScore, ctx, sheet);
    refuseStopped(sheet.state);
    const look = await trx.selectFrom("second_look_sheets").select("outcome").where("sheet_id", "=", sheetId).executeTakeFirst();
    if (!look) throw new DomainError("conflict", "no-second-look");
    if (look.outcome !== null) return { kept: false };
    if (!sheet.submittedAt) await restoreFirst(trx, ctx, [sheetId]);
    await noteLookAnswer(trx, ctx, sheetId);
    await record(trx, ctx, { action: "answer-second-look", subject: ["sheet", sheetId], contestId: sheet.contestId, detail: {} });
    return { kept: true };
  });
}
