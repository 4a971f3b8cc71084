import { type Kysely, sql } from "kysely";

/**
 * New versions of a category's criteria after the opening. Criteria of a category are always those of the present
 * version; one that was replaced or dropped leaves it and stays for the points that were given on it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table criteria alter column category_id drop not null,
      add column retired_from uuid references categories,
      add constraint retired_criterion_has_left check ((category_id is null) = (retired_from is not null))`.execute(db);
  await sql`
    create table criteria_versions (
      category_id uuid not null references categories,
      number integer not null constraint number_positive check (number > 0),
      criteria jsonb not null,
      replaced_at timestamptz not null,
      replaced_by uuid not null references people,
      reason text not null constraint version_has_a_reason check (reason <> ''),
      primary key (category_id, number)
    )`.execute(db);
  await sql`
    create function refuse_criteria_version_change() returns trigger language plpgsql as $$
    begin
      raise exception 'an earlier version of the criteria is kept as it was';
    end $$`.execute(db);
  await sql`
    create trigger refuse_criteria_version_change before update or delete on criteria_versions
    for each row execute function refuse_criteria_version_change()`.execute(db);
  // Stands on the sheet itself, as closed_at does: a save that waited for the row finds other criteria.
  await sql`alter table sheets add column criteria_version integer not null default 1`.execute(db);
  await sql`
    create table criteria_recalls (
      sheet_id uuid not null references sheets,
      version integer not null,
      was_handed_in boolean not null,
      recalled_at timestamptz not null,
      answered_at timestamptz,
      primary key (sheet_id, version)
    )`.execute(db);
}
