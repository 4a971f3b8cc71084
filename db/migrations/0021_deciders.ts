import { type Kysely, sql } from "kysely";

/** Comparing in pairs: what is compared by whom, each judge's answers, and the scores it ended with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deciders (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      category_id uuid not null references categories,
      kind text not null constraint decider_kind_known check (kind in ('tie', 'final')),
      places integer constraint decider_places_positive check (places > 0),
      opened_at timestamptz not null,
      opened_by uuid not null,
      ended_at timestamptz,
      ended_by uuid,
      end_reason text not null default '',
      outcome text constraint decider_outcome_known check (outcome in ('whole-order', 'cut-decided', 'undecided')),
      withdrawn_at timestamptz,
      withdrawn_by uuid,
      withdrawal_reason text not null default '',
      constraint ended_decider_says_what check ((ended_at is null) = (outcome is null) and (ended_at is null) = (ended_by is null)),
      constraint withdrawal_has_a_reason
        check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason = ''))
    )`.execute(db);
  await sql`create index deciders_by_round on deciders (round_id, category_id, opened_at)`.execute(db);
  await sql`
    create table decider_entries (
      decider_id uuid not null references deciders,
      round_entry_id uuid not null references round_entries,
      score integer,
      primary key (decider_id, round_entry_id)
    )`.execute(db);
  await sql`create index decider_entries_by_entry on decider_entries (round_entry_id)`.execute(db);
  await sql`
    create table decider_judges (
      decider_id uuid not null references deciders,
      judge_id uuid not null references people,
      primary key (decider_id, judge_id)
    )`.execute(db);
  await sql`create index decider_judges_by_judge on decider_judges (judge_id)`.execute(db);
  await sql`
    create table decider_answers (
      id uuid primary key default gen_random_uuid(),
      decider_id uuid not null,
      judge_id uuid not null,
      number integer not null,
      left_id uuid not null,
      right_id uuid not null,
      answer text not null constraint answer_known check (answer in ('left', 'right', 'equal')),
      given_at timestamptz not null,
      undone_at timestamptz,
      constraint two_entries_compared check (left_id <> right_id),
      constraint one_number_per_answer unique (decider_id, judge_id, number),
      constraint answer_by_an_asked_judge foreign key (decider_id, judge_id) references decider_judges,
      constraint left_of_the_decider foreign key (decider_id, left_id) references decider_entries,
      constraint right_of_the_decider foreign key (decider_id, right_id) references decider_entries
    )`.execute(db);
  // Of a pair answered again, from whatever side, the last answer stands alone.
  await sql`
    create unique index one_standing_answer on decider_answers
      (decider_id, judge_id, least(left_id, right_id), greatest(left_id, right_id)) where undone_at is null`.execute(db);
}
