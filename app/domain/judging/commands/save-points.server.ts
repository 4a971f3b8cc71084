import { loadSheet, lockSheet } from "#app/domain/judging/load.server.ts";
import { changesOf, type GivenPoints, type Saved, writeOnePoint, writePoints } from "#app/domain/judging/points.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Keeps one criterion's points (hundredths, null for none) of a judge's own sheet while the round is judged. The
 * same value again changes nothing. Refuses points above the maximum or off the step, a sheet already handed in and
 * a closed round; somebody else's sheet is not found.
 */
export async function saveCriterion(
  ctx: Context,
  sheetId: string,
  criterionId: string,
  points: number | null,
): Promise<Saved> {
  const given = { [criterionId]: points };
  if (points === null || ctx.db.isTransaction) return saveSheet(ctx, sheetId, given);
  const sheet = await loadSheet(ctx.db, ctx.actor, sheetId);
  requireJudging(sheet.phase);
  authorise(judgingRules.saveCriterion, ctx, sheet);
  const [change] = changesOf(sheet, given);
  if (!change) return { changed: 0, savedAt: ctx.now };
  if (await writeOnePoint(ctx, sheet, change)) return { changed: 1, savedAt: ctx.now };
  // Handed in or closed meanwhile: the slower way finds out which, and says so.
  return saveSheet(ctx, sheetId, given);
}

/** As `saveCriterion` for several criteria at once: all of them are kept or none. */
export async function saveSheet(ctx: Context, sheetId: string, points: GivenPoints): Promise<Saved> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.saveSheet, ctx, sheet);
    return writePoints(trx, ctx, sheet, points);
  });
}
