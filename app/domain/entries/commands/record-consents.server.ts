import { record } from "#app/domain/audit/record.server.ts";
import { saveConsents } from "#app/domain/entries/authors.server.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import type { ConsentForm } from "#app/domain/entries/model.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Records a family's answers on publishing after the entry was sent, and their change of mind. Taking part itself is
 * not answered here: whoever no longer agrees to it withdraws the entry.
 */
export async function recordConsents(ctx: Context, entryId: string, form: ConsentForm): Promise<{ changed: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    authorise(entriesRules.recordConsents, ctx, entry);
    const author = await trx
      .selectFrom("entry_authors")
      .select("child_id")
      .where("entry_id", "=", entryId)
      .where("child_id", "=", form.childId)
      .executeTakeFirst();
    if (!author) throw new DomainError("not-found", "entry-not-found");
    const { publishName, publishWork, method, guardianName } = form;
    const changed = await saveConsents(trx, ctx, entry, form.childId, {
      publishName, publishWork, method, guardianName,
    });
    if (changed.length > 0) {
      const detail = { childId: form.childId, publishName, publishWork, method };
      const event = { action: "record-consents", subject: ["entry", entryId], contestId: entry.contestId } as const;
      await record(trx, ctx, { ...event, detail });
    }
    return { changed: changed.length };
  });
}
