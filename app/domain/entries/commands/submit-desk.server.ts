import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { unreadFault } from "#app/domain/entries/desk/unread.server.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError, isDomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/** What became of one row that was to be sent: its code, or why it stays a draft. */
export type DeskSubmitted =
  | { id: string; ok: true; code: string }
  | { id: string; ok: false; reason: string; params: Record<string, string | number> };

/**
 * Sends drafts of one contest, each in its own transaction and under the rule of `submitEntry`: those that may not be
 * sent stay drafts and say why, the others are sent. A row in which something typed could not be read is not sent,
 * since its entry does not say what the teacher wrote. Sending again gives the codes of the first time.
 */
export async function submitDesk(ctx: Context, contestId: string, entryIds: readonly string[]): Promise<DeskSubmitted[]> {
  const sent: DeskSubmitted[] = [];
  for (const id of entryIds) {
    sent.push(
      await submitRow(ctx, contestId, id).catch((error: unknown) => {
        if (!isDomainError(error)) throw error;
        return { id, ok: false as const, reason: error.reason, params: error.params };
      }),
    );
  }
  return sent;
}

function submitRow(ctx: Context, contestId: string, id: string): Promise<DeskSubmitted> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, id);
    if (entry.contestId !== contestId) throw new DomainError("not-found", "entry-not-found");
    const fault = entry.standing === "draft" ? await unreadFault(trx, entry) : null;
    if (fault) throw new DomainError("invalid", fault.reason, fault.params);
    const { code } = await submitEntry({ ...ctx, db: trx }, id);
    return { id, ok: true, code };
  });
}
