import { sql } from "kysely";
import type { Database } from "#db/client.ts";

/** One place a child's work or name has reached: a published result, or another round with its organisation. */
export type Trace = { kind: "published" | "forwarded"; roundName: string; unitName: string; at: Date; tier: string | null; code: string };

/**
 * Where the works of a child in a contest have gone so far, oldest first: what has to be followed up by hand when a
 * family takes its consent back. Pages and pictures of this site follow by themselves.
 */
export async function listTraces(db: Database, contestId: string, childId: string): Promise<Trace[]> {
  const { rows } = await sql<Trace>`
    select 'published' as kind, r.name as "roundName", r.unit_name as "unitName", p.published_at as at, t.name as tier, re.code
    from entry_authors a join entries e on e.id = a.entry_id join round_entries re on re.entry_id = e.id
    join rounds r on r.id = re.round_id join publications p on p.round_id = r.id
    join award_choices ac on ac.round_entry_id = re.id join tiers t on t.id = ac.tier_id
    where a.child_id = ${childId} and e.contest_id = ${contestId}
    union all
    select 'forwarded', r.name, r.unit_name, re.entered_at, null, re.code
    from entry_authors a join entries e on e.id = a.entry_id join round_entries re on re.entry_id = e.id
    join rounds r on r.id = re.round_id
    where a.child_id = ${childId} and e.contest_id = ${contestId} and re.source_round_id is not null
    order by at, code`.execute(db);
  return rows;
}
