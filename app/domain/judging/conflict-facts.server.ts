import { sql } from "kysely";
import { type EntryFacts, type JudgeFacts, proposeConflicts, type ConflictProposals, type UnitFact } from "#app/domain/judging/conflicts.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import type { Database } from "#db/client.ts";

/** Proposes conflicts of interest for the judges and entries a round has now. Three queries, whatever its size. */
export async function proposalsOf(db: Database, roundId: string): Promise<ConflictProposals> {
  const judges = await judgeFacts(db, roundId);
  const entries = await entryFacts(db, roundId);
  const units = [...judges.flatMap(({ unitIds, declarations }) => [...unitIds, ...(declarations ?? []).map(({ unitId }) => unitId)]), ...entries.map(({ unitId }) => unitId)];
  const known = units.flatMap((unitId) => unitId ?? []);
  return proposeConflicts({ judges, entries, units: await unitFacts(db, [...new Set(known)]) });
}

async function judgeFacts(db: Database, roundId: string): Promise<JudgeFacts[]> {
  const { rows } = await sql<JudgeFacts>`
    select p.id as "judgeId", p.full_name as "fullName",
      coalesce((select json_agg(distinct own.unit_id) from appointments own
        where own.person_id = p.id and own.unit_id is not null and own.ended_at is null), '[]') as "unitIds",
      coalesce((select json_agg(json_build_object('unitId', ji.unit_id, 'note', ji.note)) from judge_interests ji
        where ji.round_id = ${roundId} and ji.judge_id = p.id), '[]') as declarations
    from people p
    where exists (select 1 from appointments a where a.person_id = p.id and a.round_id = ${roundId}
      and a.role in ('judge', 'head-judge') and a.ended_at is null)`.execute(db);
  return rows;
}

async function entryFacts(db: Database, roundId: string): Promise<EntryFacts[]> {
  const { rows } = await sql<EntryFacts>`
    select re.id as "entryId", e.unit_id as "unitId", nullif(e.mentor_name, '') as "mentorName",
      coalesce((select json_agg(ea.full_name order by ea.position) from entry_authors ea where ea.entry_id = e.id), '[]') as "authorNames"
    from round_entries re join entries e on e.id = re.entry_id
    where re.round_id = ${roundId} and ${takesPart}`.execute(db);
  return rows;
}

/** The units given with those above them and those that took their place. */
async function unitFacts(db: Database, ids: readonly string[]): Promise<UnitFact[]> {
  const { rows } = await sql<UnitFact>`
    with recursive line (id) as (
      select unnest(${ids}::uuid[])
      union
      select other.id from line join units u on u.id = line.id
        cross join lateral (select u.parent_id as id union all
          select us.successor_id from unit_successions us where us.predecessor_id = u.id) other
      where other.id is not null
    )
    select u.id, u.kind, u.parent_id as "parentId",
      coalesce((select json_agg(us.successor_id order by us.successor_id) from unit_successions us
        where us.predecessor_id = u.id), '[]') as "successorIds"
    from units u join line on line.id = u.id`.execute(db);
  return rows;
}
