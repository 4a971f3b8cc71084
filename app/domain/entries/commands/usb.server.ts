import { record } from "#app/domain/audit/record.server.ts";
import { type LoadedEntry, lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Says that the clip of a draft will be handed in on a USB stick: the draft can then be sent without its file, and the
 * secretariat puts the clip to it. For video alone. Again is once.
 */
export async function announceUsb(ctx: Context, entryId: string): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    const entry = await lockDraft(trx, ctx, entryId);
    authorise(entriesRules.announceUsb, ctx, entry);
    if (entry.category.medium !== "video") throw new DomainError("invalid", "usb-for-video-only");
    const made = await trx
      .insertInto("usb_announcements")
      .values({ entry_id: entryId, announced_at: ctx.now, announced_by: ctx.actor.personId })
      .onConflict((conflict) => conflict.column("entry_id").doNothing())
      .returning("entry_id")
      .executeTakeFirst();
    if (made) await note(trx, ctx, entry, "announce-usb");
  });
}

/** Takes that back while the entry is a draft. Without an announcement there is nothing to do. */
export async function cancelUsb(ctx: Context, entryId: string): Promise<void> {
  await inTransaction(ctx.db, async (trx) => {
    const entry = await lockDraft(trx, ctx, entryId);
    authorise(entriesRules.cancelUsb, ctx, entry);
    const gone = await trx
      .deleteFrom("usb_announcements")
      .where("entry_id", "=", entryId)
      .returning("entry_id")
      .executeTakeFirst();
    if (gone) await note(trx, ctx, entry, "cancel-usb");
  });
}

async function lockDraft(trx: Transaction, ctx: Context, entryId: string): Promise<LoadedEntry> {
  const entry = await lockEntry(trx, ctx.actor, entryId);
  if (entry.standing !== "draft") throw new DomainError("conflict", `entry-already-${entry.standing}`);
  return entry;
}

const note = (trx: Transaction, ctx: Context, { id, contestId, title }: LoadedEntry, action: string) =>
  record(trx, ctx, { action, subject: ["entry", id], contestId, detail: { title } });
