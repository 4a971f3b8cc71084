import { record } from "#app/domain/audit/record.server.ts";
import { findScanned, loadCustodyEvent, lockOriginals, type Original, requireUnsigned } from "#app/domain/entries/custody.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { type Carrier, type Condition, nextTurn, standingTurn, whereaboutsOf } from "#app/domain/entries/paper.ts";
import type { Scan } from "#app/domain/entries/paper-forms.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { isSecretaryOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/** A scanner fires twice now and then: the same person within this time is no second sheet. */
const bounceMs = 10_000;

export type CheckIn = {
  outcome: "received" | "again";
  eventId: string;
  code: string;
  title: string;
  unitName: string;
  categoryName: string;
  carrier: Carrier;
  condition: Condition;
  withdrawn: boolean;
  at: Date;
  by: string | null;
};

/**
 * Marks an original as received in a round, by whom, when, where and how it looked. One that is here already is told
 * with when and by whom, and the second scan is kept as a possible second sheet; one that went away comes in again. A
 * withdrawn entry's sheet is received too, since it has to go back.
 */
export async function checkIn(ctx: Context, roundId: string, scan: Scan): Promise<CheckIn> {
  return inTransaction(ctx.db, async (trx) => {
    const reader = { db: trx, actor: ctx.actor };
    const round = await findOfficeRound(reader, roundId);
    if (!isSecretaryOf(ctx.actor, round.roundUnitId)) throw new DomainError("forbidden", "not-allowed");
    if (round.phase === "draft" || round.phase === "archived") throw new DomainError("closed", "check-in-closed");
    authorise(entriesRules.checkIn, ctx, round);
    const [original] = await lockOriginals(trx, reader, round.id, [await findScanned(reader, round, scan.code)]);
    if (!original) throw new DomainError("not-found", "entry-not-found");
    const subject = ["round-entry", original.id] as const;
    if (whereaboutsOf(original.steps) === "here") return again(trx, ctx, original, round.contestId);
    const carrier = scan.carrier ?? (original.medium === "video" ? "usb" : "sheet");
    const { condition, note, place } = scan;
    const happened = { carrier, condition, note, place, happened_at: ctx.now, happened_by: ctx.actor.personId };
    const { id: eventId } = await trx
      .insertInto("custody_events")
      .values({ round_entry_id: original.id, turn: nextTurn(original.steps), kind: "received", ...happened })
      .returning("id")
      .executeTakeFirstOrThrow();
    const detail = { code: original.code, carrier, condition, note, place };
    await record(trx, ctx, { action: "receive-original", subject, contestId: round.contestId, detail });
    return { outcome: "received", eventId, ...told(original), carrier, condition, at: ctx.now, by: ctx.actor.name };
  });
}

const told = ({ code, title, unitName, categoryName, withdrawn }: Original) => ({ code, title, unitName, categoryName, withdrawn });

async function again(trx: Transaction, ctx: Context, original: Original, contestId: string): Promise<CheckIn> {
  const turn = standingTurn(original.steps);
  const first = original.steps.find((step) => step.turn === turn && step.kind === "received")!;
  const { id: eventId, carrier, condition, at, by } = first;
  const known = { outcome: "again", eventId, ...told(original), carrier, condition: condition as Condition, at, by } as const;
  const last = await trx
    .selectFrom("custody_repeats")
    .select("scanned_at")
    .where("custody_event_id", "=", eventId)
    .where("scanned_by", "=", ctx.actor.personId)
    .orderBy("scanned_at", "desc")
    .executeTakeFirst();
  const before = last?.scanned_at ?? (first.byId === ctx.actor.personId ? at : null);
  if (before && ctx.now.getTime() - before.getTime() < bounceMs) return known;
  await trx
    .insertInto("custody_repeats")
    .values({ custody_event_id: eventId, scanned_at: ctx.now, scanned_by: ctx.actor.personId })
    .execute();
  const event = { action: "scan-original-again", subject: ["round-entry", original.id], contestId } as const;
  await record(trx, ctx, { ...event, detail: { code: original.code } });
  return known;
}

/**
 * Takes back one receiving, handing over or return; it stays as history. Refused once it stands in a note that both
 * sides signed, or while the original went on after it. Twice is once.
 */
export async function undoCustody(ctx: Context, eventId: string): Promise<{ roundId: string; code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const event = await loadCustodyEvent(trx, ctx, eventId);
    authorise(entriesRules.undoCustody, ctx, event);
    const [original] = await lockOriginals(trx, { db: trx, actor: ctx.actor }, event.roundId, [event.roundEntryId]);
    const step = original?.steps.find(({ id }) => id === eventId);
    const result = { roundId: event.roundId, code: event.code };
    if (!original || !step) return result;
    const later = original.steps.some(({ turn, kind }) => turn > step.turn || (turn === step.turn && step.kind === "received" && kind !== "received"));
    if (later) throw new DomainError("conflict", "custody-moved-on");
    await requireUnsigned(trx, eventId);
    await trx.deleteFrom("handover_items").where("custody_event_id", "=", eventId).execute();
    await trx.updateTable("custody_events").set({ undone_at: ctx.now, undone_by: ctx.actor.personId }).where("id", "=", eventId).execute();
    const detail = { code: event.code, kind: step.kind };
    await record(trx, ctx, { action: "undo-custody", subject: ["round-entry", original.id], contestId: event.contestId, detail });
    return result;
  });
}
