import { sql } from "kysely";
import { constraintOf } from "#app/platform/transaction.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import { type Medium, orphanAfterMs } from "./model.ts";
import type { PartFiles } from "./part-files.server.ts";
import type { Purpose } from "./policies.server.ts";

/** An upload that was granted, from its first byte to its end. `result` is what the client was told at the end. */
export interface Upload {
  key: string;
  customId: string;
  slug: string;
  ownerId: string;
  medium: Medium | null;
  purpose: Purpose;
  name: string;
  bytes: number;
  declaredType: string;
  settled: boolean;
  result: unknown;
}

/** What is known when an upload is granted. */
export type NewUpload = Omit<Upload, "settled" | "result">;

type Envelope = { medium: Medium | null; for: Purpose };

/**
 * Notes a granted upload under its key. False when the key already stands for another upload (keys carry only
 * 31 bits); the caller then asks for a fresh one.
 */
export async function openUpload(db: Database | Transaction, upload: NewUpload, now: Date): Promise<boolean> {
  const envelope: Envelope = { medium: upload.medium, for: upload.purpose };
  try {
    await db
      .insertInto("uploads")
      .values({
        key: upload.key,
        custom_id: upload.customId,
        slug: upload.slug,
        purpose: JSON.stringify(envelope),
        owner_id: upload.ownerId,
        name: upload.name,
        bytes: upload.bytes,
        declared_type: upload.declaredType,
        created_at: now,
      })
      .execute();
    return true;
  } catch (error) {
    if (constraintOf(error) === "uploads_pkey" || constraintOf(error) === "one_upload_per_custom_id")
      return false;
    throw error;
  }
}

/** The upload of a key, or null. */
export async function findUpload(db: Database, key: string): Promise<Upload | null> {
  const row = await db.selectFrom("uploads").selectAll().where("key", "=", key).executeTakeFirst();
  if (!row) return null;
  const envelope = row.purpose as Envelope;
  return {
    key: row.key,
    customId: row.custom_id,
    slug: row.slug,
    ownerId: row.owner_id,
    medium: envelope.medium,
    purpose: envelope.for,
    name: row.name,
    bytes: row.bytes,
    declaredType: row.declared_type,
    settled: row.completed_at !== null || row.failed_at !== null,
    result: row.result,
  };
}

/**
 * The files of finished uploads whose purpose carries this `pair`, the newest first, with what each was for: how two
 * files that were sent apart find each other.
 */
export async function findPaired(
  db: Database | Transaction,
  slug: string,
  pair: string
): Promise<{ fileId: string; purpose: Purpose }[]> {
  const rows = await db
    .selectFrom("uploads")
    .select(["file_id", "purpose"])
    .where(sql<string>`purpose -> 'for' ->> 'pair'`, "=", pair)
    .where("slug", "=", slug)
    .where("file_id", "is not", null)
    .orderBy("completed_at", "desc")
    .execute();
  return rows.map((row) => ({ fileId: row.file_id!, purpose: (row.purpose as Envelope).for }));
}

/** Closes an upload with what the client is told: a file, or the reason why there is none. */
export async function settleUpload(
  db: Database | Transaction,
  key: string,
  end: { fileId: string | null } | { failure: string },
  result: object,
  now: Date
): Promise<void> {
  const outcome =
    "fileId" in end ? { completed_at: now, file_id: end.fileId } : { failed_at: now, failure: end.failure };
  await db
    .updateTable("uploads")
    .set({ ...outcome, result: JSON.stringify(result) })
    .where("key", "=", key)
    .execute();
}

/** Forgets uploads that were begun more than seven days ago and never finished, with their bytes. Gives how many. */
export async function sweepOrphans(db: Database, parts: PartFiles, now: Date): Promise<number> {
  const before = new Date(now.getTime() - orphanAfterMs);
  const gone = await db
    .deleteFrom("uploads")
    .where("completed_at", "is", null)
    .where("failed_at", "is", null)
    .where("created_at", "<", before)
    .returning("key")
    .execute();
  for (const { key } of gone) await parts.discard(key);
  await parts.discardOlderThan(before);
  return gone.length;
}
