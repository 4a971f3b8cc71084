import { record } from "#app/domain/audit/record.server.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/** Removes a draft with its authors' places and its files; what was once sent is withdrawn instead, never removed. */
export async function deleteEntry(ctx: Context, entryId: string): Promise<{ contestId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    if (entry.standing !== "draft") throw new DomainError("conflict", `entry-already-${entry.standing}`);
    authorise(entriesRules.deleteEntry, ctx, entry);
    await trx.deleteFrom("entries").where("id", "=", entryId).execute();
    for (const fileId of [entry.fileId, entry.originalFileId]) if (fileId) await removeStoredFile.later(trx, { fileId });
    const event = { action: "delete-entry", subject: ["entry", entryId], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { title: entry.title } });
    return { contestId: entry.contestId };
  });
}
