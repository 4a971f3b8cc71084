import { sql } from "kysely";
import type { Storage } from "#app/platform/storage.server.ts";
import type { Database } from "#db/client.ts";

/** What nobody came to own within a day is not on its way to anybody. */
const unownedAfterMs = 24 * 3600 * 1000;
const batch = 500;

/** Tables of this module; a row anywhere else that points at a file keeps it. */
const ownTables = ["file_renditions", "file_steps", "picture_prints", "uploads"];

/** PostgreSQL's code for a row that another one still points at. */
const isReferenced = (error: unknown) => error instanceof Error && "code" in error && error.code === "23503";

/** Takes a file's rows away and gives the keys of its bytes. Throws when something still points at it. */
async function removeRows(db: Database, fileId: string): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    // Locked first, so that no form of it can be added meanwhile.
    await trx.selectFrom("stored_files").select("id").where("id", "=", fileId).forUpdate().execute();
    const made = await trx
      .deleteFrom("file_renditions")
      .where("file_id", "=", fileId)
      .returning("storage_key")
      .execute();
    await trx.deleteFrom("file_steps").where("file_id", "=", fileId).execute();
    await trx.deleteFrom("uploads").where("file_id", "=", fileId).execute();
    const gone = await trx.deleteFrom("stored_files").where("id", "=", fileId).returning("storage_key").execute();
    return [...gone, ...made].map((row) => row.storage_key);
  });
}

/**
 * Removes a file for good: its rows, how it was uploaded, its derived forms and all their bytes. True when it did;
 * false, with nothing changed, when another module's row still points at it or it is gone already.
 */
export async function removeFile(db: Database, storage: Storage, fileId: string): Promise<boolean> {
  const keys = await removeRows(db, fileId).catch((error: unknown) => {
    if (isReferenced(error)) return [];
    throw error;
  });
  // Bytes that outlive a crash here are found by `sweepStore`.
  for (const key of keys) await storage.remove(key);
  return keys.length > 0;
}

/** Files stored before a moment that no other module's row points at, whichever modules there are. */
async function listUnreferenced(db: Database, before: Date): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select t.relname as table, a.attname as column
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'stored_files'::regclass
      and t.relname <> all(${ownTables}::text[])`.execute(db);
  if (rows.length === 0) return [];
  const unused = rows.map(
    ({ table, column }) =>
      sql<boolean>`not exists (select 1 from ${sql.table(table)} as r where ${sql.ref(`r.${column}`)} = f.id)`
  );
  const files = await db
    .selectFrom("stored_files as f")
    .select("f.id")
    .where("f.created_at", "<", before)
    .where((is) => is.and(unused))
    .execute();
  return files.map(({ id }) => id);
}

/** Removes the files that nothing has pointed at for a day. Gives how many. */
export async function sweepUnreferenced(db: Database, storage: Storage, now: Date): Promise<number> {
  let removed = 0;
  for (const id of await listUnreferenced(db, new Date(now.getTime() - unownedAfterMs)))
    if (await removeFile(db, storage, id)) removed += 1;
  return removed;
}

async function removeUnknown(db: Database, storage: Storage, keys: string[]): Promise<number> {
  const known = await db
    .selectFrom("stored_files")
    .select("storage_key")
    .where("storage_key", "in", keys)
    .unionAll(db.selectFrom("file_renditions").select("storage_key").where("storage_key", "in", keys))
    .unionAll(db.selectFrom("stored_archives").select("storage_key").where("storage_key", "in", keys))
    .execute();
  const kept = new Set(known.map((row) => row.storage_key));
  const unknown = keys.filter((key) => !kept.has(key));
  for (const key of unknown) await storage.remove(key);
  return unknown.length;
}

/** Removes bytes in the store that no row has known for a day: what a crash left behind. Gives how many keys. */
export async function sweepStore(db: Database, storage: Storage, now: Date): Promise<number> {
  const before = new Date(now.getTime() - unownedAfterMs);
  await storage.discardTemporary(before);
  let removed = 0;
  let keys: string[] = [];
  for await (const key of storage.keysBefore(before)) {
    if (keys.push(key) < batch) continue;
    removed += await removeUnknown(db, storage, keys);
    keys = [];
  }
  return removed + (keys.length > 0 ? await removeUnknown(db, storage, keys) : 0);
}
