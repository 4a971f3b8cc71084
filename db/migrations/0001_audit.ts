import { type Kysely, sql } from "kysely";

/**
 * The audit chain. Every row carries the hash of the one before it, so that one altered row breaks all that follow.
 * The trigger numbers and seals rows under one lock; nothing may be changed or deleted afterwards.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_events (
      seq bigint primary key,
      at timestamptz not null,
      actor_id uuid,
      actor_name text not null,
      action text not null,
      subject_type text not null,
      subject_id text not null,
      contest_id uuid,
      detail jsonb not null default '{}',
      previous_hash text not null,
      hash text not null
    )`.execute(db);
  await sql`create index audit_events_by_contest on audit_events (contest_id, seq desc)`.execute(db);
  await sql`create index audit_events_by_subject on audit_events (subject_type, subject_id, seq)`.execute(db);
  await sql`
    create function seal_audit_event() returns trigger language plpgsql as $$
    declare last record;
    begin
      perform pg_advisory_xact_lock(727274);
      select seq, hash into last from audit_events order by seq desc limit 1;
      new.seq := coalesce(last.seq, 0) + 1;
      new.previous_hash := coalesce(last.hash, repeat('0', 64));
      new.hash := encode(sha256(convert_to(concat_ws(E'\\x1f',
        new.previous_hash, new.seq, to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        coalesce(new.actor_id::text, ''), new.actor_name, new.action, new.subject_type, new.subject_id,
        coalesce(new.contest_id::text, ''), new.detail::text), 'UTF8')), 'hex');
      return new;
    end $$`.execute(db);
  await sql`
    create trigger seal_audit_event before insert on audit_events
    for each row execute function seal_audit_event()`.execute(db);
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'audit_events is append-only'; end $$`.execute(db);
  await sql`
    create trigger refuse_audit_change before update or delete or truncate on audit_events
    for each statement execute function refuse_audit_change()`.execute(db);
}
