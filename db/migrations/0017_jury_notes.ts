import { type Kysely, sql } from "kysely";

/** What a judge writes and marks beside the points, every change of a point, and flags for the secretariat. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sheet_point_revisions (
      id bigint generated always as identity primary key,
      sheet_id uuid not null references sheets,
      criterion_id uuid not null references criteria,
      points_before integer,
      points_after integer,
      changed_at timestamptz not null,
      changed_by uuid not null,
      constraint revision_changes_something check (points_before is distinct from points_after)
    )`.execute(db);
  await sql`create index point_revisions_of_sheet on sheet_point_revisions (sheet_id, criterion_id, id)`.execute(db);
  await sql`
    create table sheet_texts (
      sheet_id uuid not null references sheets,
      kind text not null constraint sheet_text_kind_known check (kind in ('author', 'jury', 'own')),
      text text not null,
      revision integer not null default 1,
      saved_at timestamptz not null,
      primary key (sheet_id, kind)
    )`.execute(db);
  // A judge's own notes keep no history: they are nobody else's, and what is crossed out is gone.
  await sql`
    create table sheet_text_revisions (
      sheet_id uuid not null,
      kind text not null constraint own_notes_keep_no_history check (kind in ('author', 'jury')),
      revision integer not null,
      text text not null,
      saved_at timestamptz not null,
      primary key (sheet_id, kind, revision),
      foreign key (sheet_id, kind) references sheet_texts
    )`.execute(db);
  await sql`
    create table sheet_favourites (
      sheet_id uuid primary key references sheets,
      marked_at timestamptz not null
    )`.execute(db);
  await flags(db);
}

async function flags(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sheet_flags (
      id uuid primary key default gen_random_uuid(),
      sheet_id uuid not null references sheets,
      reason text not null constraint flag_reason_known
        check (reason in ('identity', 'not-own', 'wrong-place', 'bad-file', 'content', 'other')),
      note text not null default '',
      flagged_at timestamptz not null,
      settled_at timestamptz,
      settled_by uuid,
      answer text not null default '',
      constraint other_reason_is_described check (reason <> 'other' or note <> ''),
      constraint settled_flag_has_an_answer check ((settled_at is null) = (settled_by is null)
        and (settled_at is null) = (answer = ''))
    )`.execute(db);
  await sql`create unique index one_open_flag_per_sheet on sheet_flags (sheet_id) where settled_at is null`.execute(db);
}
