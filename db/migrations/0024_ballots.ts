import { type Kysely, sql } from "kysely";

/** Ballots other than the rubric, by round and category, each with one implied criterion that belongs to the round. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ballots (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      kind text not null constraint ballot_kind_known check (kind in ('stars', 'pass', 'choose')),
      picks integer,
      exact boolean not null default false,
      stars integer,
      quorum integer,
      quorum_in text,
      primary key (round_id, category_id),
      constraint choice_has_its_number check ((kind = 'choose') = (picks is not null) and (picks is null or picks > 0)),
      constraint stars_have_their_number check ((kind = 'stars') = (stars is not null) and (stars is null or stars between 3 and 10)),
      constraint pass_has_its_quorum check ((kind = 'pass') = (quorum is not null) and (kind = 'pass') = (quorum_in is not null)),
      constraint quorum_known check (quorum_in in ('votes', 'percent') and quorum between 1 and 100)
    )`.execute(db);
  await sql`
    alter table criteria add column round_id uuid references rounds, drop constraint one_criterion_per_position`.execute(db);
  await sql`
    create unique index one_criterion_per_position
      on criteria (category_id, position, coalesce(round_id, '00000000-0000-0000-0000-000000000000'))`.execute(db);
  await sql`
    create view round_criteria as
      select r.id as round_id, k.id, k.category_id, k.position, k.name, k.guidance, k.max_points, k.step, k.weight
      from criteria k join categories c on c.id = k.category_id join rounds r on r.contest_id = c.contest_id
      where k.round_id = r.id or (k.round_id is null and not exists (
        select 1 from ballots b where b.round_id = r.id and b.category_id = k.category_id))`.execute(db);
  await sql`alter table sheet_point_revisions alter column changed_by drop not null`.execute(db);
  await sql`alter table ranked_entries add column passed boolean`.execute(db);
}
