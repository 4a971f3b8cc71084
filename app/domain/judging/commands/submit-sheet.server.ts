import { record } from "#app/domain/audit/record.server.ts";
import { wholeChoice } from "#app/domain/judging/ballot.ts";
import { refuseTooFew } from "#app/domain/judging/ballots.server.ts";
import { lockSheet, type LoadedSheet } from "#app/domain/judging/load.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { sheetTotal } from "#app/domain/judging/points.ts";
import { type GivenPoints, writePoints } from "#app/domain/judging/points.server.ts";
import { noteLookAnswer } from "#app/domain/judging/second-looks.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { refuseStopped } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { roundHalfUp } from "#app/platform/decimal.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type HandedIn = { sheetId: string; submittedAt: Date; totalPoints: number };

/**
 * Hands in a judge's own sheet, with the points that came along, once every criterion has some; "sheet-incomplete"
 * says how many are missing. Where works are chosen, what is left open is not picked. A second click, from whichever
 * browser, gets the first one's answer; other points on a sheet already handed in are refused rather than dropped. Handing in answers a
 * second look that was asked for.
 */
export async function submitSheet(ctx: Context, sheetId: string, typed: GivenPoints = {}): Promise<HandedIn> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lockSheet(trx, ctx.actor, sheetId);
    if (!before.submittedAt) requireJudging(before.phase);
    refuseStopped(before.state);
    const points = wholeChoice(before.ballot, before.criteria, typed);
    await writePoints(trx, ctx, before, points);
    const sheet = withPoints(before, points);
    if (sheet.submittedAt && sheet.totalPoints !== null) {
      return { sheetId, submittedAt: sheet.submittedAt, totalPoints: sheet.totalPoints };
    }
    authorise(judgingRules.submitSheet, ctx, sheet);
    const totalPoints = totalOf(sheet);
    await write(trx, sheet, { submitted_at: ctx.now, total_points: totalPoints });
    await refuseTooFew(trx, sheet);
    await trx.deleteFrom("sheet_deferrals").where("sheet_id", "=", sheet.id).execute();
    await noteLookAnswer(trx, ctx, sheet.id);
    await trx.updateTable("criteria_recalls").set({ answered_at: ctx.now }).where("sheet_id", "=", sheet.id).where("answered_at", "is", null).execute();
    const event = { subject: ["sheet", sheet.id], contestId: sheet.contestId } as const;
    await record(trx, ctx, { ...event, action: "submit-sheet", detail: { totalPoints } });
    return { sheetId, submittedAt: ctx.now, totalPoints };
  });
}

/**
 * Takes a handed-in sheet back for changes, until judging is closed. One that is open already stays as it is;
 * "sheet-on-paper" of one recorded from paper, which only the secretariat can take back, unless a second look is asked.
 */
export async function reopenSheet(ctx: Context, sheetId: string): Promise<{ reopened: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.reopenSheet, ctx, sheet);
    refuseStopped(sheet.state);
    if (!sheet.submittedAt) return { reopened: false };
    if (sheet.onPaper && !sheet.lookOpen) throw new DomainError("conflict", "sheet-on-paper");
    await write(trx, sheet, { submitted_at: null, total_points: null });
    const event = { subject: ["sheet", sheet.id], contestId: sheet.contestId } as const;
    await record(trx, ctx, { ...event, action: "reopen-sheet", detail: { totalPoints: sheet.totalPoints } });
    return { reopened: true };
  });
}

const withPoints = (sheet: LoadedSheet, points: GivenPoints): LoadedSheet => ({
  ...sheet,
  criteria: sheet.criteria.map((criterion) => ({ ...criterion, points: criterion.id in points ? (points[criterion.id] ?? null) : criterion.points })),
});

function totalOf({ criteria, ballot }: LoadedSheet): number {
  const scored = criteria.flatMap(({ id, points }) => (points === null ? [] : [[id, points] as const]));
  const { total, missing } = sheetTotal(criteria, Object.fromEntries(scored));
  if (missing.length > 0 && ballot) throw new DomainError("conflict", `ballot-${ballot.kind}-missing`);
  if (missing.length > 0) throw new DomainError("conflict", "sheet-incomplete", { missing: missing.length });
  return roundHalfUp(total);
}

const write = (
  trx: Transaction,
  { id }: LoadedSheet,
  state: { submitted_at: Date | null; total_points: number | null },
) => trx.updateTable("sheets").set(state).where("id", "=", id).execute();
