import { type AllocationFault, checkAwards, type Departure } from "#app/domain/awards/allocation.ts";
import { type DecisionSheet, loadSheet, type SheetKind } from "#app/domain/awards/sheets.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

export type Place = { roundId: string; categoryId: string };
export type Choice = { entryId: string; tierId: string | null; reason: string };
export type Chosen = { roundEntryId: string; changed: boolean; departs: boolean };

/**
 * Puts one entry on a tier of a sheet, or takes it off (`tierId` null), within the tiers' places. What departs from
 * the ranking, or settles a tie the ranking left open, needs its reason; going back to the proposal needs none.
 */
export async function choose(trx: Transaction, ctx: Context, at: Place, kind: SheetKind, choice: Choice): Promise<Chosen> {
  const sheet = await loadSheet(trx, at, kind);
  const before = sheet.choices.find(({ entryId }) => entryId === choice.entryId);
  const others = sheet.choices.filter(({ entryId }) => entryId !== choice.entryId);
  const { faults, departures } = checkAwards([...others, choice], sheet.tiers, sheet.ranking);
  if (faults[0]) refuse(faults[0], sheet, kind);
  const departure = neededFor(departures, choice);
  const same = (before?.tierId ?? null) === choice.tierId && (before?.reason ?? "") === (departure?.reason ?? "");
  if (same) return { roundEntryId: choice.entryId, changed: false, departs: departure !== null };
  await writeDeparture(trx, ctx, { at, kind, choice, departure });
  await writeChoice(trx, ctx, { at, kind, choice, departure });
  return { roundEntryId: choice.entryId, changed: true, departs: departure !== null };
}

function refuse(fault: AllocationFault, { tiers }: DecisionSheet, kind: SheetKind): never {
  if (fault.reason === "tier-full" && kind === "nomination") {
    throw new DomainError("conflict", "quota-exceeded", { count: fault.count });
  }
  if (fault.reason === "tier-full") {
    const tier = tiers.find(({ id }) => id === fault.tierId)?.name ?? "";
    throw new DomainError("conflict", "tier-full", { tier, count: fault.count });
  }
  throw new DomainError("invalid", fault.reason);
}

/** The departure this choice makes; leaving a tied entry undecided makes none yet. */
function neededFor(departures: readonly Departure[], choice: Choice): Departure | null {
  const departure = departures.find(({ entryId }) => entryId === choice.entryId) ?? null;
  if (!departure || departure.reason) return departure;
  if (departure.kind === "settles-tie" && departure.chosen === null) return null;
  throw new DomainError("invalid", "departure-reason-empty", {}, "reason");
}

type Written = { at: Place; kind: SheetKind; choice: Choice; departure: Departure | null };

async function writeDeparture(trx: Transaction, { actor, now }: Context, { at, kind, choice, departure }: Written): Promise<void> {
  await trx
    .updateTable("departures")
    .set({ undone_at: now, undone_by: actor.personId })
    .where("sheet", "=", kind)
    .where("round_entry_id", "=", choice.entryId)
    .where("undone_at", "is", null)
    .execute();
  if (!departure) return;
  await trx
    .insertInto("departures")
    .values({
      round_id: at.roundId,
      round_entry_id: choice.entryId,
      sheet: kind,
      change: choice.tierId === null ? "passed-over" : "chosen",
      reason: departure.reason!,
      recorded_at: now,
      recorded_by: actor.personId,
    })
    .execute();
}

async function writeChoice(trx: Transaction, { actor, now }: Context, { at, kind, choice, departure }: Written): Promise<void> {
  const table = kind === "award" ? "award_choices" : "nomination_choices";
  await trx.deleteFrom(table).where("round_entry_id", "=", choice.entryId).execute();
  if (choice.tierId === null) return;
  const row = {
    round_entry_id: choice.entryId,
    round_id: at.roundId,
    category_id: at.categoryId,
    proposed: departure === null,
    reason: departure?.reason ?? "",
    chosen_at: now,
    chosen_by: actor.personId,
  };
  if (kind === "award") await trx.insertInto("award_choices").values({ ...row, tier_id: choice.tierId }).execute();
  else await trx.insertInto("nomination_choices").values(row).execute();
}
