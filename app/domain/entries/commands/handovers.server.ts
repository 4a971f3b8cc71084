import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { lockOriginals, type Original } from "#app/domain/entries/custody.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import { type Movement, standingTurn, whereaboutsOf } from "#app/domain/entries/paper.ts";
import type { HandoverForm } from "#app/domain/entries/paper-forms.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

export type MadeHandover = { handoverId: string; items: number };
type Unit = { id: string; name: string };

/**
 * Makes a note of everything received from a unit that stands in no note yet, with both sides' persons; a draft until
 * both have signed. What comes in later goes into a note of its own.
 */
export async function draftHandover(ctx: Context, roundId: string, unitId: string, form: HandoverForm): Promise<MadeHandover> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
    authorise(entriesRules.draftHandover, ctx, round);
    const unit = await findSender(trx, roundId, unitId);
    // Two notes at once would both take the same sheets.
    await sql`select pg_advisory_xact_lock(727279, hashtext(${roundId}))`.execute(trx);
    const items = await listUnnoted(trx, roundId, unitId);
    if (items.length === 0) throw new DomainError("conflict", "handover-nothing");
    return writeNote(trx, ctx, { round, unit, movement: "received", form, items });
  });
}

/** Gives originals back to their unit: who took them, when, where; with a note to be signed. All or none of them. */
export async function returnOriginals(
  ctx: Context,
  roundId: string,
  { unitId, originals, form }: { unitId: string; originals: readonly string[]; form: HandoverForm },
): Promise<MadeHandover> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
    authorise(entriesRules.returnOriginals, ctx, round);
    const unit = await findSender(trx, roundId, unitId);
    const found = await takeHere(trx, ctx, roundId, originals);
    if (found.some(({ participantId }) => participantId !== unitId)) throw new DomainError("not-found", "entry-not-found");
    const items = await giveAway(trx, ctx, { movement: "returned", originals: found, place: form.place });
    return writeNote(trx, ctx, { round, unit, movement: "returned", form, items });
  });
}

/** Hands originals on to the office of the next round, in which their entries take part; with a note to be signed. */
export async function handOverOriginals(
  ctx: Context,
  roundId: string,
  { originals, form }: { originals: readonly string[]; form: HandoverForm },
): Promise<MadeHandover> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
    authorise(entriesRules.handOverOriginals, ctx, round);
    const next = await trx.selectFrom("rounds").select(["id", "unit_id as unitId", "unit_name as name"])
      .where("contest_id", "=", round.contestId).where("ordinal", "=", round.ordinal + 1).executeTakeFirst();
    if (!next) throw new DomainError("conflict", "no-next-round");
    const found = await takeHere(trx, ctx, roundId, originals);
    const sent = await trx.selectFrom("round_entries as n").innerJoin("round_entries as re", "re.entry_id", "n.entry_id")
      .where("n.round_id", "=", next.id).where(sql<boolean>`re.id = any(${found.map(({ id }) => id)}::uuid[])`).select("re.id").execute();
    if (sent.length < found.length) throw new DomainError("conflict", "original-not-sent-up");
    const items = await giveAway(trx, ctx, { movement: "handed-over", originals: found, place: form.place });
    return writeNote(trx, ctx, { round, unit: { id: next.unitId, name: next.name }, movement: "handed-over", form, items });
  });
}

/** Records that both sides signed the note on paper; from then on nothing in it changes. Twice keeps the first time. */
export async function signHandover(ctx: Context, handoverId: string): Promise<{ signedAt: Date }> {
  return inTransaction(ctx.db, async (trx) => {
    const note = await lockNote(trx, ctx, handoverId);
    authorise(entriesRules.signHandover, ctx, note);
    if (note.signedAt) return { signedAt: note.signedAt };
    await trx.updateTable("handovers").set({ signed_at: ctx.now, signed_by: ctx.actor.personId }).where("id", "=", handoverId).execute();
    await record(trx, ctx, { action: "sign-handover", subject: ["handover", handoverId], contestId: note.contestId, detail: { movement: note.movement } });
    return { signedAt: ctx.now };
  });
}

/**
 * Drops an unsigned note: what it gave away is here again, what it only listed as received stays received. Refused with
 * `handover-arrived` when the next round's office has received one of its sheets.
 */
export async function discardHandover(ctx: Context, handoverId: string): Promise<{ roundId: string; unitId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const note = await lockNote(trx, ctx, handoverId);
    authorise(entriesRules.discardHandover, ctx, note);
    if (note.signedAt) throw new DomainError("conflict", "handover-signed");
    if (note.movement === "handed-over") await refuseArrived(trx, handoverId);
    if (note.movement !== "received") {
      await trx.updateTable("custody_events").set({ undone_at: ctx.now, undone_by: ctx.actor.personId })
        .where("id", "in", (eb) => eb.selectFrom("handover_items").select("custody_event_id").where("handover_id", "=", handoverId))
        .where("undone_at", "is", null).execute();
    }
    await trx.deleteFrom("handovers").where("id", "=", handoverId).execute();
    await record(trx, ctx, { action: "discard-handover", subject: ["handover", handoverId], contestId: note.contestId, detail: { movement: note.movement } });
    return { roundId: note.roundId, unitId: note.unitId };
  });
}

