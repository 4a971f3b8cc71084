import { type Kysely, sql } from "kysely";

/** The decision room finds the ties of a category without reading its whole ranking. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index ranked_entries_tied on ranked_entries (round_id, category_id, position) where trail <> '[]'::jsonb`.execute(db);
}
