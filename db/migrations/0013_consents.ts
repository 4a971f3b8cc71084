import { type Kysely, sql } from "kysely";

/**
 * Consents by child and purpose with the wording that was read, who gave it, the child's own assent and a proof;
 * children who left a group; and what the office must do after a withdrawal, each with its legal day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consent_texts (
      contest_id uuid not null references contests,
      version integer not null constraint text_version_positive check (version > 0),
      wording jsonb not null,
      reason text not null default '',
      published_at timestamptz not null,
      published_by uuid not null,
      primary key (contest_id, version)
    )`.execute(db);
  await sql`
    create table consent_proofs (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      unit_id uuid not null references units,
      file_id uuid not null constraint one_proof_per_file unique references stored_files,
      created_at timestamptz not null,
      created_by uuid not null
    )`.execute(db);
  await sql`create index consent_proofs_by_unit on consent_proofs (contest_id, unit_id, created_at desc, id desc)`.execute(db);
  await alterConsents(db);
  await sql`
    create table author_departures (
      entry_id uuid not null,
      child_id uuid not null,
      departed_at timestamptz not null,
      departed_by uuid not null,
      continues boolean,
      decided_at timestamptz,
      decided_by uuid,
      primary key (entry_id, child_id),
      constraint departure_of_an_author foreign key (entry_id, child_id) references entry_authors (entry_id, child_id),
      constraint decision_names_who check ((continues is null) = (decided_at is null) and (decided_at is null) = (decided_by is null))
    )`.execute(db);
  await sql`
    create table privacy_tasks (
      id uuid primary key default gen_random_uuid(),
      contest_id uuid not null references contests,
      child_id uuid not null references children,
      entry_id uuid references entries,
      unit_id uuid not null references units,
      kind text not null constraint task_kind_known
        check (kind in ('acknowledge', 'withdraw', 'delete', 'tell-next-round', 'decide-group')),
      purposes text[] not null,
      due_on date not null,
      opened_at timestamptz not null,
      opened_by uuid not null,
      done_at timestamptz,
      done_by uuid,
      note text not null default '',
      constraint done_names_who check ((done_at is null) = (done_by is null))
    )`.execute(db);
  await sql`
    create index open_privacy_tasks on privacy_tasks (unit_id, due_on, id) where done_at is null`.execute(db);
  await sql`create index privacy_tasks_by_unit on privacy_tasks (unit_id, done_at desc, id desc) where done_at is not null`.execute(db);
  await sql`create index privacy_tasks_by_child on privacy_tasks (contest_id, child_id)`.execute(db);
  await createViews(db);
}

async function alterConsents(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table consents
      drop constraint purpose_known,
      add constraint purpose_known check (purpose in
        ('take-part', 'statistics', 'publish-name', 'publish-work', 'publish-face', 'send-up', 'archive')),
      add column text_version integer,
      add column relation text not null default '' constraint relation_known
        check (relation in ('', 'mother', 'father', 'guardian', 'other')),
      add column assented boolean not null default false,
      add column given_on date,
      add column proof_id uuid references consent_proofs,
      add column replaced_at timestamptz,
      add column withdrawal_method text constraint withdrawal_method_known
        check (withdrawal_method in ('paper', 'spoken', 'online')),
      add column withdrawal_note text not null default '',
      add constraint text_of_the_contest foreign key (contest_id, text_version)
        references consent_texts (contest_id, version)`.execute(db);
  await sql`
    update consents set given_on = (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date`.execute(db);
  // Until now one tick answered the question what "cha mẹ và em" agree to: the child's word is in it from seven on.
  await sql`
    update consents k set assented = true from children c
    where c.id = k.child_id and extract(year from k.given_on) - c.birth_year >= 7`.execute(db);
  await sql`alter table consents alter column given_on set not null`.execute(db);
  await sql`create index consents_by_child on consents (child_id, contest_id)`.execute(db);
  await sql`drop index one_standing_consent`.execute(db);
  await sql`
    create unique index one_standing_consent on consents (contest_id, child_id, purpose)
      where withdrawn_at is null and replaced_at is null`.execute(db);
}

/**
 * The consents that count. A child who is or may be 7 on the day must have assented; the age is counted as
 * `ageOn` counts it, so that a child of 29 February is a year older on 1 March.
 */
async function createViews(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view standing_consents as
    select k.id, k.contest_id, k.child_id, k.purpose, k.given_on, k.recorded_at
    from consents k join children c on c.id = k.child_id
    where k.withdrawn_at is null and k.replaced_at is null
      and (k.assented or
        extract(year from k.given_on) - c.birth_year
        - case when to_char(k.given_on, 'MMDD') < to_char(coalesce(c.birth_date, make_date(c.birth_year, 1, 1)), 'MMDD')
            then 1 else 0 end < 7)`.execute(db);
}
