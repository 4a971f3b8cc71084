import type { Storage } from "#app/platform/storage.server.ts";
import type { Database, Transaction } from "#db/client.ts";

type NewArchive = { id: string; storageKey: string; bytes: number; sha256: string; ownerId: string };

/** Notes an archive whose bytes are in the store. */
export async function insertArchive(trx: Transaction, { id, storageKey, bytes, sha256, ownerId }: NewArchive, now: Date): Promise<void> {
  await trx
    .insertInto("stored_archives")
    .values({ id, storage_key: storageKey, bytes, sha256, created_at: now, created_by: ownerId })
    .execute();
}

/** Where an archive lies and how large it is; null when it has been removed. */
export async function findArchive(db: Database, id: string): Promise<{ storageKey: string; bytes: number } | null> {
  const row = await db.selectFrom("stored_archives").select(["storage_key as storageKey", "bytes"]).where("id", "=", id).executeTakeFirst();
  return row ?? null;
}

/** Removes an archive for good; bytes that outlive a crash here are found by the nightly sweep. Again is once. */
export async function removeArchive(db: Database, storage: Storage, id: string): Promise<void> {
  const gone = await db.deleteFrom("stored_archives").where("id", "=", id).returning("storage_key").executeTakeFirst();
  if (gone) await storage.remove(gone.storage_key);
}

/** Removes archives that came before a moment and were never read to their end. Gives how many. */
export async function sweepArchives(db: Database, storage: Storage, before: Date): Promise<number> {
  const old = await db.selectFrom("stored_archives").select("id").where("created_at", "<", before).execute();
  for (const { id } of old) await removeArchive(db, storage, id);
  return old.length;
}
