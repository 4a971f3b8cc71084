import { type Kysely, sql } from "kysely";

/** Contests, their versioned rules, categories with rubric and divisions, rounds with phases, tiers and quotas. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contests (
      id uuid primary key default gen_random_uuid(),
      slug text not null constraint one_contest_per_slug unique
        constraint slug_is_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name text not null,
      theme text not null,
      lead text not null default '',
      year integer not null,
      organiser_unit_id uuid not null references units,
      created_at timestamptz not null,
      created_by uuid not null
    )`.execute(db);
  await sql`
    create table rules_versions (
      contest_id uuid not null references contests,
      version integer not null,
      body text not null,
      document_no text not null default '',
      reason text not null default '',
      published_at timestamptz not null,
      published_by uuid not null,
      primary key (contest_id, version)
    )`.execute(db);
  await sql`
    create table contest_participants (
      contest_id uuid not null references contests,
      unit_id uuid not null references units,
      unit_name text not null,
      invited_at timestamptz not null,
      invited_by uuid not null,
      primary key (contest_id, unit_id)
    )`.execute(db);
  await sql`
    create table categories (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      position integer not null,
      code text not null,
      name text not null,
      medium text not null constraint category_medium_known check (medium in ('image', 'video')),
      min_authors integer not null,
      max_authors integer not null constraint authors_one_to_ten check (max_authors between 1 and 10),
      file_types text[] not null default '{}',
      max_bytes bigint not null,
      min_long_side_px integer,
      min_duration_ms integer,
      max_duration_ms integer,
      constraint one_category_per_code unique (contest_id, code)
    )`.execute(db);
  await sql`
    create table divisions (
      id uuid primary key default gen_random_uuid(),
      category_id uuid not null references categories,
      position integer not null,
      code text not null,
      name text not null,
      basis text not null constraint division_basis_known check (basis in ('age', 'class')),
      from_value integer not null,
      to_value integer not null,
      reference_date date,
      constraint one_division_per_code unique (category_id, code),
      constraint division_range_in_order check (to_value >= from_value)
    )`.execute(db);
  await sql`
    create table criteria (
      id uuid primary key default gen_random_uuid(),
      category_id uuid not null references categories,
      position integer not null,
      name text not null,
      guidance text not null default '',
      max_points integer not null constraint maximum_positive check (max_points > 0),
      step integer not null constraint step_positive check (step > 0 and max_points % step = 0),
      weight integer not null default 100 constraint weight_positive check (weight > 0),
      constraint one_criterion_per_position unique (category_id, position)
    )`.execute(db);
  await sql`
    create table rounds (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      ordinal integer not null,
      name text not null,
      unit_id uuid not null references units,
      unit_name text not null,
      code_prefix text not null,
      aggregation text not null constraint aggregation_known check (aggregation in ('mean', 'trimmed-mean', 'sum')),
      constraint one_round_per_ordinal unique (contest_id, ordinal),
      constraint one_round_per_prefix unique (contest_id, code_prefix)
    )`.execute(db);
  await sql`
    create table phases (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      kind text not null constraint phase_kind_known
        check (kind in ('open', 'screening', 'judging', 'decision', 'published')),
      starts_at timestamptz not null,
      ends_at timestamptz,
      constraint one_phase_of_a_kind unique (round_id, kind),
      constraint phase_dates_in_order check (ends_at is null or ends_at > starts_at)
    )`.execute(db);
  await sql`
    create table phase_extensions (
      id uuid primary key default gen_random_uuid(),
      phase_id uuid not null references phases,
      old_ends_at timestamptz,
      new_ends_at timestamptz not null,
      reason text not null,
      document_no text not null default '',
      extended_at timestamptz not null,
      extended_by uuid not null
    )`.execute(db);
  await sql`
    create table phase_moves (
      id bigint generated always as identity primary key,
      round_id uuid not null references rounds,
      from_kind text not null,
      to_kind text not null constraint moved_to_known_phase
        check (to_kind in ('draft', 'open', 'screening', 'judging', 'decision', 'published', 'archived')),
      moved_at timestamptz not null,
      moved_by uuid,
      reason text not null default ''
    )`.execute(db);
  await sql`create index phase_moves_by_round on phase_moves (round_id, id desc)`.execute(db);
  await sql`
    create table tiers (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      position integer not null,
      name text not null,
      places integer not null constraint places_positive check (places > 0),
      money integer not null default 0,
      gift text not null default '',
      constraint one_tier_per_position unique (round_id, category_id, position),
      constraint one_tier_per_name unique (round_id, category_id, name)
    )`.execute(db);
  await sql`
    create table nomination_quotas (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      places integer not null constraint quota_not_negative check (places >= 0),
      primary key (round_id, category_id)
    )`.execute(db);
  await sql`
    create table tie_break_steps (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      position integer not null,
      kind text not null constraint step_kind_known check (kind in ('criterion', 'head-judge', 'jury-vote', 'shared')),
      criterion_id uuid references criteria,
      constraint criterion_step_names_one check ((kind = 'criterion') = (criterion_id is not null)),
      primary key (round_id, category_id, position)
    )`.execute(db);
  await sql`
    create table appointments (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people,
      role text not null constraint role_known check
        (role in ('administrator', 'organiser', 'secretary', 'judge', 'head-judge', 'entrant')),
      unit_id uuid references units,
      round_id uuid references rounds,
      appointed_at timestamptz not null,
      appointed_by uuid,
      ended_at timestamptz,
      ended_by uuid,
      constraint role_has_its_scope check (case role
        when 'administrator' then unit_id is null and round_id is null
        when 'judge' then round_id is not null and unit_id is null
        when 'head-judge' then round_id is not null and unit_id is null
        else unit_id is not null and round_id is null end)
    )`.execute(db);
  await sql`
    create unique index one_appointment_at_a_time on appointments
      (person_id, role, coalesce(unit_id, round_id, '00000000-0000-0000-0000-000000000000'))
      where ended_at is null`.execute(db);
  await sql`create index appointments_by_person on appointments (person_id) where ended_at is null`.execute(db);
  await sql`create index appointments_by_unit on appointments (unit_id) where ended_at is null`.execute(db);
  await sql`create index appointments_by_round on appointments (round_id) where ended_at is null`.execute(db);
  await sql`create unique index one_head_judge_per_round on appointments (round_id)
    where role = 'head-judge' and ended_at is null`.execute(db);
}
