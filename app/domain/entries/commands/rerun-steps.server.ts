import { record } from "#app/domain/audit/record.server.ts";
import { lockRoundEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { restartSteps } from "#app/domain/files/steps-queue.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Has the steps of an entry's file that failed, or that have stood still, done again. What is done stays; a step that
 * waits in the queue already is not asked for twice. Gives how many steps were asked for.
 */
export async function rerunSteps(ctx: Context, roundEntryId: string): Promise<{ code: string; steps: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockRoundEntry(trx, ctx.actor, roundEntryId);
    authorise(entriesRules.rerunSteps, ctx, entry);
    const file = await trx
      .selectFrom("entries")
      .select("file_id as id")
      .where("id", "=", entry.entryId)
      .executeTakeFirstOrThrow();
    const steps = file.id ? await restartSteps(trx, file.id, ctx.now) : [];
    if (steps.length > 0) {
      const event = { action: "rerun-steps", subject: ["round-entry", entry.id], contestId: entry.contestId } as const;
      await record(trx, ctx, { ...event, detail: { code: entry.code, steps } });
    }
    return { code: entry.code, steps: steps.length };
  });
}
