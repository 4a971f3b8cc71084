import { record } from "#app/domain/audit/record.server.ts";
import { type LoadedRoundEntry, lockRoundEntry } from "#app/domain/entries/load.server.ts";
import type { ReturnInput } from "#app/domain/entries/office-forms.ts";
import { endReturn } from "#app/domain/entries/returns.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { entriesRules, officeTakesIn } from "#app/domain/entries/rules.ts";
import { keepFirstVersion } from "#app/domain/entries/versions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Sends an entry of the first round back to its unit, saying which parts to put right, why, and until the end of which
 * day: its form opens again though intake is closed. Only while no verdict stands. Returning it once more replaces
 * parts, reason and day.
 */
export async function returnEntry(ctx: Context, roundEntryId: string, input: ReturnInput): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await loadForReturn(trx, ctx, roundEntryId);
    authorise(entriesRules.returnEntry, ctx, entry);
    if (entry.withdrawn) throw new DomainError("conflict", "entry-already-withdrawn");
    if (entry.standing) throw new DomainError("conflict", "entry-already-screened", { code: entry.code });
    if (isReturnOver(input.dueOn, ctx.now)) throw new DomainError("invalid", "return-day-passed", {}, "dueOn");
    if (entry.ordinal !== 1) throw new DomainError("conflict", "return-in-first-round-only");
    await keepFirstVersion(trx, entry.entryId);
    if (await isSame(trx, entry, input)) return { code: entry.code };
    await replaceReturn(trx, ctx, entry, input);
    const event = { action: "return-entry", subject: ["round-entry", entry.id], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { code: entry.code, ...input } });
    return { code: entry.code };
  });
}

/** Takes a return back: the entry stands as it was sent, whatever its unit had begun to change. Again is once. */
export async function takeBackReturn(ctx: Context, roundEntryId: string): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await loadForReturn(trx, ctx, roundEntryId);
    authorise(entriesRules.takeBackReturn, ctx, entry);
    await endReturn(trx, ctx, entry, "taken-back");
    return { code: entry.code };
  });
}

async function loadForReturn(trx: Transaction, ctx: Context, roundEntryId: string): Promise<LoadedRoundEntry> {
  const entry = await lockRoundEntry(trx, ctx.actor, roundEntryId);
  if (!officeTakesIn(entry.phase)) throw new DomainError("closed", "round-decided");
  return entry;
}

async function isSame(trx: Transaction, { entryId }: LoadedRoundEntry, { fields, reason, dueOn }: ReturnInput): Promise<boolean> {
  const standing = await trx
    .selectFrom("entry_returns")
    .select(["fields", "reason", "due_on"])
    .where("entry_id", "=", entryId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return standing?.reason === reason && standing.due_on === dueOn && standing.fields.join() === fields.join();
}

async function replaceReturn(trx: Transaction, ctx: Context, entry: LoadedRoundEntry, input: ReturnInput): Promise<void> {
  await trx
    .updateTable("entry_returns")
    .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, outcome: "replaced" })
    .where("entry_id", "=", entry.entryId)
    .where("ended_at", "is", null)
    .execute();
  await trx
    .insertInto("entry_returns")
    .values({
      entry_id: entry.entryId, round_entry_id: entry.id, reason: input.reason, fields: input.fields, due_on: input.dueOn,
      returned_at: ctx.now, returned_by: ctx.actor.personId,
    })
    .execute();
}
