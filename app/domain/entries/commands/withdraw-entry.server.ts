import { record } from "#app/domain/audit/record.server.ts";
import { holdIntake, lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules, isIntakeOpen } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Takes a sent entry back, with a reason, until the deadline; one returned for correction as well. Its code is not given to another; it no longer stands
 * in screening. Withdrawing twice keeps the first reason.
 */
export async function withdrawEntry(ctx: Context, entryId: string, reason: string): Promise<{ withdrawnAt: Date }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    if (entry.standing === "withdrawn") {
      const earlier = await trx
        .selectFrom("entry_withdrawals")
        .select("withdrawn_at as withdrawnAt")
        .where("entry_id", "=", entryId)
        .executeTakeFirstOrThrow();
      return earlier;
    }
    const intake = await holdIntake(trx, entry.round.id);
    if (!isIntakeOpen(intake, ctx.now)) throw new DomainError("closed", "withdrawal-closed");
    if (entry.standing === "draft") throw new DomainError("conflict", "entry-not-submitted");
    authorise(entriesRules.withdrawEntry, ctx, { ...entry, intake });
    await trx
      .insertInto("entry_withdrawals")
      .values({ entry_id: entryId, reason, withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId })
      .execute();
    const event = { action: "withdraw-entry", subject: ["entry", entryId], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { reason } });
    return { withdrawnAt: ctx.now };
  });
}
