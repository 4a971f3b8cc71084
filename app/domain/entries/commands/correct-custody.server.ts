import type { Selectable } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { loadCustodyEvent, lockOriginals, requireUnsigned } from "#app/domain/entries/custody.server.ts";
import type { Looks } from "#app/domain/entries/paper-forms.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";
import type { DB } from "#db/types.ts";

/**
 * Corrects how an original looked when it changed hands, what it was and where it lies; who took it and when stay. What
 * was written before is kept as an undone movement, and a note that waits for its signatures follows. Refused once both
 * sides signed, and for a movement that was taken back. The same words again change nothing.
 */
export async function correctCustody(ctx: Context, eventId: string, looks: Looks): Promise<{ code: string; changed: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const event = await loadCustodyEvent(trx, ctx, eventId);
    authorise(entriesRules.correctCustody, ctx, event);
    await lockOriginals(trx, { db: trx, actor: ctx.actor }, event.roundId, [event.roundEntryId]);
    const before = await trx.selectFrom("custody_events").selectAll().where("id", "=", eventId).executeTakeFirstOrThrow();
    if (before.undone_at) throw new DomainError("conflict", "custody-undone", { code: event.code });
    if (isSame(before, looks)) return { code: event.code, changed: false };
    await requireUnsigned(trx, eventId);
    await write(trx, ctx, before, looks);
    const from = { condition: before.condition, carrier: before.carrier, note: before.note, place: before.place };
    const action = { action: "correct-custody", subject: ["round-entry", event.roundEntryId], contestId: event.contestId } as const;
    await record(trx, ctx, { ...action, detail: { code: event.code, kind: before.kind, from, to: looks } });
    return { code: event.code, changed: true };
  });
}

type Kept = Selectable<DB["custody_events"]>;

const isSame = (kept: Kept, looks: Looks) =>
  (["condition", "carrier", "note", "place"] as const).every((name) => kept[name] === looks[name]);

async function write(trx: Transaction, { actor, now }: Context, { id, ...before }: Kept, looks: Looks): Promise<void> {
  await trx.insertInto("custody_events").values({ ...before, undone_at: now, undone_by: actor.personId }).execute();
  await trx.updateTable("custody_events").set(looks).where("id", "=", id).execute();
  const { place: _place, ...written } = looks;
  await trx.updateTable("handover_items").set(written).where("custody_event_id", "=", id).execute();
}
