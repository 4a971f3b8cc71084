import { type Kysely, sql } from "kysely";

/**
 * Lists that were sent, their preview while it waits for a yes, and which entries came of them. What a list says besides
 * is forgotten at the yes or the no: `sheets` and the rows of the preview are gone then.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      unit_id uuid not null references units,
      on_behalf boolean not null,
      file_name text not null,
      sha256 text not null,
      bytes integer not null,
      sheets bytea,
      mapping jsonb not null,
      table_found jsonb not null,
      summary jsonb not null,
      created_at timestamptz not null,
      created_by uuid not null,
      created_by_name text not null,
      confirmed_at timestamptz,
      confirmed_by uuid,
      undone_at timestamptz,
      undone_by uuid,
      constraint confirmation_names_who check ((confirmed_at is null) = (confirmed_by is null)),
      constraint undoing_names_who check ((undone_at is null) = (undone_by is null)),
      constraint only_confirmed_is_undone check (undone_at is null or confirmed_at is not null),
      constraint confirmed_keeps_no_sheets check (confirmed_at is null or sheets is null)
    )`.execute(db);
  await sql`create index imports_by_contest on imports (contest_id, created_at desc, id desc)`.execute(db);
  await sql`
    create table import_rows (
      import_id uuid not null references imports on delete cascade,
      position integer not null,
      row_number integer not null,
      entry jsonb not null,
      authors jsonb not null,
      problems jsonb not null,
      blocked boolean not null,
      identity text,
      primary key (import_id, position)
    )`.execute(db);
  await sql`create index import_rows_with_problems on import_rows (import_id, position) where problems <> '[]'`.execute(db);
  await sql`
    create table imported_entries (
      entry_id uuid primary key references entries on delete cascade,
      import_id uuid not null references imports,
      contest_id uuid not null references contests,
      row_number integer not null,
      identity text not null,
      code text not null,
      picture text not null,
      constraint one_imported_entry_per_identity unique (contest_id, identity)
    )`.execute(db);
  await sql`create index imported_entries_by_import on imported_entries (import_id, row_number)`.execute(db);
  await sql`
    create table stored_archives (
      id uuid primary key,
      storage_key text not null constraint one_archive_per_storage_key unique,
      bytes bigint not null constraint archive_not_empty check (bytes > 0),
      sha256 text not null,
      created_at timestamptz not null,
      created_by uuid not null
    )`.execute(db);
  await sql`
    create table import_archives (
      id uuid primary key,
      import_id uuid not null references imports,
      name text not null,
      state text not null constraint archive_state_known check (state in ('waiting', 'running', 'done', 'refused')),
      reason text,
      sent_at timestamptz not null,
      sent_by uuid not null,
      finished_at timestamptz
    )`.execute(db);
  await sql`create index import_archives_by_import on import_archives (import_id, sent_at desc)`.execute(db);
  await sql`
    create table import_archive_files (
      archive_id uuid not null references import_archives on delete cascade,
      position integer not null,
      name text not null,
      entry_id uuid references entries on delete set null,
      outcome text not null constraint archive_outcome_known
        check (outcome in ('waiting', 'attached', 'unmatched', 'claimed-twice', 'second-picture', 'has-file', 'refused')),
      reason text,
      params jsonb not null default '{}',
      primary key (archive_id, position)
    )`.execute(db);
}
