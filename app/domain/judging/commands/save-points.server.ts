import { lockSheet } from "#app/domain/judging/load.server.ts";
import { type GivenPoints, type Saved, writeOnePoint, writePoints } from "#app/domain/judging/points.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { refuseStopped } from "#app/domain/judging/tasks.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/**
 * Keeps one criterion's points (hundredths, null for none) of a judge's own sheet while the round is judged. The
 * same value again changes nothing. Refuses points above the maximum or off the step, a sheet handed in, declined or
 * taken away, and a closed round; somebody else's sheet is not found.
 */
export async function saveCriterion(
  ctx: Context,
  sheetId: string,
  criterionId: string,
  points: number | null,
): Promise<Saved> {
  const alone = !ctx.db.isTransaction && isUuid(sheetId) && isUuid(criterionId);
  const saved = alone && points !== null ? await writeOnePoint(ctx, sheetId, criterionId, points) : null;
  return saved ?? saveSheet(ctx, sheetId, { [criterionId]: points });
}

/** As `saveCriterion` for several criteria at once: all of them are kept or none. */
export async function saveSheet(ctx: Context, sheetId: string, points: GivenPoints): Promise<Saved> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.saveSheet, ctx, sheet);
    refuseStopped(sheet.state);
    return writePoints(trx, ctx, sheet, points);
  });
}
