import { type Kysely, sql } from "kysely";

/** Limits by category with their exceptions, grace, entering on behalf, acts of screening, returns and versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rounds add column grace_minutes integer not null default 0
    constraint grace_within_a_day check (grace_minutes between 0 and 1440)`.execute(db);
  await sql`
    create table entry_limits (
      category_id uuid primary key references categories on delete cascade,
      contest_id uuid not null references contests,
      per_unit_min integer constraint unit_minimum_positive check (per_unit_min > 0),
      per_unit_max integer constraint unit_maximum_positive check (per_unit_max > 0),
      per_child_max integer constraint child_maximum_positive check (per_child_max > 0),
      constraint unit_limits_in_order check (per_unit_min <= per_unit_max)
    )`.execute(db);
  await sql`create index entry_limits_by_contest on entry_limits (contest_id)`.execute(db);
  await sql`
    create table limit_overrides (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      category_id uuid not null references categories on delete cascade,
      unit_id uuid not null references units,
      extra integer not null constraint extra_positive check (extra > 0),
      reason text not null constraint exception_has_a_reason check (reason <> ''),
      granted_at timestamptz not null,
      granted_by uuid not null,
      ended_at timestamptz,
      ended_by uuid,
      constraint ended_exception_names_who check ((ended_at is null) = (ended_by is null))
    )`.execute(db);
  await sql`create index limit_overrides_by_unit on limit_overrides (contest_id, unit_id)`.execute(db);
  await sql`
    create table entries_on_behalf (
      entry_id uuid primary key references entries on delete cascade,
      office_unit_id uuid not null references units,
      entered_by uuid not null,
      entered_at timestamptz not null,
      reason text not null default '',
      postmarked_on date
    )`.execute(db);
  await sql`create index entries_on_behalf_by_office on entries_on_behalf (office_unit_id)`.execute(db);
  await sql`alter table screenings add column act_id uuid not null default gen_random_uuid()`.execute(db);
  await sql`create index screenings_by_act on screenings (act_id)`.execute(db);
  await sql`create index screenings_by_person on screenings (decided_by, decided_at desc) where undone_at is null`.execute(db);
  await sql`
    create table entry_returns (
      id uuid primary key default gen_random_uuid(),
      entry_id uuid not null references entries,
      round_entry_id uuid not null references round_entries,
      reason text not null constraint return_has_a_reason check (reason <> ''),
      fields text[] not null constraint return_names_fields check (cardinality(fields) > 0),
      due_on date not null,
      returned_at timestamptz not null,
      returned_by uuid not null,
      ended_at timestamptz,
      ended_by uuid,
      outcome text constraint return_outcome_known check (outcome in ('resubmitted', 'taken-back', 'replaced', 'lapsed')),
      constraint ended_return_names_outcome check ((ended_at is null) = (outcome is null))
    )`.execute(db);
  await sql`create unique index one_standing_return on entry_returns (entry_id) where ended_at is null`.execute(db);
  await sql`create index entry_returns_by_entry on entry_returns (entry_id, returned_at)`.execute(db);
  await sql`
    create table entry_versions (
      entry_id uuid not null references entries,
      number integer not null,
      submitted_at timestamptz not null,
      submitted_by uuid not null,
      form jsonb not null,
      entry_version integer not null,
      division_id uuid references divisions,
      file_id uuid references stored_files,
      primary key (entry_id, number)
    )`.execute(db);
  await sql`create index entry_versions_by_file on entry_versions (file_id)`.execute(db);
}
