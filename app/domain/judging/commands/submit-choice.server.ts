import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { lockSheet } from "#app/domain/judging/load.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/**
 * Hands in all of a judge's sheets of a category in which works are picked: what is not picked is not picked. All or
 * none; "ballot-picks-few" where just so many have to be picked. Once more hands in nothing.
 */
export async function submitChoice(ctx: Context, roundId: string, categoryId: string): Promise<{ handedIn: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const within = { ...ctx, db: trx };
    const rows = isUuid(roundId) && isUuid(categoryId)
      ? await trx
          .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
          .select(["s.id", "s.submitted_at as submittedAt"])
          .where("s.judge_id", "=", ctx.actor.personId).where("re.round_id", "=", roundId).where("re.category_id", "=", categoryId)
          .where("s.stopped_at", "is", null).orderBy("s.id")
          .execute()
      : [];
    if (!rows[0]) throw new DomainError("not-found", "sheet-not-found");
    const first = await lockSheet(trx, ctx.actor, rows[0].id);
    requireJudging(first.phase);
    authorise(judgingRules.submitChoice, ctx, first);
    if (first.ballot?.kind !== "choose") throw new DomainError("conflict", "ballot-not-choice");
    const open = rows.filter(({ submittedAt }) => submittedAt === null);
    for (const { id } of open) await submitSheet(within, id);
    return { handedIn: open.length };
  });
}
