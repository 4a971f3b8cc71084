import { sql } from "kysely";
import { categoryJson, categoryOf, intakeEndOfRound, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { Intake } from "#app/domain/entries/rules.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Database } from "#db/client.ts";
import type { ImportPlaces, ImportUnit } from "./model.ts";

/** Where a list goes: a contest's first round, with what its rows can name. `unitId` is the sender, unit or office. */
export type ImportPlace = {
  contestId: string; slug: string; contestName: string; year: number; unitId: string; roundUnitId: string; intake: Intake;
  places: ImportPlaces & { units: readonly ImportUnit[] };
};

type Ask = { contestId: string; onBehalf: boolean };

/**
 * The place of a list for the actor: of one's own units, or on behalf of every invited unit for the office that holds
 * the first round. `not-found` when the actor has no part in it.
 */
export async function findImportPlace(db: Database, actor: Actor, { contestId, onBehalf }: Ask): Promise<ImportPlace> {
  const missing = () => new DomainError("not-found", "contest-not-found");
  const contest = isUuid(contestId)
    ? await db
        .selectFrom("contests as c")
        .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "c.id").on("r.ordinal", "=", 1))
        .where("c.id", "=", contestId)
        .select(["c.slug", "c.name as contestName", "c.year", "r.unit_id as roundUnitId"])
        .select([phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt")])
        .executeTakeFirst()
    : undefined;
  if (!contest) throw missing();
  const { phase, endsAt, ...rest } = contest;
  const unitId = onBehalf ? rest.roundUnitId : actor.appointments.find(({ role }) => role === "entrant")?.unitId;
  if (!unitId || (onBehalf && !officeUnitIds(actor).includes(unitId))) throw missing();
  const units = await listUnits(db, contestId, onBehalf ? null : actor.entrantUnitIds);
  if (units.length === 0 && !onBehalf) throw missing();
  const categories = await listCategories(db, contestId);
  return { ...rest, contestId, unitId, intake: { phase, endsAt }, places: { categories, units } };
}

async function listCategories(db: Database, contestId: string): Promise<ImportPlaces["categories"]> {
  const rows = await db
    .selectFrom("categories as c")
    .where("c.contest_id", "=", contestId)
    .select(categoryJson.as("category"))
    .orderBy("c.position")
    .execute();
  return rows.map(({ category }) => categoryOf(category));
}

/** The invited units and all below them, as far as they are among `only`; ended units take no new entries. */
async function listUnits(db: Database, contestId: string, only: readonly string[] | null): Promise<ImportUnit[]> {
  const { rows } = await sql<ImportUnit>`
    with recursive below (id, name, above, sort_key, depth) as (
      select u.id, u.name, null::text, u.sort_key, 0
      from contest_participants p join units u on u.id = p.unit_id
      where p.contest_id = ${contestId} and u.valid_to is null
      union
      select u.id, u.name, below.name, u.sort_key, below.depth + 1
      from units u join below on u.parent_id = below.id where u.valid_to is null and below.depth < 20
    )
    select distinct on (sort_key, id) id, name, above from below
    where ${only}::uuid[] is null or id = any(${only}::uuid[])
    order by sort_key, id, depth`.execute(db);
  return rows;
}
