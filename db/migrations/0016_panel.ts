import { type Kysely, sql } from "kysely";

/** More ways to count and to break ties; what the jury voted and the lots drew; the panel's figures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table rounds
      drop constraint aggregation_known,
      add constraint aggregation_known check (aggregation in ('mean', 'trimmed-mean', 'sum', 'median', 'judge-effect')),
      add column spread_limit integer constraint spread_limit_positive check (spread_limit > 0)`.execute(db);
  await sql`
    alter table tie_break_steps
      drop constraint step_kind_known,
      add constraint step_kind_known
        check (kind in ('criterion', 'counts', 'head-judge', 'pairwise', 'jury-vote', 'lots', 'shared'))`.execute(db);
  await sql`
    create table jury_votes (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      round_entry_id uuid not null references round_entries,
      votes_for integer not null constraint votes_for_not_negative check (votes_for >= 0),
      votes_against integer not null constraint votes_against_not_negative check (votes_against >= 0),
      note text not null default '',
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      undone_at timestamptz,
      undone_by uuid,
      constraint undoing_names_who check ((undone_at is null) = (undone_by is null))
    )`.execute(db);
  await sql`create unique index one_standing_jury_vote on jury_votes (round_entry_id) where undone_at is null`.execute(db);
  await sql`create index jury_votes_by_round on jury_votes (round_id)`.execute(db);
  // One draw for good: a second one could be repeated until it pleases.
  await sql`
    create table lot_draws (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      seed text not null constraint lot_seed_not_empty check (seed <> ''),
      drawn_at timestamptz not null,
      drawn_by uuid not null,
      primary key (round_id, category_id)
    )`.execute(db);
  await sql`
    create table panel_snapshots (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      made_at timestamptz not null,
      snapshot jsonb not null,
      primary key (round_id, category_id)
    )`.execute(db);
}
