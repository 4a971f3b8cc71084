import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import type { Transaction } from "#db/client.ts";
import { addDays } from "#app/platform/dates.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { constraintOf, inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import {
  type MoveUnitInput,
  type RenameInput,
  type SucceedUnitInput,
  type UnitInput,
  type UnitsInput,
  readUnitNames,
} from "./model.ts";
import { unitPath } from "./queries.server.ts";
import { unitRules } from "./rules.ts";

/**
 * Adds a unit to the tree. Creating it twice at once gives one: a unit of this name right below the same one is
 * refused ("unit-name-taken"), a code already given too ("unit-code-taken").
 */
export async function createUnit(ctx: Context, input: UnitInput): Promise<{ unitId: string }> {
  authorise(unitRules.createUnit, ctx, await placeOf(ctx, input.parentId, input.kind));
  return inTransaction(ctx.db, async (trx) => {
    await refuseTakenName(trx, input.parentId, input.name);
    const { id } = await trx
      .insertInto("units")
      .values({
        ...namesOf(input),
        kind: input.kind,
        parent_id: input.parentId,
        valid_from: input.validFrom,
        created_at: ctx.now,
        created_by: ctx.actor.personId,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
      .catch(refuseTaken);
    await record(trx, ctx, { action: "create-unit", subject: ["unit", id], detail: { ...input } });
    return { unitId: id };
  });
}

/**
 * Adds many units of one kind below another from a pasted list, one name a line. Names already there are left as
 * they are and counted in `existing`, so that pasting a longer list again adds only what is new.
 */
export async function createUnits(ctx: Context, input: UnitsInput): Promise<{ unitIds: string[]; existing: number }> {
  authorise(unitRules.createUnits, ctx, await placeOf(ctx, input.parentId, input.kind));
  const { names, tooLong } = readUnitNames(input.names);
  if (names.length === 0) throw new DomainError("invalid", "unit-names-empty", {}, "names");
  if (tooLong.length > 0) throw new DomainError("invalid", "unit-name-too-long", {}, "names");
  return inTransaction(ctx.db, async (trx) => {
    const made = await trx
      .insertInto("units")
      .values(
        names.map((name) => ({
          name,
          search: fold(name),
          sort_key: name,
          kind: input.kind,
          parent_id: input.parentId,
          created_at: ctx.now,
          created_by: ctx.actor.personId,
        })),
      )
      .onConflict((conflict) => conflict.columns(["parent_id", "search"]).where("valid_to", "is", null).doNothing())
      .returning("id")
      .execute();
    const unitIds = made.map(({ id }) => id);
    await record(trx, ctx, { action: "create-units", subject: ["unit", input.parentId], detail: { names, unitIds } });
    return { unitIds, existing: names.length - unitIds.length };
  });
}

/** Corrects a unit's name, organisation, code and telephone. Entries keep the name the unit had when they came. */
export async function renameUnit(ctx: Context, unitId: string, input: RenameInput): Promise<{ unitId: string }> {
  const place = await placeOfUnit(ctx, unitId);
  authorise(unitRules.renameUnit, ctx, place);
  return inTransaction(ctx.db, async (trx) => {
    const before = await lockUnit(trx, unitId);
    await trx.updateTable("units").set(namesOf(input)).where("id", "=", unitId).execute().catch(refuseTaken);
    await record(trx, ctx, { action: "rename-unit", subject: ["unit", unitId], detail: { from: before.name, ...input } });
    return { unitId };
  });
}

/**
 * Puts a unit below another (null: at the top) from a day on, with a reason. Everything below comes along; entries
 * and the contests they are in keep the units and names they were handed in with. Refuses a move below itself.
 */
export async function moveUnit(ctx: Context, unitId: string, input: MoveUnitInput): Promise<{ unitId: string }> {
  authorise(unitRules.moveUnit, ctx, await placeOfUnit(ctx, unitId));
  return inTransaction(ctx.db, async (trx) => {
    // One mover at a time: two moves that are right alone could make a ring together.
    await trx.selectFrom("units").select("id").where("parent_id", "is", null).orderBy("id").forUpdate().execute();
    const before = await lockUnit(trx, unitId);
    if (before.parent_id === input.parentId) return { unitId };
    if (input.parentId) {
      const above = await unitPath(trx, input.parentId);
      if (above.length === 0) throw new DomainError("not-found", "unit-unknown");
      if (above.some(({ id }) => id === unitId)) throw new DomainError("invalid", "unit-below-itself", {}, "parentId");
    }
    await trx.updateTable("units").set({ parent_id: input.parentId }).where("id", "=", unitId).execute().catch(refuseTaken);
    await trx
      .insertInto("unit_moves")
      .values({
        unit_id: unitId,
        from_parent_id: before.parent_id,
        to_parent_id: input.parentId,
        effective_on: input.effectiveOn,
        reason: input.reason,
        moved_at: ctx.now,
        moved_by: ctx.actor.personId,
      })
      .execute();
    await record(trx, ctx, {
      action: "move-unit",
      subject: ["unit", unitId],
      detail: { from: before.parent_id, to: input.parentId, on: input.effectiveOn, reason: input.reason },
    });
    return { unitId };
  });
}

/** Ends a unit after its last day. Its name is free again; what it did stays. Refuses while units stand below it. */
export async function closeUnit(ctx: Context, unitId: string, { lastDay }: { lastDay: string }): Promise<{ unitId: string }> {
  authorise(unitRules.closeUnit, ctx, await placeOfUnit(ctx, unitId));
  return inTransaction(ctx.db, async (trx) => {
    await endUnit(trx, unitId, lastDay);
    await record(trx, ctx, { action: "close-unit", subject: ["unit", unitId], detail: { lastDay } });
    return { unitId };
  });
}

/**
 * Says that another unit carries on from a day: the unit ends the day before, its schools pass to the successor.
 * Several successors of one unit are allowed; the first takes what is below.
 */
export async function succeedUnit(ctx: Context, unitId: string, input: SucceedUnitInput): Promise<{ unitId: string }> {
  authorise(unitRules.succeedUnit, ctx, await placeOfUnit(ctx, unitId));
  if (input.successorId === unitId) throw new DomainError("invalid", "unit-below-itself", {}, "successorId");
  return inTransaction(ctx.db, async (trx) => {
    await lockUnit(trx, input.successorId);
    const children = await trx.selectFrom("units").select("id").where("parent_id", "=", unitId).where("valid_to", "is", null).execute();
    for (const { id } of children) {
      if (id === input.successorId) throw new DomainError("invalid", "unit-successor-below", {}, "successorId");
      await moveUnit({ ...ctx, db: trx }, id, { parentId: input.successorId, effectiveOn: input.effectiveOn, reason: input.documentNo || "–" });
    }
    await trx
      .insertInto("unit_successions")
      .values({
        predecessor_id: unitId,
        successor_id: input.successorId,
        effective_on: input.effectiveOn,
        document_no: input.documentNo,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.personId,
      })
      .onConflict((conflict) => conflict.columns(["predecessor_id", "successor_id"]).doNothing())
      .execute();
    await endUnit(trx, unitId, addDays(input.effectiveOn, -1));
    await record(trx, ctx, { action: "succeed-unit", subject: ["unit", unitId], detail: { ...input } });
    return { unitId };
  });
}

async function placeOf({ db }: Context, parentId: string | null, kind: string) {
  if (parentId === null) return { unitIds: [], kind };
  const path = await unitPath(db, parentId);
  if (path.length === 0) throw new DomainError("not-found", "unit-unknown");
  return { unitIds: path.map(({ id }) => id), kind };
}

const placeOfUnit = (ctx: Context, unitId: string) => placeOf(ctx, unitId, "other");

function namesOf({ name, organisation, code, phone }: RenameInput) {
  return { name, search: fold(name), sort_key: name, organisation, code, phone: phone || null };
}

async function lockUnit(trx: Transaction, unitId: string) {
  const row = await trx.selectFrom("units").selectAll().where("id", "=", unitId).forUpdate().executeTakeFirst();
  if (!row) throw new DomainError("not-found", "unit-unknown");
  return row;
}

async function endUnit(trx: Transaction, unitId: string, lastDay: string): Promise<void> {
  const unit = await lockUnit(trx, unitId);
  if (unit.valid_from && lastDay < unit.valid_from) throw new DomainError("invalid", "unit-ends-before-start", {}, "lastDay");
  const below = await trx.selectFrom("units").select("id").where("parent_id", "=", unitId).where("valid_to", "is", null).executeTakeFirst();
  if (below) throw new DomainError("conflict", "unit-has-units-below");
  await trx.updateTable("units").set({ valid_to: lastDay }).where("id", "=", unitId).execute();
}

// The index speaks only of units below another: PostgreSQL takes two empty parents for different ones.
async function refuseTakenName(trx: Transaction, parentId: string | null, name: string): Promise<void> {
  if (parentId !== null) return;
  const taken = await trx.selectFrom("units").select("id").where("parent_id", "is", null).where("search", "=", fold(name))
    .where("valid_to", "is", null).executeTakeFirst();
  if (taken) throw new DomainError("conflict", "unit-name-taken", {}, "name");
}

function refuseTaken(error: unknown): never {
  const constraint = constraintOf(error);
  if (constraint === "one_unit_name_under_parent") throw new DomainError("conflict", "unit-name-taken", {}, "name");
  if (constraint === "one_unit_per_code") throw new DomainError("conflict", "unit-code-taken", {}, "code");
  throw error;
}
