import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { officeUnitIds, isAdministrator } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { UnitKind } from "./kinds.ts";
import { unitRules } from "./rules.ts";

export type UnitLine = {
  id: string;
  name: string;
  kind: UnitKind;
  code: string | null;
  parentId: string | null;
  children: number;
  people: number;
  validTo: string | null;
};

const PAGE = 200;

/**
 * The units an actor may see: the organisation tree is no secret among those who run contests; entrants see their own
 * unit and what is below it.
 */
function visibleUnits({ db, actor }: Pick<Context, "db" | "actor">) {
  const all = isAdministrator(actor) || officeUnitIds(actor).length > 0;
  return db.selectFrom("units").$if(!all, (query) => query.where(sql<boolean>`units.id = any(${[...actor.entrantUnitIds]}::uuid[])`));
}

const lines = (ctx: Pick<Context, "db" | "actor">) =>
  visibleUnits(ctx).select((eb) => [
    "units.id", "units.name", "units.kind", "units.code", "units.parent_id", "units.valid_to",
    eb.selectFrom("units as child").select(eb.fn.countAll<number>().as("n")).whereRef("child.parent_id", "=", "units.id")
      .where("child.valid_to", "is", null).as("children"),
    eb.selectFrom("appointments as a").select(eb.fn.countAll<number>().as("n")).whereRef("a.unit_id", "=", "units.id")
      .where("a.ended_at", "is", null).as("people"),
  ]);

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>["execute"]>>[number];

const lineOf = (row: LineRow): UnitLine => ({
  id: row.id,
  name: row.name,
  kind: row.kind as UnitKind,
  code: row.code,
  parentId: row.parent_id,
  children: row.children ?? 0,
  people: row.people ?? 0,
  validTo: row.valid_to,
});

/** The units right below one (null: those at the top), by Vietnamese order of name; ended ones last. At most 200. */
export async function listChildren(ctx: Context, parentId: string | null): Promise<UnitLine[]> {
  const rows = await lines(ctx)
    .where("units.parent_id", parentId === null ? "is" : "=", parentId)
    .orderBy(sql`units.valid_to is not null`)
    .orderBy("units.sort_key")
    .limit(PAGE)
    .execute();
  return rows.map(lineOf);
}

/** Units whose name or code contains the text, without regard to marks; at most 200, by name. */
export async function searchUnits(ctx: Context, text: string): Promise<UnitLine[]> {
  const wanted = fold(text).replace(/[\\%_]/g, "\\$&");
  if (wanted === "") return [];
  const rows = await lines(ctx)
    .where(({ or, eb }) => or([eb("units.search", "like", `%${wanted}%`), eb("units.code", "ilike", `${wanted}%`)]))
    .orderBy("units.sort_key")
    .limit(PAGE)
    .execute();
  return rows.map(lineOf);
}

export type UnitChoice = { id: string; name: string; above: string | null; kind: UnitKind };

/** Units in being, for a choice in a form, by the name above and their own; at most 500. */
export async function listUnitChoices(ctx: Context, kinds?: readonly UnitKind[]): Promise<UnitChoice[]> {
  const rows = await visibleUnits(ctx)
    .leftJoin("units as above", "above.id", "units.parent_id")
    .select(["units.id", "units.name", "units.kind", "above.name as above"])
    .where("units.valid_to", "is", null)
    .$if(kinds !== undefined, (query) => query.where("units.kind", "in", [...kinds!]))
    .orderBy("above.sort_key", (order) => order.asc().nullsFirst())
    .orderBy("units.sort_key")
    .limit(500)
    .execute();
  return rows.map(({ id, name, above, kind }) => ({ id, name, above, kind: kind as UnitKind }));
}

export type UnitPlace = { id: string; name: string };

/** A unit and all units above it, from the top down; empty when the unit does not exist. */
export async function unitPath(db: Database, unitId: string): Promise<UnitPlace[]> {
  const { rows } = await sql<UnitPlace>`
    with recursive up as (
      select id, name, parent_id, 0 as distance from units where id = ${unitId}
      union all
      select u.id, u.name, u.parent_id, up.distance + 1 from units u join up on u.id = up.parent_id
    ) select id, name from up order by distance desc`.execute(db);
  return rows;
}

export type UnitHistory = { at: Date; kind: "moved" | "succeeded" | "succeeds"; other: string | null; on: string; note: string };
export type UnitView = UnitLine & {
  organisation: string;
  phone: string | null;
  validFrom: string | null;
  path: UnitPlace[];
  history: UnitHistory[];
  may: { rename: boolean; add: boolean; addSchool: boolean; move: boolean; close: boolean };
};

/** One unit with its place in the tree and what became of it; not in reach is "unit-unknown". */
export async function findUnit(ctx: Context, unitId: string): Promise<UnitView> {
  const row = isUuid(unitId)
    ? await lines(ctx).select(["units.organisation", "units.phone", "units.valid_from"]).where("units.id", "=", unitId).executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "unit-unknown");
  const path = await unitPath(ctx.db, unitId);
  const facts = { unitIds: path.map(({ id }) => id), kind: row.kind };
  const may = (name: keyof typeof unitRules, kind = facts.kind) => unitRules[name](ctx.actor, { ...facts, kind }, ctx.now);
  return {
    ...lineOf(row),
    organisation: row.organisation,
    phone: row.phone,
    validFrom: row.valid_from,
    path,
    history: await historyOf(ctx.db, unitId),
    may: {
      rename: may("renameUnit"),
      add: may("createUnit"),
      addSchool: may("createUnit", "school"),
      move: may("moveUnit"),
      close: may("closeUnit"),
    },
  };
}

async function historyOf(db: Database, unitId: string): Promise<UnitHistory[]> {
  const { rows } = await sql<UnitHistory>`
    select moved_at as at, 'moved' as kind, units.name as other, effective_on::text as on, reason as note
      from unit_moves left join units on units.id = to_parent_id where unit_id = ${unitId}
    union all
    select recorded_at, 'succeeded', units.name, effective_on::text, document_no
      from unit_successions join units on units.id = successor_id where predecessor_id = ${unitId}
    union all
    select recorded_at, 'succeeds', units.name, effective_on::text, document_no
      from unit_successions join units on units.id = predecessor_id where successor_id = ${unitId}
    order by at desc`.execute(db);
  return rows;
}
