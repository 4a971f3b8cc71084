import { type Kysely, sql } from "kysely";

/** The photo as it was taken belongs to the version it was sent with, and stays in store as long as that does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table entry_versions add column original_file_id uuid references stored_files`.execute(db);
  await sql`create index entry_versions_by_original on entry_versions (original_file_id)`.execute(db);
  await sql`
    update entry_versions v set original_file_id = e.original_file_id
    from entries e where e.id = v.entry_id and e.file_id = v.file_id`.execute(db);
}
