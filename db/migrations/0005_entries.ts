import { type Kysely, sql } from "kysely";

/** Entries and their authors, consent rows, submission and withdrawal, taking part in rounds, and screening. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table children (
      id uuid primary key default gen_random_uuid(),
      unit_id uuid not null references units,
      search text not null,
      birth_date date,
      birth_year integer not null,
      created_at timestamptz not null,
      created_by uuid not null,
      constraint birth_year_matches_date
        check (birth_date is null or extract(year from birth_date) = birth_year)
    )`.execute(db);
  await sql`
    create unique index one_child_per_name_and_birth on children
      (unit_id, search, birth_year, coalesce(birth_date, '0001-01-01'::date))`.execute(db);
  await sql`
    create table entries (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      category_id uuid not null references categories,
      unit_id uuid not null references units,
      participant_id uuid not null references units,
      unit_name text not null,
      participant_name text not null,
      division_id uuid references divisions,
      title text not null,
      statement text not null default '',
      material text not null default '',
      paper_size text not null default '',
      mentor_name text not null default '',
      mentor_phone text not null default '',
      file_id uuid references stored_files,
      search text not null,
      version integer not null default 1,
      created_at timestamptz not null,
      created_by uuid not null,
      updated_at timestamptz not null,
      foreign key (contest_id, participant_id) references contest_participants (contest_id, unit_id)
    )`.execute(db);
  await sql`create index entries_by_unit on entries (contest_id, unit_id, created_at desc, id desc)`.execute(db);
  await sql`create index entries_by_category on entries (contest_id, category_id, created_at desc, id desc)`.execute(db);
  await sql`create index entries_by_participant on entries (contest_id, participant_id)`.execute(db);
  await sql`create unique index one_entry_per_file on entries (file_id)`.execute(db);
  await sql`
    create table entry_authors (
      entry_id uuid not null references entries on delete cascade,
      child_id uuid not null references children,
      position integer not null,
      full_name text not null,
      sex text not null constraint sex_known check (sex in ('female', 'male', 'undisclosed')),
      ethnicity text,
      class_name text not null default '',
      primary key (entry_id, child_id),
      constraint one_author_per_position unique (entry_id, position)
    )`.execute(db);
  await sql`create index entry_authors_by_child on entry_authors (child_id)`.execute(db);
  await sql`
    create table consents (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      child_id uuid not null references children,
      purpose text not null constraint purpose_known
        check (purpose in ('take-part', 'publish-name', 'publish-work')),
      method text not null constraint method_known check (method in ('paper', 'spoken', 'online')),
      guardian_name text not null default '',
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      withdrawn_at timestamptz,
      withdrawn_by uuid,
      constraint withdrawal_names_who check ((withdrawn_at is null) = (withdrawn_by is null))
    )`.execute(db);
  await sql`
    create unique index one_standing_consent on consents (contest_id, child_id, purpose)
      where withdrawn_at is null`.execute(db);
  await sql`
    create table entry_submissions (
      entry_id uuid primary key references entries,
      submitted_at timestamptz not null,
      submitted_by uuid not null
    )`.execute(db);
  await sql`
    create table entry_withdrawals (
      entry_id uuid primary key references entries,
      reason text not null,
      withdrawn_at timestamptz not null,
      withdrawn_by uuid not null
    )`.execute(db);
  await sql`
    create table code_counters (
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      last integer not null default 0,
      primary key (round_id, category_id)
    )`.execute(db);
  await sql`
    create table round_entries (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      entry_id uuid not null references entries,
      category_id uuid not null references categories,
      code text not null,
      blind_code text,
      source_round_id uuid references rounds,
      entered_at timestamptz not null,
      entered_by uuid not null,
      constraint one_entry_per_round unique (round_id, entry_id),
      constraint one_code_per_round unique (round_id, code),
      constraint one_blind_code_per_round unique (round_id, blind_code)
    )`.execute(db);
  await sql`create index round_entries_by_entry on round_entries (entry_id)`.execute(db);
  await sql`create index round_entries_by_category on round_entries (round_id, category_id, code)`.execute(db);
  await sql`
    create table screenings (
      id uuid primary key default gen_random_uuid(),
      round_entry_id uuid not null references round_entries,
      verdict text not null constraint verdict_known check (verdict in ('accepted', 'rejected')),
      rule text not null default '',
      note text not null default '',
      decided_at timestamptz not null,
      decided_by uuid not null,
      undone_at timestamptz,
      undone_by uuid,
      constraint rejection_names_its_rule check (verdict = 'accepted' or (rule <> '' and note <> ''))
    )`.execute(db);
  await sql`
    create unique index one_standing_screening on screenings (round_entry_id) where undone_at is null`.execute(db);
}
