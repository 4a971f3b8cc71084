import { type Kysely, sql } from "kysely";

/** Rows of the batch desk as they were last saved, and clips announced to come on a USB stick. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `typed` holds what could not be read as an entry yet; null when the entry says it all. It speaks of `version`.
  await sql`
    create table desk_rows (
      entry_id uuid primary key references entries on delete cascade,
      line integer not null,
      typed jsonb,
      version integer not null,
      last_save uuid not null,
      saved_at timestamptz not null,
      saved_by uuid not null
    )`.execute(db);
  await sql`
    create table usb_announcements (
      entry_id uuid primary key references entries on delete cascade,
      announced_at timestamptz not null,
      announced_by uuid not null
    )`.execute(db);
}
