import { createHash, randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { sql } from "kysely";
import { z } from "zod";
import { receiveUpload, type UploadResult } from "#app/domain/files/commands.server.ts";
import { findArchive, removeArchive, sweepArchives } from "#app/domain/files/archives.server.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import { defineJob, type JobTools } from "#app/domain/jobs/define.server.ts";
import { inflateEntry, listZip, ZipError, type ZipEntry, zipFromFile, type ZipSource } from "#app/platform/zip.server.ts";
import type { Database } from "#db/client.ts";
import { isLitter, isOutside, matchPictures, type PictureWish } from "./pictures.ts";

/** The most files an archive may hold, and the most that may come out of it. */
const maxFiles = 5_000;
const maxInflatedBytes = 8 * 2 ** 30;

/** The upload policy of an entry's work: the same rules, whether a phone or an archive brings the file. */
const entrySlug = "entry";
const forgetAfterMs = 7 * 24 * 3600 * 1000;

type Archive = { id: string; importId: string; sentBy: string; state: string };

/**
 * Reads an archive of pictures: each file goes to the entry it belongs to through the same door as a picture from a
 * phone. What cannot be taken is noted with its reason and the others go on. Repeated or restarted it goes on with
 * what is left; the archive is removed at the end.
 */
export const attachPictures = defineJob("entries.attach-pictures", z.object({ archiveId: z.uuid() }), async (tools, { archiveId }) => {
  const { db, storage } = tools;
  const archive = await db
    .selectFrom("import_archives")
    .select(["id", "import_id as importId", "sent_by as sentBy", "state"])
    .where("id", "=", archiveId)
    .executeTakeFirst();
  const stored = await findArchive(db, archiveId);
  if (!archive || archive.state === "done" || archive.state === "refused") return;
  if (!stored) return finish(tools, archive, "refused", "zip-gone");
  const source = await zipFromFile(storage.pathOf(stored.storageKey));
  try {
    await readArchive(tools, archive, source);
    await finish(tools, archive, "done");
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    await finish(tools, archive, "refused", error.reason);
  } finally {
    await source.close();
  }
  await removeArchive(db, storage, archiveId);
});

async function finish({ db, clock }: JobTools, { id }: Archive, state: "done" | "refused", reason: string | null = null): Promise<void> {
  await db.updateTable("import_archives").set({ state, reason, finished_at: clock() }).where("id", "=", id).execute();
}

async function readArchive(tools: JobTools, archive: Archive, source: ZipSource): Promise<void> {
  const { db } = tools;
  const entries = (await listZip(source, maxFiles)).filter(({ name }) => !isLitter(name));
  await db.updateTable("import_archives").set({ state: "running" }).where("id", "=", archive.id).execute();
  await noteFiles(db, archive, entries);
  const waiting = await db
    .selectFrom("import_archive_files as f")
    .innerJoin("entries as e", "e.id", "f.entry_id")
    .innerJoin("categories as c", "c.id", "e.category_id")
    .where("f.archive_id", "=", archive.id)
    .where("f.outcome", "=", "waiting")
    .select(["f.position", "f.entry_id as entryId", "e.file_id as fileId", "c.max_bytes as maxBytes"])
    .orderBy("f.position")
    .execute();
  let left = maxInflatedBytes;
  for (const { position, entryId, fileId, maxBytes } of waiting) {
    const entry = entries[position];
    if (!entry) continue;
    const outcome = fileId ? hasFile : await attach(tools, { archive, source, entry, position, entryId: entryId!, maxBytes: Math.min(maxBytes, left) });
    left -= outcome.bytes;
    await db
      .updateTable("import_archive_files")
      .set({ outcome: outcome.outcome, reason: outcome.reason, params: JSON.stringify(outcome.params) })
      .where("archive_id", "=", archive.id)
      .where("position", "=", position)
      .execute();
  }
}

type Outcome = { outcome: "attached" | "has-file" | "refused"; reason: string | null; params: Record<string, string | number>; bytes: number };
const hasFile: Outcome = { outcome: "has-file", reason: null, params: {}, bytes: 0 };
const refused = (reason: string, params: Outcome["params"] = {}, bytes = 0): Outcome => ({ outcome: "refused", reason, params, bytes });

/** Writes down every file of the archive with the entry it belongs to, once. */
async function noteFiles(db: Database, { id, importId }: Archive, entries: readonly ZipEntry[]): Promise<void> {
  const matches = matchPictures(await wishesOf(db, importId), entries.map(({ name }) => (isOutside(name) ? "" : name)));
  const rows = entries.map(({ name }, position) => {
    const { entryId, outcome } = matches[position]!;
    const outside = isOutside(name);
    return {
      position, name: name.slice(-200), entry_id: outside ? null : entryId, outcome: outside ? "refused" : outcome, reason: outside ? "zip-outside" : null,
    };
  });
  await sql`
    insert into import_archive_files (archive_id, position, name, entry_id, outcome, reason)
    select ${id}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(position int, name text, entry_id uuid, outcome text, reason text)
    on conflict do nothing`.execute(db);
}

/** The entries of a list with what their pictures may be called. */
export function wishesOf(db: Database, importId: string): Promise<PictureWish[]> {
  return db
    .selectFrom("imported_entries as ie")
    .where("ie.import_id", "=", importId)
    .select(["ie.entry_id as entryId", "ie.row_number as row", "ie.code", "ie.picture"])
    .select(sql<string>`coalesce((select a.full_name from entry_authors a where a.entry_id = ie.entry_id order by a.position limit 1), '')`.as("author"))
    .orderBy("ie.row_number")
    .execute();
}

type Errand = { archive: Archive; source: ZipSource; entry: ZipEntry; position: number; entryId: string; maxBytes: number };

async function attach(tools: JobTools, { archive, source, entry, position, entryId, maxBytes }: Errand): Promise<Outcome> {
  if (entry.bytes > maxBytes) return refused("file-too-big", { bytes: Math.min(entry.bytes, Number.MAX_SAFE_INTEGER), maxBytes });
  const path = tools.storage.tempPath();
  try {
    const { bytes, sha256 } = await inflateTo(path, source, entry, maxBytes);
    if (bytes === 0) return refused("empty");
    const result = await receive(tools, { archive, position, entryId, path, bytes, sha256, name: entry.name });
    if (result.ok) return { outcome: "attached", reason: null, params: {}, bytes };
    return result.reason === "entry-has-file" ? { ...hasFile, bytes } : refused(result.reason, result.params, bytes);
  } catch (error) {
    if (error instanceof ZipError) return refused(error.reason === "zip-too-large" ? "file-too-big" : error.reason, { bytes: maxBytes, maxBytes }, maxBytes);
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function inflateTo(path: string, source: ZipSource, entry: ZipEntry, maxBytes: number) {
  const file = await open(path, "wx");
  const hash = createHash("sha256");
  try {
    const bytes = await inflateEntry(source, entry, maxBytes, async (piece) => {
      hash.update(piece);
      await file.appendFile(piece);
    });
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    await file.close();
  }
}

type Arrived = { archive: Archive; position: number; entryId: string; path: string; bytes: number; sha256: string; name: string };

/** Hands a file over as an upload of whoever sent the archive; the same file again gets the answer of the first time. */
async function receive({ db, storage, clock }: JobTools, { archive, position, entryId, path, bytes, sha256, name }: Arrived): Promise<UploadResult> {
  const now = clock();
  const key = `${archive.id}-${position}`;
  const declaredType = "application/octet-stream";
  // A picture from a phone may have come since the archive was listed; it stays.
  const purpose = { entryId, ifEmpty: true };
  const upload = {
    key, customId: randomUUID(), slug: entrySlug, ownerId: archive.sentBy, medium: null, purpose, name: name.split("/").at(-1)!.slice(-200), bytes, declaredType,
  };
  await openUpload(db, upload, now);
  const known = await findUpload(db, key);
  return receiveUpload({ db, storage, now }, known!, { path, sha256 });
}

/** Forgets previews nobody said yes to within seven days, and archives that were never read to their end. */
export const forgetImports = defineJob("entries.forget-imports", z.object({}), async ({ db, storage, clock }) => {
  const before = new Date(clock().getTime() - forgetAfterMs);
  await db.deleteFrom("imports").where("confirmed_at", "is", null).where("created_at", "<", before).execute();
  await sweepArchives(db, storage, before);
});

/** The jobs of lists, for the catalogue. */
export const importJobs = [attachPictures, forgetImports];
