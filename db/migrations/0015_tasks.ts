import { type Kysely, sql } from "kysely";

/** What stops a judge's task or puts it off, conflicts of interest, who judges what, and judges who leave. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Stands on the sheet itself, as closed_at does: a save that waited for the row finds it stopped.
  await sql`alter table sheets add column stopped_at timestamptz`.execute(db);
  await sql`
    create table sheet_deferrals (
      sheet_id uuid primary key references sheets,
      deferred_at timestamptz not null
    )`.execute(db);
  await sql`
    create table sheet_abstentions (
      sheet_id uuid primary key references sheets,
      reason text not null constraint abstention_has_a_reason check (reason <> ''),
      abstained_at timestamptz not null
    )`.execute(db);
  await sql`
    create table sheet_voids (
      sheet_id uuid primary key references sheets,
      kind text not null constraint void_kind_known check (kind in ('recused', 'relieved', 'judge-left', 'plan-changed')),
      voided_at timestamptz not null,
      voided_by uuid not null
    )`.execute(db);
  await conflicts(db);
  await assignment(db);
}

async function conflicts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table judge_interests (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      judge_id uuid not null references people,
      unit_id uuid not null references units,
      note text not null default '',
      declared_at timestamptz not null,
      declared_by uuid not null,
      constraint one_interest_per_judge_and_unit unique (round_id, judge_id, unit_id)
    )`.execute(db);
  await sql`
    create table conflicts (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      round_entry_id uuid not null references round_entries,
      judge_id uuid not null references people,
      origin text not null constraint conflict_origin_known check (origin in ('computed', 'declared', 'added')),
      strength text not null constraint conflict_strength_known check (strength in ('strong', 'weak')),
      reasons jsonb not null default '[]',
      note text not null default '',
      found_at timestamptz not null,
      found_by uuid not null,
      standing text not null constraint conflict_standing_known check (standing in ('proposed', 'confirmed', 'lifted')),
      decided_at timestamptz,
      decided_by uuid,
      decision_reason text not null default '',
      constraint one_conflict_per_judge_and_entry unique (round_entry_id, judge_id),
      constraint decided_conflict_names_who check ((standing = 'proposed') = (decided_at is null)
        and (decided_at is null) = (decided_by is null)),
      constraint lifting_has_a_reason check (standing <> 'lifted' or decision_reason <> '')
    )`.execute(db);
  await sql`create index conflicts_by_round on conflicts (round_id, standing, found_at, id)`.execute(db);
  await sql`create index conflicts_by_judge on conflicts (judge_id)`.execute(db);
}

async function assignment(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table assignment_plans (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      per_entry integer constraint per_entry_positive check (per_entry > 0),
      panel uuid[],
      seed text not null,
      explanation jsonb not null,
      made_at timestamptz not null,
      made_by uuid not null,
      published_at timestamptz,
      published_by uuid,
      replaced_at timestamptz,
      constraint published_plan_names_who check ((published_at is null) = (published_by is null))
    )`.execute(db);
  await sql`
    create unique index one_standing_plan on assignment_plans (round_id, category_id) where replaced_at is null`.execute(db);
  await sql`
    create table judge_departures (
      round_id uuid not null references rounds,
      judge_id uuid not null references people,
      scores text not null constraint departure_scores_known check (scores in ('kept', 'void')),
      reason text not null constraint departure_has_a_reason check (reason <> ''),
      departed_at timestamptz not null,
      departed_by uuid not null,
      primary key (round_id, judge_id)
    )`.execute(db);
}
