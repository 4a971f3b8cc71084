import { type Kysely, sql } from "kysely";

/** One sheet for each judge and entry; points by criterion in hundredths; the closing of judging. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sheets (
      id uuid primary key default gen_random_uuid(),
      round_entry_id uuid not null references round_entries,
      judge_id uuid not null references people,
      position integer not null,
      opened_at timestamptz not null,
      submitted_at timestamptz,
      total_points integer,
      closed_at timestamptz,
      constraint one_sheet_per_judge_and_entry unique (round_entry_id, judge_id),
      constraint submitted_sheet_has_total check ((submitted_at is null) = (total_points is null))
    )`.execute(db);
  await sql`create index sheets_by_judge on sheets (judge_id, position, id)`.execute(db);
  await sql`
    create table sheet_points (
      sheet_id uuid not null references sheets,
      criterion_id uuid not null references criteria,
      points integer not null constraint points_not_negative check (points >= 0),
      saved_at timestamptz not null,
      revision integer not null default 1,
      primary key (sheet_id, criterion_id)
    )`.execute(db);
  await sql`
    create table judging_closures (
      round_id uuid primary key references rounds,
      closed_at timestamptz not null,
      closed_by uuid not null,
      missing_sheets integer not null,
      reason text not null default '',
      constraint gaps_need_a_reason check (missing_sheets = 0 or reason <> '')
    )`.execute(db);
}
