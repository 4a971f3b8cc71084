import { sql } from "kysely";
import type { CategoryResults, Results } from "#app/domain/awards/model.ts";
import type { Database } from "#db/client.ts";

type Head = { slug: string; contest: string; round: string; unit: string; invited: number; participating: number };

/**
 * The open figures of a round as they stand now; publication freezes them. Units are the invited communes in the
 * first round and the rounds that send their nominees in later ones; a unit takes part when an entry of it was
 * received and not withdrawn.
 */
export async function countResults(db: Database, roundId: string, publishedAt: Date): Promise<Results> {
  const head = await headOf(db, roundId);
  const { rows: categories } = await sql<CategoryResults>`
    select c.code, c.name,
      count(re.id)::int as received,
      count(*) filter (where sc.verdict = 'accepted' and w.entry_id is null)::int as valid,
      count(*) filter (where sc.verdict = 'rejected' and w.entry_id is null)::int as rejected,
      count(w.entry_id)::int as withdrawn,
      count(ranked.round_entry_id)::int as judged,
      count(ac.round_entry_id)::int as awarded,
      (select coalesce(json_agg(json_build_object('name', t.name, 'count',
          (select count(*) from award_choices a where a.tier_id = t.id)) order by t.position), '[]')
        from tiers t where t.round_id = ${roundId} and t.category_id = c.id) as tiers,
      count(nc.round_entry_id)::int as nominated
    from rounds r
    join categories c on c.contest_id = r.contest_id
    left join round_entries re on re.round_id = r.id and re.category_id = c.id
    left join screenings sc on sc.round_entry_id = re.id and sc.undone_at is null
    left join entry_withdrawals w on w.entry_id = re.entry_id
    left join ranked_entries ranked on ranked.round_entry_id = re.id
    left join award_choices ac on ac.round_entry_id = re.id
    left join nomination_choices nc on nc.round_entry_id = re.id
    where r.id = ${roundId}
    group by c.id order by c.position`.execute(db);
  return {
    contest: { slug: head.slug, name: head.contest },
    round: { name: head.round, unit: head.unit },
    units: { invited: head.invited, participating: head.participating },
    categories,
    publishedAt: publishedAt.toISOString(),
  };
}

async function headOf(db: Database, roundId: string): Promise<Head> {
  const { rows } = await sql<Head>`
    select co.slug, co.name as contest, r.name as round, r.unit_name as unit,
      case when r.ordinal = 1
        then (select count(*) from contest_participants p where p.contest_id = co.id)
        else (select count(*) from rounds below where below.contest_id = co.id and below.ordinal = r.ordinal - 1)
      end::int as invited,
      (select count(distinct case when r.ordinal = 1 then e.participant_id else re.source_round_id end)
        from round_entries re join entries e on e.id = re.entry_id
        where re.round_id = r.id
          and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id))::int as participating
    from rounds r join contests co on co.id = r.contest_id
    where r.id = ${roundId}`.execute(db);
  return rows[0]!;
}
