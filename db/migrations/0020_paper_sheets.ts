import { type Kysely, sql } from "kysely";

/** Score sheets filled on paper: keyed by two people apart, recorded on the judge's sheets once both agree, with their scans. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table paper_keyings (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      judge_id uuid not null references people,
      category_id uuid not null references categories,
      turn integer not null constraint keying_is_first_or_second check (turn in (1, 2)),
      keyed_by uuid not null references people,
      started_at timestamptz not null,
      finished_at timestamptz,
      withdrawn_at timestamptz,
      withdrawn_by uuid,
      withdrawal_reason text not null default '',
      constraint withdrawn_keying_names_who check ((withdrawn_at is null) = (withdrawn_by is null)),
      constraint withdrawn_keying_has_a_reason check (withdrawn_at is null or withdrawal_reason <> '')
    )`.execute(db);
  await sql`
    create unique index one_keying_per_turn on paper_keyings (round_id, judge_id, category_id, turn) where withdrawn_at is null`.execute(db);
  // Two pairs of eyes: the second keying is never by the person of the first.
  await sql`
    create unique index one_keying_per_person on paper_keyings (round_id, judge_id, category_id, keyed_by)
    where withdrawn_at is null`.execute(db);
  await sql`
    create table paper_keyed_points (
      keying_id uuid not null references paper_keyings,
      sheet_id uuid not null references sheets,
      criterion_id uuid not null references criteria,
      points integer not null constraint keyed_points_not_negative check (points >= 0),
      keyed_at timestamptz not null,
      primary key (keying_id, sheet_id, criterion_id)
    )`.execute(db);
  await sql`create index paper_keyed_points_by_sheet on paper_keyed_points (sheet_id)`.execute(db);
  await sql`
    create table paper_recordings (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      judge_id uuid not null references people,
      category_id uuid not null references categories,
      first_keying_id uuid not null references paper_keyings,
      second_keying_id uuid not null references paper_keyings,
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      taken_back_at timestamptz,
      taken_back_by uuid,
      take_back_reason text not null default '',
      constraint taken_back_recording_names_who check ((taken_back_at is null) = (taken_back_by is null)),
      constraint taken_back_recording_has_a_reason check (taken_back_at is null or take_back_reason <> '')
    )`.execute(db);
  await sql`
    create unique index one_standing_recording on paper_recordings (round_id, judge_id, category_id)
    where taken_back_at is null`.execute(db);
  await sql`create index paper_recordings_by_keying on paper_recordings (first_keying_id)`.execute(db);
  await sql`
    create table paper_scans (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      judge_id uuid not null references people,
      category_id uuid not null references categories,
      file_id uuid not null references stored_files,
      added_at timestamptz not null,
      added_by uuid not null
    )`.execute(db);
  await sql`create index paper_scans_by_judge on paper_scans (round_id, judge_id, category_id, added_at)`.execute(db);
  await sql`create index paper_scans_by_file on paper_scans (file_id)`.execute(db);
}
