import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { loadRound } from "#app/domain/contests/load.server.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Begins the judging of a round, by its host or by the clock: accepted entries get their blind codes and the judges
 * their sheets. Repeating it during judging adds what came late: judges appointed, entries accepted.
 */
export async function startJudging(ctx: Context, roundId: string): Promise<{ roundId: string; opened: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const { unitId, phase } = await loadRound({ ...ctx, db: trx }, roundId);
    authorise(judgingRules.startJudging, ctx, { roundUnitId: unitId, phase });
    await movePhase({ ...ctx, db: trx }, roundId, "judging");
    const { opened } = await openSheets(trx, ctx.now, roundId);
    return { roundId, opened };
  });
}
