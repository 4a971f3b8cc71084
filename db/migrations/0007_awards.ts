import { type Kysely, sql } from "kysely";

/** The frozen ranking, the two decision sheets, publication, and the forwarding of nominees to the next round. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ranked_entries (
      round_entry_id uuid primary key references round_entries,
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      rank integer not null,
      position integer not null,
      score_num bigint not null,
      score_den bigint not null,
      judges integer not null,
      criterion_means jsonb not null,
      judge_totals jsonb not null,
      decided_by jsonb,
      trail jsonb not null,
      ranked_at timestamptz not null,
      constraint one_position_per_ranking unique (round_id, category_id, position)
    )`.execute(db);
  await sql`
    create table award_choices (
      round_entry_id uuid primary key references round_entries,
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      tier_id uuid not null references tiers,
      proposed boolean not null,
      reason text not null default '',
      chosen_at timestamptz not null,
      chosen_by uuid not null
    )`.execute(db);
  await sql`create index award_choices_by_tier on award_choices (tier_id)`.execute(db);
  await sql`
    create table nomination_choices (
      round_entry_id uuid primary key references round_entries,
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      proposed boolean not null,
      reason text not null default '',
      chosen_at timestamptz not null,
      chosen_by uuid not null
    )`.execute(db);
  await sql`create index nomination_choices_by_round on nomination_choices (round_id, category_id)`.execute(db);
  await sql`
    create table departures (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      round_entry_id uuid not null references round_entries,
      sheet text not null constraint sheet_known check (sheet in ('award', 'nomination')),
      change text not null constraint change_known check (change in ('chosen', 'passed-over')),
      reason text not null constraint departure_has_reason check (reason <> ''),
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      undone_at timestamptz,
      undone_by uuid
    )`.execute(db);
  await sql`
    create unique index one_standing_departure on departures (sheet, round_entry_id)
      where undone_at is null`.execute(db);
  await sql`
    create table publications (
      round_id uuid primary key references rounds,
      published_at timestamptz not null,
      published_by uuid not null,
      results jsonb not null
    )`.execute(db);
  await sql`
    create table forwardings (
      id uuid primary key default gen_random_uuid(),
      from_round_id uuid not null references rounds constraint one_forwarding_per_round unique,
      to_round_id uuid not null references rounds,
      forwarded_at timestamptz not null,
      forwarded_by uuid not null
    )`.execute(db);
}
