import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { receiveUpload } from "#app/domain/files/commands.server.ts";
import { fileJobs, renderVideoVariant, sweepOrphanUploads } from "#app/domain/files/jobs.server.ts";
import { listFiles } from "#app/domain/files/queries.server.ts";
import { PartFiles } from "#app/domain/files/part-files.server.ts";
import { registerUploadPolicy } from "#app/domain/files/policies.server.ts";
import { listSteps } from "#app/domain/files/steps.server.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import { bindJobs, type JobTools } from "#app/domain/jobs/define.server.ts";
import { openQueue, type Queue } from "#app/platform/queue.server.ts";
import { openStorage, type Storage } from "#app/platform/storage.server.ts";
import { freshDb } from "#tests/support/database.ts";
import { clip, hasFfmpeg } from "#tests/http/uploads/samples.ts";

// The press starts cold, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const database = freshDb();
const now = new Date("2024-01-08T02:00:00Z");
const ownerId = "11111111-1111-4111-8111-111111111111";
let dir: string;
let storage: Storage;
let queue: Queue;

registerUploadPolicy({
  slug: "anything",
  begin: async () => ({ ok: true, ownerId, medium: null, purpose: {}, maxBytes: 1e9 }),
  complete: async () => ({ ok: true }),
});

const tools = (ffmpeg: string | null): JobTools => ({
  db: database.db,
  storage,
  ffmpeg,
  clock: () => now,
  partsDir: path.join(dir, "parts"),
});

let count = 0;
async function receive(bytes: Buffer): Promise<string> {
  const key = `key${++count}`;
  const customId = `22222222-2222-4222-8222-${String(count).padStart(12, "0")}`;
  const file = path.join(dir, key);
  writeFileSync(file, bytes);
  const grant = {
    key,
    customId,
    slug: "anything",
    ownerId,
    medium: null,
    purpose: {},
    name: "x",
    bytes: bytes.length,
    declaredType: "",
  };
  await openUpload(database.db, grant, now);
  const upload = await findUpload(database.db, key);
  const result = await receiveUpload({ db: database.db, storage, now }, upload!, { path: file, sha256: "0" });
  expect(result).toMatchObject({ ok: true, fileId: customId });
  return customId;
}

const steps = async (id: string) =>
  Object.fromEntries(
    (await listSteps(database.db, [id])).get(id)!.map(({ step, state, error }) => [step, error ?? state])
  );

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "vong-thi-jobs-"));
  storage = openStorage(dir);
  queue = openQueue({
    pool: database.pool,
    onFailure: ({ error }) => {
      throw error;
    },
    onError: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await queue.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe.runIf(hasFfmpeg)("a clip", () => {
  it("gets a poster and lighter forms from the queue, without a word of its metadata", async () => {
    const id = await receive(clip(3, { size: "1280x720", args: ["-metadata", "title=Secret"] }));
    bindJobs(queue, fileJobs, tools("/usr/bin/ffmpeg"));
    expect(await queue.drain()).toBe(3);
    expect(await steps(id)).toEqual({ "480p": "done", "720p": "done", poster: "done" });
    const view = (await listFiles(database.db, [id])).get(id)!;
    expect([...view.renditions].sort()).toEqual(["480p", "720p", "poster"]);
    expect(view.thumbhash).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(view.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
    const rows = await database.db
      .selectFrom("file_renditions")
      .selectAll()
      .where("file_id", "=", id)
      .orderBy("variant")
      .execute();
    expect(rows.map(({ variant, width, height, mime }) => ({ variant, width, height, mime }))).toEqual([
      { variant: "480p", width: 854, height: 480, mime: "video/mp4" },
      { variant: "720p", width: 1280, height: 720, mime: "video/mp4" },
      { variant: "poster", width: 1280, height: 720, mime: "image/webp" },
    ]);
    const input = new Input({
      formats: ALL_FORMATS,
      source: new FilePathSource(storage.pathOf(rows[0]!.storage_key)),
    });
    expect(Math.abs((await input.computeDuration()) - 3)).toBeLessThan(0.2);
    expect((await sharp(storage.pathOf(rows[2]!.storage_key)).metadata()).format).toBe("webp");
  });

  it("is done once however often a job runs, and a small one is not blown up", async () => {
    const id = await receive(clip(1));
    for (let run = 0; run < 2; run++) {
      for (const variant of ["poster", "480p", "720p"] as const)
        await renderVideoVariant.run(tools("/usr/bin/ffmpeg"), { fileId: id, variant });
    }
    expect(await steps(id)).toEqual({ "480p": "done", "720p": "done", poster: "done" });
    const rows = await database.db
      .selectFrom("file_renditions")
      .select(["variant", "height"])
      .where("file_id", "=", id)
      .orderBy("variant")
      .execute();
    expect(rows).toEqual([
      { variant: "480p", height: 240 },
      { variant: "poster", height: 240 },
    ]);
    await queue.drain();
  });

  it("stays playable without ffmpeg and says so; with it, a later run mends the step", async () => {
    const id = await receive(clip(1));
    await renderVideoVariant.run(tools(null), { fileId: id, variant: "poster" });
    await renderVideoVariant.run(tools("/nowhere/ffmpeg"), { fileId: id, variant: "480p" });
    await renderVideoVariant.run(tools("/bin/false"), { fileId: id, variant: "480p" });
    expect(await steps(id)).toEqual({ "480p": "ffmpeg-failed", "720p": "waiting", poster: "ffmpeg-missing" });
    await renderVideoVariant.run(tools("/usr/bin/ffmpeg"), { fileId: id, variant: "poster" });
    expect((await steps(id)).poster).toBe("done");
  });
});

describe("the sweep", () => {
  it("forgets what nobody finished in seven days, and keeps the rest", async () => {
    const parts = new PartFiles(path.join(dir, "parts"));
    for (const [key, days] of [
      ["stale", 8],
      ["young", 6],
    ] as const) {
      const customId = `33333333-3333-4333-8333-00000000000${days}`;
      const grant = {
        key,
        customId,
        slug: "anything",
        ownerId,
        medium: null,
        purpose: {},
        name: "x",
        bytes: 9,
        declaredType: "",
      };
      await openUpload(database.db, grant, new Date(now.getTime() - days * 86_400_000));
      const writer = await parts.writer(key, 0);
      await writer.append(Buffer.from("abc"));
      await writer.settle();
      await writer.close();
    }
    await sweepOrphanUploads.run(tools(null), {});
    expect(await findUpload(database.db, "stale")).toBeNull();
    expect((await findUpload(database.db, "young"))?.settled).toBe(false);
    expect([await parts.durableBytes("stale"), await parts.durableBytes("young")]).toEqual([0, 3]);
  });
});
