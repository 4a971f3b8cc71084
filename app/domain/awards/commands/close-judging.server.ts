import { record } from "#app/domain/audit/record.server.ts";
import { dropDecision, proposeSheets, writeRanking } from "#app/domain/awards/closing.server.ts";
import { lockRound, requireDecision } from "#app/domain/awards/load.server.ts";
import { analyseAnew, dropAnalysis } from "#app/domain/awards/panel-job.server.ts";
import { awardsRules, mayDecide } from "#app/domain/awards/rules.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { closeSheets, missingSheets, reopenSheets } from "#app/domain/judging/scores.server.ts";
import { lapseLooks } from "#app/domain/judging/second-looks.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

export type Closure = { roundId: string; missingSheets: number; ranked: number };

/**
 * Closes judging: no sheet changes any more, every category is ranked by the round's frozen aggregation and
 * tie-break chain, and both sheets are proposed from the ranking. Sheets not handed in do not count and need a
 * written reason ("closing-reason-empty" says how many there are), as do second looks nobody answered, which lapse with
 * the first score ("closing-looks-reason-empty"). A second click gets the first one's answer.
 */
export async function closeJudging(ctx: Context, roundId: string, reason = ""): Promise<Closure> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    authorise(mayDecide, ctx, round);
    if (round.phase === "decision") return earlierClosure(trx, roundId);
    requireJudging(round.phase);
    authorise(awardsRules.closeJudging, ctx, round);
    const openLooks = await lapseLooks(trx, ctx, { roundId });
    const scores = await closeSheets(trx, roundId, ctx.now);
    const missing = missingSheets(scores);
    const why = missing === 0 && openLooks === 0 ? "" : reason.trim();
    if (missing > 0 && why === "") throw new DomainError("invalid", "closing-reason-empty", { missing }, "reason");
    if (openLooks > 0 && why === "") throw new DomainError("invalid", "closing-looks-reason-empty", { count: openLooks }, "reason");
    let ranked = 0;
    for (const category of scores) {
      const ranking = await writeRanking(trx, ctx, roundId, category);
      await proposeSheets(trx, ctx, { roundId, categoryId: category.categoryId }, ranking);
      ranked += ranking.length;
    }
    await trx
      .insertInto("judging_closures")
      .values({ round_id: roundId, closed_at: ctx.now, closed_by: ctx.actor.personId, missing_sheets: missing, open_looks: openLooks, reason: why })
      .execute();
    await analyseAnew(trx, roundId);
    await movePhase({ ...ctx, db: trx }, roundId, "decision");
    const detail = { missingSheets: missing, openLooks, reason: why, ranked };
    const event = { subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "close-judging", detail });
    return { roundId, missingSheets: missing, ranked };
  });
}

async function earlierClosure(db: Context["db"], roundId: string): Promise<Closure> {
  const { missing_sheets: missing } = await db
    .selectFrom("judging_closures")
    .select("missing_sheets")
    .where("round_id", "=", roundId)
    .executeTakeFirstOrThrow();
  const { count } = await db
    .selectFrom("ranked_entries")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("round_id", "=", roundId)
    .executeTakeFirstOrThrow();
  return { roundId, missingSheets: missing, ranked: count };
}

/**
 * Opens judging again, until publication, with a written reason: ranking and both sheets are taken back and made
 * anew at the next closing.
 */
export async function reopenJudging(ctx: Context, roundId: string, reason: string): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    requireDecision(ctx, round);
    authorise(awardsRules.reopenJudging, ctx, round);
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    await dropDecision(trx, ctx, roundId, reason.trim());
    await dropAnalysis(trx, roundId);
    await reopenSheets(trx, roundId);
    await movePhase({ ...ctx, db: trx }, roundId, "judging", reason.trim());
    const event = { subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "reopen-judging", detail: { reason: reason.trim() } });
  });
}
