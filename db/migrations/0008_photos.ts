import { type Kysely, sql } from "kysely";

/**
 * The untouched photo beside a straightened one, for its unit and the office alone. The two come as two uploads, in
 * any order; the same `pair` in what each is for says that they belong together.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table entries
      add column original_file_id uuid references stored_files,
      add constraint original_beside_a_picture
        check (original_file_id is null or (file_id is not null and original_file_id <> file_id))`.execute(db);
  await sql`create unique index one_entry_per_original on entries (original_file_id)`.execute(db);
  await sql`
    create index uploads_by_pair on uploads ((purpose -> 'for' ->> 'pair'))
      where purpose -> 'for' ->> 'pair' is not null`.execute(db);
  await sql`create index uploads_by_file on uploads (file_id)`.execute(db);
}
