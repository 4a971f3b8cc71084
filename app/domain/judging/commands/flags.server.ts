import { record } from "#app/domain/audit/record.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { lockSheet } from "#app/domain/judging/load.server.ts";
import type { FlagReason } from "#app/domain/judging/notes.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Asks the secretariat to look at the work of a judge's own sheet, with the reason. One question at a time for a sheet:
 * a second one is refused until the first has its answer.
 */
export async function flagEntry(ctx: Context, sheetId: string, flag: { reason: FlagReason; note: string }): Promise<{ flagId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.flagEntry, ctx, sheet);
    const row = await trx
      .insertInto("sheet_flags")
      .values({ sheet_id: sheet.id, reason: flag.reason, note: flag.note, flagged_at: ctx.now })
      .onConflict((conflict) => conflict.column("sheet_id").where("settled_at", "is", null).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!row) throw new DomainError("conflict", "flag-open");
    await record(trx, ctx, { action: "flag-entry", subject: ["sheet", sheet.id], contestId: sheet.contestId, detail: flag });
    return { flagId: row.id };
  });
}

/**
 * Answers a judge's flag in a round of one's own office; the judge reads the answer beside the work. Settled once: the
 * first answer stands, and the same flag again is a conflict.
 */
export async function settleFlag(ctx: Context, roundId: string, { flagId, answer }: { flagId: string; answer: string }): Promise<{ flagId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await findOfficeRound({ ...ctx, db: trx }, roundId);
    authorise(judgingRules.settleFlag, ctx, round);
    const flag = await trx
      .selectFrom("sheet_flags as f")
      .innerJoin("sheets as s", "s.id", "f.sheet_id")
      .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
      .select(["f.sheet_id as sheetId", "f.settled_at as settledAt"])
      .where("f.id", "=", flagId)
      .where("re.round_id", "=", round.id)
      .forUpdate("f")
      .executeTakeFirst();
    if (!flag) throw new DomainError("not-found", "flag-not-found");
    if (flag.settledAt) throw new DomainError("conflict", "flag-settled");
    await trx
      .updateTable("sheet_flags")
      .set({ settled_at: ctx.now, settled_by: ctx.actor.personId, answer })
      .where("id", "=", flagId)
      .execute();
    await record(trx, ctx, { action: "settle-flag", subject: ["sheet", flag.sheetId], contestId: round.contestId, detail: { flagId, answer } });
    return { flagId };
  });
}
