import { sql } from "kysely";
import { isAdministrator, type Role } from "./actor.ts";
import type { Context } from "./context.server.ts";
import { invitedBelow } from "./facts.server.ts";

export type PlaceChoice = { id: string; name: string; group: string };
export type AppointChoices = { roles: Role[]; units: PlaceChoice[]; rounds: PlaceChoice[] };

/**
 * Where the actor may appoint people, for the form: the units and rounds in reach and the roles that fit. At most 500
 * of each; the rule of the command decides.
 */
export async function listAppointChoices({ db, actor, now }: Context): Promise<AppointChoices> {
  const all = isAdministrator(actor);
  const organised = actor.appointments.flatMap((a) => (a.role === "organiser" && a.unitId ? [a.unitId] : []));
  const today = now.toISOString().slice(0, 10);
  const units = await sql<{ id: string; name: string; above: string | null }>`
    ${invitedBelow(organised)}
    select u.id, u.name, above.name as above from units u left join units above on above.id = u.parent_id
    where (u.valid_to is null or u.valid_to >= ${today}::date) and (${all}::boolean
      or u.id = any(${organised}::uuid[]) or u.id in (select id from invited)
      or u.parent_id = any(${[...actor.entrantUnitIds]}::uuid[]))
    order by above.sort_key nulls first, u.sort_key limit 500`.execute(db);
  const rounds = await db
    .selectFrom("rounds")
    .innerJoin("contests", "contests.id", "rounds.contest_id")
    .select(["rounds.id", "rounds.name", "contests.name as contest"])
    .$if(!all, (query) => query.where("rounds.unit_id", "in", organised.length > 0 ? organised : [NOWHERE]))
    .orderBy("contests.created_at", "desc")
    .orderBy("rounds.ordinal")
    .limit(500)
    .execute();
  return {
    roles: rolesFor(all, organised.length > 0),
    units: units.rows.map(({ id, name, above }) => ({ id, name, group: above ?? "" })),
    rounds: rounds.map(({ id, name, contest }) => ({ id, name, group: contest })),
  };
}

const NOWHERE = "00000000-0000-0000-0000-000000000000";

function rolesFor(all: boolean, organises: boolean): Role[] {
  if (all) return ["entrant", "judge", "head-judge", "secretary", "organiser", "administrator"];
  return organises ? ["entrant", "judge", "head-judge", "secretary", "organiser"] : ["entrant"];
}
