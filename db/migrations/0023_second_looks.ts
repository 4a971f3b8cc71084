import { type Kysely, sql } from "kysely";

/** Works on which judges are far apart, looked at again: who was asked, the first points, what each judge answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table spread_limit_changes (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      limit_before integer,
      limit_after integer,
      while_judging boolean not null,
      reason text not null constraint limit_change_has_a_reason check (reason <> ''),
      changed_at timestamptz not null,
      changed_by uuid not null,
      constraint limit_change_changes_something check (limit_before is distinct from limit_after)
    )`.execute(db);
  await sql`create index spread_limit_changes_by_round on spread_limit_changes (round_id, changed_at)`.execute(db);
  await sql`
    create table second_looks (
      id uuid primary key default gen_random_uuid(),
      round_entry_id uuid not null references round_entries,
      asked_at timestamptz not null,
      asked_by uuid not null,
      constraint one_second_look_per_entry unique (round_entry_id)
    )`.execute(db);
  await sql`
    create table second_look_sheets (
      sheet_id uuid primary key references sheets,
      look_id uuid not null references second_looks,
      first_total integer not null,
      outcome text constraint look_outcome_known check (outcome in ('kept', 'changed', 'lapsed')),
      answered_at timestamptz,
      constraint answered_look_says_when check ((outcome is null) = (answered_at is null))
    )`.execute(db);
  await sql`create index second_look_sheets_by_look on second_look_sheets (look_id)`.execute(db);
  await sql`
    create table second_look_points (
      sheet_id uuid not null references second_look_sheets,
      criterion_id uuid not null references criteria,
      points integer not null constraint first_points_not_negative check (points >= 0),
      primary key (sheet_id, criterion_id)
    )`.execute(db);
  await sql`
    alter table judging_closures
      add column open_looks integer not null default 0,
      drop constraint gaps_need_a_reason,
      add constraint gaps_need_a_reason check ((missing_sheets = 0 and open_looks = 0) or reason <> '')`.execute(db);
}
