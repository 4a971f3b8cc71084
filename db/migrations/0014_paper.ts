import { type Kysely, sql } from "kysely";

/** Slips with codes, where each original is and who gave it to whom, and the hand-over notes that both sides sign. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table paper_slips (
      code text primary key constraint slip_code_shape check (code ~ '^[2-9CDFHJKLMNPRTVWX]{8}$'),
      contest_id uuid not null references contests,
      unit_id uuid not null references units,
      entry_id uuid constraint one_slip_per_entry unique references entries on delete set null,
      issued_at timestamptz not null,
      issued_by uuid not null,
      claimed_at timestamptz,
      claimed_by uuid,
      constraint claim_names_who check ((claimed_at is null) = (claimed_by is null))
    )`.execute(db);
  await sql`create index paper_slips_by_unit on paper_slips (contest_id, unit_id, issued_at desc)`.execute(db);
  // A sheet that was given back may come in again: each coming and going is a turn of its own.
  await sql`
    create table custody_events (
      id uuid primary key default gen_random_uuid(),
      round_entry_id uuid not null references round_entries,
      turn integer not null default 1 constraint turn_positive check (turn > 0),
      kind text not null constraint custody_kind_known check (kind in ('received', 'handed-over', 'returned')),
      carrier text not null constraint carrier_known check (carrier in ('sheet', 'usb')),
      condition text not null constraint condition_known
        check (condition in ('good', 'creased', 'torn', 'stained', 'incomplete', 'other')),
      note text not null default '' constraint other_condition_is_described check (condition <> 'other' or note <> ''),
      place text not null default '',
      happened_at timestamptz not null,
      happened_by uuid not null,
      undone_at timestamptz,
      undone_by uuid,
      constraint undoing_names_who check ((undone_at is null) = (undone_by is null))
    )`.execute(db);
  await sql`
    create unique index one_standing_custody_event on custody_events (round_entry_id, turn, kind)
      where undone_at is null`.execute(db);
  await sql`create index custody_events_by_time on custody_events (happened_at desc)`.execute(db);
  await sql`
    create table custody_repeats (
      id uuid primary key default gen_random_uuid(),
      custody_event_id uuid not null references custody_events,
      scanned_at timestamptz not null,
      scanned_by uuid not null
    )`.execute(db);
  await sql`create index custody_repeats_by_event on custody_repeats (custody_event_id, scanned_at desc)`.execute(db);
  await sql`
    create table handovers (
      id uuid primary key default gen_random_uuid(),
      round_id uuid not null references rounds,
      unit_id uuid not null references units,
      unit_name text not null,
      movement text not null constraint movement_known check (movement in ('received', 'handed-over', 'returned')),
      giver text not null constraint giver_named check (giver <> ''),
      giver_post text not null default '',
      receiver text not null constraint receiver_named check (receiver <> ''),
      receiver_post text not null default '',
      place text not null default '',
      note text not null default '',
      drafted_at timestamptz not null,
      drafted_by uuid not null,
      signed_at timestamptz,
      signed_by uuid,
      constraint signing_names_who check ((signed_at is null) = (signed_by is null))
    )`.execute(db);
  await sql`create index handovers_by_unit on handovers (round_id, unit_id, drafted_at desc)`.execute(db);
  await sql`
    create table handover_items (
      handover_id uuid not null references handovers on delete cascade,
      custody_event_id uuid not null references custody_events constraint one_note_per_custody_event unique,
      position integer not null,
      code text not null,
      title text not null,
      category_name text not null,
      carrier text not null,
      condition text not null,
      note text not null default '',
      primary key (handover_id, position)
    )`.execute(db);
  await freezeSigned(db);
}

/** What both sides signed on paper can no longer be another thing here. */
async function freezeSigned(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_signed_handover_change() returns trigger language plpgsql as $$
    declare signed boolean;
    begin
      if tg_table_name = 'handovers' then signed := old.signed_at is not null;
      elsif tg_op = 'INSERT' then select signed_at is not null into signed from handovers where id = new.handover_id;
      else select signed_at is not null into signed from handovers where id = old.handover_id;
      end if;
      if signed then raise exception 'a signed hand-over note is frozen'; end if;
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger refuse_signed_handover_change before update or delete on handovers
    for each row execute function refuse_signed_handover_change()`.execute(db);
  await sql`
    create trigger refuse_signed_handover_change before insert or update or delete on handover_items
    for each row execute function refuse_signed_handover_change()`.execute(db);
}
