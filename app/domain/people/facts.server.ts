import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import type { Actor, Appointment, Role } from "./actor.ts";
import type { AppointmentFacts } from "./rules.ts";

type FactRow = {
  person_id: string | null;
  id: string | null;
  role: Role;
  unit_id: string | null;
  round_id: string | null;
  round_unit_id: string | null;
  parent_id: string | null;
  inviting: string[];
};

export type StandingAppointment = AppointmentFacts & { id: string; personId: string };

const factsOf = (source: ReturnType<typeof sql>) => sql<FactRow>`
  select a.person_id, a.id, a.role, a.unit_id, a.round_id, rounds.unit_id as round_unit_id, units.parent_id,
    coalesce((
      with recursive up as (
        select u.id, u.parent_id from units u where u.id = a.unit_id
        union
        select u.id, u.parent_id from units u join up on u.id = up.parent_id
      )
      select jsonb_agg(distinct host.unit_id)
      from contest_participants p
      join up on up.id = p.unit_id
      join contests c on c.id = p.contest_id
      cross join lateral (
        select c.organiser_unit_id as unit_id
        union select r.unit_id from rounds r where r.contest_id = c.id and r.ordinal = 1
      ) host
      where host.unit_id in (select id from up)
    ), '[]') as inviting
  from ${source} a
  left join rounds on rounds.id = a.round_id
  left join units on units.id = a.unit_id`;

const shape = (row: FactRow): AppointmentFacts => ({
  role: row.role,
  unitId: row.unit_id,
  roundId: row.round_id,
  roundUnitId: row.round_unit_id,
  parentUnitId: row.parent_id,
  invitingUnitIds: row.inviting,
});

/**
 * SQL of a `with recursive` clause whose `invited` are the units, with those below them, that contests of these units
 * invite from below themselves.
 */
export const invitedBelow = (organised: readonly string[]) => sql`
  with recursive below as (
    select unnest(${[...organised]}::uuid[]) as id
    union
    select u.id from units u join below on u.parent_id = below.id
  ), invited as (
    select p.unit_id as id from contest_participants p
    join contests c on c.id = p.contest_id
    left join rounds first on first.contest_id = c.id and first.ordinal = 1
    where (c.organiser_unit_id = any(${[...organised]}::uuid[]) or first.unit_id = any(${[...organised]}::uuid[]))
      and p.unit_id in (select id from below)
    union
    select u.id from units u join invited on u.parent_id = invited.id
  )`;

/** The facts by which it is decided whether an appointment may be made. */
export async function factsForNew(db: Database, wanted: Appointment): Promise<AppointmentFacts> {
  const source = sql`(select null::uuid as person_id, null::uuid as id, ${wanted.role}::text as role,
    ${wanted.unitId}::uuid as unit_id, ${wanted.roundId}::uuid as round_id)`;
  const { rows } = await factsOf(source).execute(db);
  return shape(rows[0]!);
}

/** The person as an actor without a session: what they have leave for by their standing appointments. */
export async function actorOfPerson(db: Database, personId: string): Promise<Actor> {
  const appointments = await standingAppointments(db, [personId]);
  const sendsFor = appointments.flatMap(({ role, unitId }) => (role === "entrant" && unitId ? [unitId] : []));
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select unnest(${sendsFor}::uuid[]) as id
      union
      select u.id from units u join below on u.parent_id = below.id
    ) select id from below`.execute(db);
  return { personId, name: "", sessionId: null, appointments, entrantUnitIds: rows.map(({ id }) => id) };
}

/** The standing appointments of some people, with the facts for deciding about each. */
export async function standingAppointments(db: Database, personIds: readonly string[]): Promise<StandingAppointment[]> {
  const source = sql`(select * from appointments
    where ended_at is null and person_id = any(${[...personIds]}::uuid[]))`;
  const { rows } = await sql<FactRow>`${factsOf(source)} order by a.appointed_at, a.id`.execute(db);
  return rows.map((row) => ({ ...shape(row), id: row.id!, personId: row.person_id! }));
}
