import { record } from "#app/domain/audit/record.server.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import type { BehalfInput } from "#app/domain/entries/on-behalf.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Says why an office entered a work for a unit, and the postmark of one that came by post; both are shown to the unit.
 * A reason once given for a late entry is not taken away again.
 */
export async function explainOnBehalf(ctx: Context, entryId: string, input: BehalfInput): Promise<{ entryId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    authorise(entriesRules.explainOnBehalf, ctx, entry);
    const { reason, postmarkedOn } = input;
    if (postmarkedOn !== null && postmarkedOn > vnDayOf(ctx.now)) {
      throw new DomainError("invalid", "postmark-in-the-future", {}, "postmarkedOn");
    }
    if (reason === "" && entry.onBehalf?.reason && entry.standing !== "draft") {
      throw new DomainError("invalid", "reason-empty", {}, "reason");
    }
    if (reason === entry.onBehalf?.reason && postmarkedOn === entry.onBehalf.postmarkedOn) return { entryId };
    await trx
      .updateTable("entries_on_behalf")
      .set({ reason, postmarked_on: postmarkedOn })
      .where("entry_id", "=", entryId)
      .execute();
    const event = { action: "explain-on-behalf", subject: ["entry", entryId], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { reason, postmarkedOn } });
    return { entryId };
  });
}
