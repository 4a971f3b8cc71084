import { record } from "#app/domain/audit/record.server.ts";
import { refuseOffBallot } from "#app/domain/judging/ballots.server.ts";
import { lockSheet, type LoadedSheet } from "#app/domain/judging/load.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { type GivenPoints, writePoints } from "#app/domain/judging/points.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { refuseStopped } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise, type Rule } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

type SheetRule = Rule<{ roundId: string; judgeId: string; phase: LoadedSheet["phase"] }>;

async function ownTask(trx: Transaction, ctx: Context, sheetId: string, rule: SheetRule): Promise<LoadedSheet> {
  const sheet = await lockSheet(trx, ctx.actor, sheetId);
  requireJudging(sheet.phase);
  authorise(rule, ctx, sheet);
  return sheet;
}

const note = (trx: Transaction, ctx: Context, sheet: LoadedSheet, action: string, detail: Record<string, unknown> = {}) =>
  record(trx, ctx, { action, subject: ["sheet", sheet.id], contestId: sheet.contestId, detail });

/**
 * Puts a judge's own task off, with the points given so far: it comes back after all others, the longest put off first,
 * on whatever device, and counts as waiting all the while. Once more sends it to the end again.
 */
export async function deferSheet(ctx: Context, sheetId: string, points: GivenPoints = {}): Promise<{ sheetId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await ownTask(trx, ctx, sheetId, judgingRules.deferSheet);
    refuseStopped(sheet.state);
    if (sheet.submittedAt) throw new DomainError("conflict", "sheet-submitted");
    await writePoints(trx, ctx, sheet, points);
    await trx
      .insertInto("sheet_deferrals")
      .values({ sheet_id: sheetId, deferred_at: ctx.now })
      .onConflict((conflict) => conflict.column("sheet_id").doUpdateSet({ deferred_at: ctx.now }))
      .execute();
    await note(trx, ctx, sheet, "defer-sheet");
    return { sheetId };
  });
}

/**
 * Declines a work with a reason: the judge's sheet leaves the denominator of its mean and is not missing at closing.
 * Points given so far are kept aside, for the judge may take the work up again until closing.
 */
export async function abstainFromSheet(ctx: Context, sheetId: string, reason: string): Promise<{ abstained: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await ownTask(trx, ctx, sheetId, judgingRules.abstainFromSheet);
    if (reason.trim() === "") throw new DomainError("invalid", "abstention-reason-empty", {}, "reason");
    if (sheet.state === "abstained") return { abstained: false };
    refuseStopped(sheet.state);
    if (sheet.submittedAt) throw new DomainError("conflict", "sheet-submitted");
    await trx
      .insertInto("sheet_abstentions")
      .values({ sheet_id: sheetId, reason: reason.trim(), abstained_at: ctx.now })
      .execute();
    await trx.updateTable("sheets").set({ stopped_at: ctx.now }).where("id", "=", sheetId).execute();
    await note(trx, ctx, sheet, "abstain-from-sheet", { reason: reason.trim() });
    return { abstained: true };
  });
}

/** Takes a declined work up again, until judging is closed. One that was not declined stays as it is. */
export async function takeUpSheet(ctx: Context, sheetId: string): Promise<{ takenUp: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await ownTask(trx, ctx, sheetId, judgingRules.takeUpSheet);
    if (sheet.state !== "abstained") {
      refuseStopped(sheet.state);
      return { takenUp: false };
    }
    await trx.deleteFrom("sheet_abstentions").where("sheet_id", "=", sheetId).execute();
    await trx.updateTable("sheets").set({ stopped_at: null }).where("id", "=", sheetId).execute();
    await refuseOffBallot(trx, sheet, sheet.criteria.map(({ points }) => points));
    await note(trx, ctx, sheet, "take-up-sheet");
    return { takenUp: true };
  });
}
