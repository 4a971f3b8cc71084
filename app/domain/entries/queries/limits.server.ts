import { sql } from "kysely";
import type { UnitPlaces } from "#app/domain/entries/limits.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import type { Database } from "#db/client.ts";

/** Rows shown at once: units times categories that have a limit. */
const most = 2000;

/** The actor's own units with their places in each category of a contest that has a limit by unit. */
export const listOwnPlaces = ({ db, actor }: Reader, contestId: string): Promise<UnitPlaces[]> =>
  listPlaces(db, contestId, sql`select unnest(${[...actor.entrantUnitIds]}::uuid[]) as id`);

/**
 * The places of every unit that entered something, and of every invited unit from which nothing has come, for the
 * office of a round. One statement beside the round's.
 */
export async function listRoundPlaces(reader: Reader, roundId: string): Promise<{ round: OfficeRound; places: UnitPlaces[] }> {
  const round = await findOfficeRound(reader, roundId);
  if (round.ordinal !== 1) return { round, places: [] };
  const units = sql`
    select e.unit_id as id from entries e where e.contest_id = ${round.contestId}
    union
    select p.unit_id from contest_participants p where p.contest_id = ${round.contestId} and not exists (
      select 1 from entries e where e.contest_id = p.contest_id and e.participant_id = p.unit_id)`;
  return { round, places: await listPlaces(reader.db, round.contestId, units) };
}

async function listPlaces(db: Database, contestId: string, units: ReturnType<typeof sql>): Promise<UnitPlaces[]> {
  const { rows } = await sql<UnitPlaces>`
    with counted as (${units}), sent as (
      select e.category_id, e.unit_id, count(*) as n
      from entries e
      join entry_submissions s on s.entry_id = e.id
      where e.contest_id = ${contestId} and e.unit_id in (select id from counted)
        and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)
      group by e.category_id, e.unit_id)
    select c.id as "categoryId", c.code as "categoryCode", c.name as "categoryName", c.medium,
      u.id as "unitId", u.name as "unitName", coalesce(sent.n, 0) as sent,
      l.per_unit_min as min, l.per_unit_max as max,
      coalesce((select json_agg(json_build_object('id', o.id, 'extra', o.extra, 'reason', o.reason, 'at', o.granted_at,
          'by', p.full_name) order by o.granted_at)
        from limit_overrides o left join people p on p.id = o.granted_by
        where o.category_id = c.id and o.unit_id = u.id and o.ended_at is null), '[]') as overrides
    from entry_limits l
    join categories c on c.id = l.category_id
    cross join counted
    join units u on u.id = counted.id
    left join sent on sent.category_id = c.id and sent.unit_id = u.id
    where l.contest_id = ${contestId} and (l.per_unit_min is not null or l.per_unit_max is not null)
    order by u.sort_key, u.id, c.position
    limit ${most}`.execute(db);
  return rows;
}
