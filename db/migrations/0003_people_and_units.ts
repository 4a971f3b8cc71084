import { type Kysely, sql } from "kysely";

/** The organisation tree with dated units and successors; persons, their appointments and ways to sign in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table units (
      id uuid primary key default gen_random_uuid(),
      kind text not null constraint unit_kind_known
        check (kind in ('centre', 'province', 'district', 'cluster', 'commune', 'school', 'other')),
      name text not null,
      organisation text not null default '',
      code text constraint one_unit_per_code unique,
      parent_id uuid references units,
      phone text,
      search text not null,
      sort_key text not null collate "vi-x-icu",
      valid_from date,
      valid_to date,
      created_at timestamptz not null,
      created_by uuid,
      constraint unit_dates_in_order check (valid_to is null or valid_from is null or valid_to >= valid_from),
      constraint unit_not_its_own_parent check (parent_id is distinct from id)
    )`.execute(db);
  await sql`create index units_by_parent on units (parent_id, sort_key)`.execute(db);
  await sql`create unique index one_unit_name_under_parent on units (parent_id, search) where valid_to is null`.execute(db);
  await sql`
    create table unit_moves (
      id uuid primary key default gen_random_uuid(),
      unit_id uuid not null references units,
      from_parent_id uuid references units,
      to_parent_id uuid references units,
      effective_on date not null,
      reason text not null,
      moved_at timestamptz not null,
      moved_by uuid not null
    )`.execute(db);
  await sql`
    create table unit_successions (
      predecessor_id uuid not null references units,
      successor_id uuid not null references units,
      effective_on date not null,
      document_no text not null default '',
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      primary key (predecessor_id, successor_id)
    )`.execute(db);
  await sql`
    create table people (
      id uuid primary key default gen_random_uuid(),
      full_name text not null,
      search text not null,
      phone text constraint one_person_per_phone unique,
      username text constraint one_person_per_username unique,
      created_at timestamptz not null,
      created_by uuid,
      constraint person_can_be_named_at_sign_in check (phone is not null or username is not null)
    )`.execute(db);
  await sql`
    create table pins (
      person_id uuid primary key references people,
      hash text not null,
      set_at timestamptz not null,
      set_by uuid,
      failures integer not null default 0,
      locked_until timestamptz
    )`.execute(db);
  await sql`
    create table sessions (
      id uuid primary key default gen_random_uuid(),
      token_hash text not null constraint one_session_per_token unique,
      person_id uuid not null references people,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz
    )`.execute(db);
  await sql`create index sessions_by_person on sessions (person_id) where ended_at is null`.execute(db);
  await sql`
    create table personal_links (
      id uuid primary key default gen_random_uuid(),
      token_hash text not null constraint one_link_per_token unique,
      person_id uuid not null references people,
      issued_at timestamptz not null,
      issued_by uuid,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      revoked_by uuid
    )`.execute(db);
  await sql`create index personal_links_by_person on personal_links (person_id) where revoked_at is null`.execute(db);
  await sql`
    create table sign_in_failures (
      id bigint generated always as identity primary key,
      source text not null,
      at timestamptz not null
    )`.execute(db);
  await sql`create index sign_in_failures_by_source on sign_in_failures (source, at)`.execute(db);
  await sql`
    create table installation (
      singleton boolean primary key default true constraint one_installation check (singleton),
      setup_code_hash text not null,
      setup_code_issued_at timestamptz not null,
      completed_at timestamptz,
      completed_by uuid references people
    )`.execute(db);
  await sql`
    create table parked_forms (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people,
      path text not null,
      body text not null,
      parked_at timestamptz not null
    )`.execute(db);
  await sql`create index parked_forms_by_time on parked_forms (parked_at)`.execute(db);
}
