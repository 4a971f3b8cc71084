import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { lockSheet } from "#app/domain/judging/load.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Hands in all of a judge's sheets of a category in which works are picked: what is not picked is not picked. All or
 * none; "ballot-picks-few" where just so many have to be picked. Once more hands in nothing.
 */
export async function submitChoice(ctx: Context, roundId: string, categoryId: string): Promise<{ handedIn: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheets = await holdChoice(trx, ctx, { roundId, categoryId }, "submitChoice");
    const open = sheets.filter(({ submittedAt }) => submittedAt === null);
    for (const { id } of open) await submitSheet({ ...ctx, db: trx }, id);
    return { handedIn: open.length };
  });
}

/** Takes a whole choice back for changes, until judging is closed: a pick moves from one work to another. */
export async function reopenChoice(ctx: Context, roundId: string, categoryId: string): Promise<{ reopened: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheets = await holdChoice(trx, ctx, { roundId, categoryId }, "reopenChoice");
    const done = sheets.filter(({ submittedAt }) => submittedAt !== null);
    for (const { id } of done) await reopenSheet({ ...ctx, db: trx }, id);
    return { reopened: done.length };
  });
}

/** The judge's sheets of a category in which they pick works, declined ones aside; "ballot-not-choice" in another. */
async function holdChoice(
  trx: Transaction, ctx: Context, { roundId, categoryId }: { roundId: string; categoryId: string }, rule: "submitChoice" | "reopenChoice",
) {
  const sheets = isUuid(roundId) && isUuid(categoryId)
    ? await trx
        .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
        .select(["s.id", "s.submitted_at as submittedAt"])
        .where("s.judge_id", "=", ctx.actor.personId).where("re.round_id", "=", roundId).where("re.category_id", "=", categoryId)
        .where("s.stopped_at", "is", null).where(takesPart).orderBy("s.id")
        .execute()
    : [];
  if (!sheets[0]) throw new DomainError("not-found", "sheet-not-found");
  const first = await lockSheet(trx, ctx.actor, sheets[0].id);
  requireJudging(first.phase);
  authorise(judgingRules[rule], ctx, first);
  if (first.ballot?.kind !== "choose") throw new DomainError("conflict", "ballot-not-choice");
  return sheets;
}
