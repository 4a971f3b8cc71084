import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { receiveUpload } from "#app/domain/files/commands.server.ts";
import { fileJobs, removeStoredFile, sweepStoredFiles } from "#app/domain/files/jobs.server.ts";
import { mendStepsJob } from "#app/domain/files/steps-queue.server.ts";
import { registerUploadPolicy } from "#app/domain/files/policies.server.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import type { JobTools } from "#app/domain/jobs/define.server.ts";
import { timetable } from "#app/domain/jobs/timetable.server.ts";
import { openStorage, type Storage } from "#app/platform/storage.server.ts";
import { freshDb } from "#tests/support/database.ts";

// The press starts cold, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const fresh = freshDb();
const ownerId = "11111111-1111-4111-8111-111111111111";
const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-removal-"));
const hour = 3_600_000;
let storage: Storage;
let tools: JobTools;
let after = 0;

registerUploadPolicy({
  slug: "anything",
  begin: async () => ({ ok: true, ownerId, medium: null, purpose: {}, maxBytes: 1e9 }),
  complete: async () => ({ ok: true }),
});

beforeAll(async () => {
  storage = openStorage(dir);
  const clock = () => new Date(Date.now() + after);
  tools = { db: fresh.db, storage, ffmpeg: null, clock, partsDir: path.join(dir, "parts") };
  await sql`create table keepsakes (picture uuid references stored_files)`.execute(fresh.db);
});
beforeEach(() => {
  after = 0;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A picture that came in as an upload; gives its id and the keys of all its bytes. */
async function picture() {
  const bytes = await sharp({ create: { width: 900, height: 700, channels: 3, background: "#a3c" } }).jpeg().toBuffer();
  const [key, fileId] = [`k${randomUUID()}`, randomUUID()];
  const file = path.join(dir, key);
  writeFileSync(file, bytes);
  const said = { name: "Bé An.jpg", bytes: bytes.length, declaredType: "", medium: null, purpose: {} };
  await openUpload(fresh.db, { key, customId: fileId, slug: "anything", ownerId, ...said }, new Date());
  const world = { db: fresh.db, storage, now: new Date() };
  await receiveUpload(world, (await findUpload(fresh.db, key))!, { path: file, sha256: "0" });
  const { rows } = await sql<{ key: string }>`
    select storage_key as key from stored_files where id = ${fileId}
    union all select storage_key from file_renditions where file_id = ${fileId}`.execute(fresh.db);
  return { fileId, keys: rows.map((row) => row.key) };
}

/** How many rows speak of a file, and how many of its keys still hold bytes. */
async function traces({ fileId, keys }: { fileId: string; keys: string[] }) {
  const { rows } = await sql<{ rows: number }>`
    select (select count(*) from stored_files where id = ${fileId})
      + (select count(*) from file_renditions where file_id = ${fileId})
      + (select count(*) from file_steps where file_id = ${fileId})
      + (select count(*) from uploads where custom_id = ${fileId}) as rows`.execute(fresh.db);
  const sizes = await Promise.all(keys.map((key) => storage.size(key).catch(() => 0)));
  return { rows: Number(rows[0]!.rows), bytes: sizes.filter((size) => size > 0).length };
}

const whole = { rows: 1 + 3 + 2 + 1, bytes: 4 };
const nothing = { rows: 0, bytes: 0 };

describe("removing a file", () => {
  it("takes its rows, its upload with the name, its forms and all bytes; a second time does nothing", async () => {
    const [gone, other] = [await picture(), await picture()];
    expect(await traces(gone)).toEqual(whole);
    await removeStoredFile.run(tools, { fileId: gone.fileId });
    await removeStoredFile.run(tools, { fileId: gone.fileId });
    expect([await traces(gone), await traces(other)]).toEqual([nothing, whole]);
  });

  it("leaves one that a row of any module points at just as it is", async () => {
    const kept = await picture();
    await sql`insert into keepsakes values (${kept.fileId})`.execute(fresh.db);
    await removeStoredFile.run(tools, { fileId: kept.fileId });
    expect(await traces(kept)).toEqual(whole);
  });
});

describe("the nightly sweep", () => {
  it("removes files nobody points at after a day, not before, and never one that is pointed at", async () => {
    const [alone, kept] = [await picture(), await picture()];
    await sql`insert into keepsakes values (${kept.fileId})`.execute(fresh.db);
    after = 23 * hour;
    await sweepStoredFiles.run(tools, {});
    expect(await traces(alone)).toEqual(whole);
    after = 25 * hour;
    await sweepStoredFiles.run(tools, {});
    expect([await traces(alone), await traces(kept)]).toEqual([nothing, whole]);
  });

  it("removes bytes of which no row knows after a day", async () => {
    const lost = await storage.putBuffer(Buffer.from("left by a crash"));
    after = 23 * hour;
    await sweepStoredFiles.run(tools, {});
    expect(await storage.size(lost)).toBe(15);
    after = 25 * hour;
    await sweepStoredFiles.run(tools, {});
    await expect(storage.size(lost)).rejects.toThrow("ENOENT");
  });

  it("is on the timetable, like every job named there known to the worker", () => {
    const own = timetable.map(({ job }) => job).filter((job) => job.startsWith("files."));
    expect(own).toEqual(["files.mend-steps", "files.sweep-orphans", "files.sweep-unreferenced"]);
    expect(own.filter((job) => ![...fileJobs, mendStepsJob].some(({ name }) => name === job))).toEqual([]);
  });
});