/** A sheet is in one place: what stands as received in a later round cannot be here again. */
async function refuseArrived(trx: Transaction, handoverId: string): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select i.code from handover_items i
    join custody_events ce on ce.id = i.custody_event_id join round_entries re on re.id = ce.round_entry_id
    join rounds r on r.id = re.round_id
    where i.handover_id = ${handoverId} and exists (
      select 1 from round_entries n join rounds nr on nr.id = n.round_id and nr.ordinal > r.ordinal
      join custody_events ne on ne.round_entry_id = n.id and ne.kind = 'received' and ne.undone_at is null
      where n.entry_id = re.entry_id and ne.happened_at >= ce.happened_at)
    order by i.position`.execute(trx);
  if (rows.length > 0) throw new DomainError("conflict", "handover-arrived", { codes: rows.map(({ code }) => code).join(", ") });
}

type Item = { eventId: string; code: string; title: string; categoryName: string; carrier: string; condition: string; note: string };

/** The name under which the unit took part in this round. */
async function findSender(trx: Transaction, roundId: string, unitId: string): Promise<Unit> {
  const row = isUuid(unitId)
    ? await trx.selectFrom("round_entries as re").innerJoin("entries as e", "e.id", "re.entry_id")
        .where("re.round_id", "=", roundId).where("e.participant_id", "=", unitId).select("e.participant_name as name").executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "unit-unknown");
  return { id: unitId, name: row.name };
}

/** Held until the note is written: a sheet whose receiving is taken back meanwhile must not stand in it. */
function listUnnoted(trx: Transaction, roundId: string, unitId: string): Promise<Item[]> {
  return trx
    .selectFrom("custody_events as ce")
    .innerJoin("round_entries as re", "re.id", "ce.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("handover_items as i", "i.custody_event_id", "ce.id")
    .where("re.round_id", "=", roundId)
    .where("e.participant_id", "=", unitId)
    .where("ce.kind", "=", "received")
    .where("ce.undone_at", "is", null)
    .where("i.handover_id", "is", null)
    .select(["ce.id as eventId", "re.code", "e.title", "c.name as categoryName", "ce.carrier", "ce.condition", "ce.note"])
    .orderBy("re.code")
    .orderBy("ce.turn")
    .forUpdate("ce")
    .execute();
}

/** The originals of these ids, locked; refused by code when one of them is not here any more. */
async function takeHere(trx: Transaction, ctx: Context, roundId: string, ids: readonly string[]): Promise<Original[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) throw new DomainError("invalid", "originals-none");
  const found = await lockOriginals(trx, { db: trx, actor: ctx.actor }, roundId, wanted.filter(isUuid));
  if (found.length < wanted.length) throw new DomainError("not-found", "entry-not-found");
  const gone = found.filter(({ steps }) => whereaboutsOf(steps) !== "here").map(({ code }) => code);
  if (gone.length > 0) throw new DomainError("conflict", "originals-not-here", { count: gone.length, codes: gone.join(", ") });
  return found;
}

type Away = { movement: Exclude<Movement, "received">; originals: readonly Original[]; place: string };

async function giveAway(trx: Transaction, ctx: Context, { movement, originals, place }: Away): Promise<Item[]> {
  const happened = { kind: movement, place, happened_at: ctx.now, happened_by: ctx.actor.personId };
  const rows = originals.map((original) => {
    const turn = standingTurn(original.steps);
    const { carrier, condition, note } = original.steps.find((step) => step.turn === turn && step.kind === "received")!;
    return { ...happened, round_entry_id: original.id, turn, carrier, condition, note };
  });
  const made = await trx.insertInto("custody_events").values(rows).returning(["id", "round_entry_id as roundEntryId"]).execute();
  const eventOf = new Map(made.map(({ id, roundEntryId }) => [roundEntryId, id]));
  return originals.map(({ id, code, title, categoryName }, at) => {
    const { carrier, condition, note } = rows[at]!;
    return { eventId: eventOf.get(id)!, code, title, categoryName, carrier, condition, note };
  });
}

type NewNote = { round: OfficeRound; unit: Unit; movement: Movement; form: HandoverForm; items: readonly Item[] };
const acts = { received: "draft-handover", returned: "return-originals", "handed-over": "hand-over-originals" } as const;

async function writeNote(trx: Transaction, ctx: Context, { round, unit, movement, form, items }: NewNote): Promise<MadeHandover> {
  const { id: handoverId } = await trx
    .insertInto("handovers")
    .values({
      round_id: round.id, unit_id: unit.id, unit_name: unit.name, movement,
      giver: form.giver, giver_post: form.giverPost, receiver: form.receiver, receiver_post: form.receiverPost,
      place: form.place, note: form.note, drafted_at: ctx.now, drafted_by: ctx.actor.personId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const rows = items.map(({ eventId, categoryName, ...item }, at) => ({
    ...item, handover_id: handoverId, custody_event_id: eventId, position: at + 1, category_name: categoryName,
  }));
  await trx.insertInto("handover_items").values(rows).execute();
  const detail = { name: unit.name, receiver: form.receiver, giver: form.giver, codes: items.map(({ code }) => code) };
  await record(trx, ctx, { action: acts[movement], subject: ["handover", handoverId], contestId: round.contestId, detail });
  return { handoverId, items: items.length };
}

async function lockNote(trx: Transaction, { actor }: Context, handoverId: string) {
  const missing = () => new DomainError("not-found", "handover-not-found");
  if (!isUuid(handoverId)) throw missing();
  await trx.selectFrom("handovers").select("id").where("id", "=", handoverId).forUpdate().execute();
  const row = await trx
    .selectFrom("handovers as h")
    .innerJoin("rounds as r", "r.id", "h.round_id")
    .where("h.id", "=", handoverId)
    .where(sql<boolean>`r.unit_id = any(${officeUnitIds(actor)}::uuid[])`)
    .select(["h.movement", "h.signed_at as signedAt", "h.round_id as roundId", "h.unit_id as unitId", "r.unit_id as roundUnitId", "r.contest_id as contestId"])
    .executeTakeFirst();
  if (!row) throw missing();
  // A note is signed or dropped in any phase.
  return { ...row, phase: "open" as const };
}
