import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { receiveUpload } from "#app/domain/files/commands.server.ts";
import { fileJobs } from "#app/domain/files/jobs.server.ts";
import { renderPictureStep } from "#app/domain/files/picture-steps.server.ts";
import { registerUploadPolicy } from "#app/domain/files/policies.server.ts";
import { press, PressFailure } from "#app/domain/files/press.server.ts";
import { findTile } from "#app/domain/files/serve.server.ts";
import { mendSteps, restartSteps } from "#app/domain/files/steps-queue.server.ts";
import { listSteps } from "#app/domain/files/steps.server.ts";
import { levelSize, tileCount, tileGrid, tilePlace, topLevel } from "#app/domain/files/tiles.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import { registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { bindJobs, type JobTools } from "#app/domain/jobs/define.server.ts";
import { openQueue, type Queue } from "#app/platform/queue.server.ts";
import { openStorage, type Storage } from "#app/platform/storage.server.ts";
import { freshDb } from "#tests/support/database.ts";
import { clip, hasFfmpeg, photo } from "#tests/http/uploads/samples.ts";

vi.setConfig({ testTimeout: 120_000 });

const fresh = freshDb();
const now = new Date("2026-09-01T00:00:00Z");
const ownerId = randomUUID();
const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-pipeline-"));
let storage: Storage;
let queue: Queue;
const failures: unknown[] = [];

registerUploadPolicy({
  slug: "anything",
  begin: async () => ({ ok: true, ownerId, medium: null, purpose: {}, maxBytes: 1e9 }),
  complete: async () => ({ ok: true }),
});
registerFileViewer("test", async ({ actor }, { variant }) => actor === "judge" && variant === "tiles");

const tools = (ffmpeg: string | null = null): JobTools => ({
  db: fresh.db, storage, ffmpeg, clock: () => now, partsDir: path.join(dir, "parts"),
});

async function receive(bytes: Buffer): Promise<string> {
  const [key, customId] = [`k${randomUUID()}`, randomUUID()];
  const file = path.join(dir, key);
  writeFileSync(file, bytes);
  const grant = { medium: null, purpose: {}, name: "x", bytes: bytes.length, declaredType: "" };
  await openUpload(fresh.db, { key, customId, slug: "anything", ownerId, ...grant }, now);
  const result = await receiveUpload({ db: fresh.db, storage, now }, (await findUpload(fresh.db, key))!, { path: file, sha256: "0" });
  expect(result).toMatchObject({ ok: true, fileId: customId });
  return customId;
}

const steps = async (id: string) =>
  Object.fromEntries((await listSteps(fresh.db, [id])).get(id)!.map(({ step, state, error }) => [step, error ?? state]));
const renditions = (id: string) =>
  fresh.db.selectFrom("file_renditions").selectAll().where("file_id", "=", id).orderBy("variant").execute();

beforeAll(() => {
  storage = openStorage(dir);
  queue = openQueue({ pool: fresh.pool, onFailure: ({ error }) => failures.push(error), onError: (error) => failures.push(error) });
});
afterAll(async () => {
  await queue.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("tiles", () => {
  it("have a place each, level by level, and none beyond the picture", () => {
    const picture = { width: 6000, height: 4000 };
    expect([topLevel(picture), levelSize(picture, 13), levelSize(picture, 12), levelSize(picture, 0)]).toEqual([
      13, picture, { width: 3000, height: 2000 }, { width: 1, height: 1 },
    ]);
    expect(tileGrid(picture, 13)).toEqual({ columns: 12, rows: 8 });
    const places = new Set<number>();
    for (let level = 0; level <= 13; level++) {
      const { columns, rows } = tileGrid(picture, level);
      for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) places.add(tilePlace(picture, level, column, row)!);
    }
    expect([places.size, Math.max(...places)]).toEqual([tileCount(picture), tileCount(picture) - 1]);
    expect([tilePlace(picture, 14, 0, 0), tilePlace(picture, 13, 12, 0), tilePlace(picture, 13, -1, 0), tilePlace(picture, 13, 0.5, 0)]).toEqual([null, null, null, null]);
  });

  it("are cut from a picture of more than twenty megapixels by a job, kept as one object and given piece by piece", async () => {
    const [width, height] = [5200, 4000];
    const half = { create: { width: width / 2, height, channels: 3 as const, background: "#c33" } };
    const picture = await sharp({ create: { width, height, channels: 3, background: "#2a2" } })
      .composite([{ input: await sharp(half).png().toBuffer(), left: 0, top: 0 }])
      .withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const id = await receive(picture);
    expect(await steps(id)).toEqual({ fingerprint: "done", preview: "done", tiles: "waiting" });
    bindJobs(queue, fileJobs, tools());
    expect([await queue.drain(), failures]).toEqual([1, []]);
    expect(await steps(id)).toEqual({ fingerprint: "done", preview: "done", tiles: "done" });
    const pack = (await renditions(id)).find(({ variant }) => variant === "tiles")!;
    // Turned upright, as the original is seen.
    expect([pack.width, pack.height, pack.tile_offsets!.length]).toEqual([height, width, tileCount(pack) + 1]);
    const tile = async (level: number, column: number, row: number, actor = "judge") => {
      const found = await findTile({ db: fresh.db, actor, now }, { fileId: id, level, column, row });
      if (!found) return null;
      const bytes = readFileSync(storage.pathOf(found.storageKey)).subarray(found.start, found.start + found.bytes);
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, red: data[0]! > data[1]! };
    };
    const level = topLevel(pack);
    // Turned by 90°, the left half is on top: red above, green below; inner tiles overlap by a pixel.
    expect(await tile(level, 0, 0)).toEqual({ width: 513, height: 513, red: true });
    expect(await tile(level, 1, 9)).toEqual({ width: 514, height: 514, red: false });
    expect(await tile(0, 0, 0)).toMatchObject({ width: 1, height: 1 });
    expect([await tile(level, 99, 0), await tile(level + 1, 0, 0), await tile(level, 0, 0, "stranger")]).toEqual([null, null, null]);
  });
});

describe("the steps of a picture", () => {
  it("do nothing twice, mend what is missing, and say what cannot be read", async () => {
    const id = await receive(await photo(900, 700));
    const before = await renditions(id);
    for (const step of ["preview", "fingerprint"] as const) await renderPictureStep.run(tools(), { fileId: id, step });
    expect(await renditions(id)).toEqual(before);
    await fresh.db.deleteFrom("file_renditions").where("file_id", "=", id).where("variant", "=", "800").execute();
    await fresh.db.deleteFrom("picture_prints").where("file_id", "=", id).execute();
    for (const step of ["preview", "fingerprint"] as const) await renderPictureStep.run(tools(), { fileId: id, step });
    expect((await renditions(id)).map(({ variant }) => variant)).toEqual(["1600", "320", "800"]);
    const bands = fresh.db.selectFrom("picture_bands").select("band").where("file_id", "=", id);
    expect([await steps(id), (await bands.execute()).length]).toEqual([{ fingerprint: "done", preview: "done" }, 4]);

    const { storage_key } = await fresh.db.selectFrom("stored_files").select("storage_key").where("id", "=", id).executeTakeFirstOrThrow();
    writeFileSync(storage.pathOf(storage_key), "no picture any more");
    await fresh.db.deleteFrom("picture_prints").where("file_id", "=", id).execute();
    await renderPictureStep.run(tools(), { fileId: id, step: "fingerprint" });
    expect(await steps(id)).toEqual({ fingerprint: "picture-unreadable", preview: "done" });
  });

  it("that failed or stand still wait again when somebody asks; a fresh one is left alone", async () => {
    const id = await receive(await photo());
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const set = (state: string, error: string | null) =>
      fresh.db.updateTable("file_steps").set({ state, error, updated_at: now }).where("file_id", "=", id).where("step", "=", "preview").execute();
    const restart = (minutes: number) => fresh.db.transaction().execute((trx) => restartSteps(trx, id, at(minutes)));
    await set("running", null);
    expect(await restart(10)).toEqual([]);
    expect(await restart(16)).toEqual(["preview"]);
    await set("failed", "picture-late");
    expect([await restart(1), await steps(id)]).toEqual([["preview"], { fingerprint: "done", preview: "waiting" }]);
    bindJobs(queue, fileJobs, tools());
    await queue.drain();
    expect((await steps(id)).preview).toBe("done");
  });
});

describe("the night's mending", () => {
  it("asks for steps that stand still and for prints that are missing, and leaves what failed", async () => {
    const [still, old, failed] = [await receive(await photo()), await receive(await photo()), await receive(await photo())];
    await fresh.db.updateTable("file_steps").set({ state: "running" }).where("file_id", "=", still).where("step", "=", "preview").execute();
    await fresh.db.updateTable("file_steps").set({ state: "failed" }).where("file_id", "=", failed).where("step", "=", "preview").execute();
    await fresh.db.deleteFrom("picture_prints").where("file_id", "=", old).execute();
    expect(await mendSteps(fresh.db, now)).toBe(1);
    const later = new Date(now.getTime() + 3_600_000);
    expect(await mendSteps(fresh.db, later)).toBe(2);
    bindJobs(queue, fileJobs, tools());
    await queue.drain();
    expect([await steps(still), await steps(old), await steps(failed)].map(({ preview }) => preview)).toEqual(["done", "done", "failed"]);
    expect(await mendSteps(fresh.db, later)).toBe(0);
  });
});

describe("the press", () => {
  it("tells a file it cannot read, and works on", async () => {
    const file = path.join(dir, "noise");
    writeFileSync(file, "neither picture nor clip");
    await expect(press({ kind: "previews", path: file })).rejects.toBeInstanceOf(PressFailure);
    expect(await press({ kind: "probe", path: file })).toMatchObject({ ok: false });
    writeFileSync(file, await photo());
    expect((await press({ kind: "previews", path: file })).previews.map(({ variant }) => variant)).toEqual(["320", "800", "1600"]);
  });
});

/** A worker in a process of its own, so that it can be killed; its ffmpeg says that it has begun and then hangs. */
function worker(ffmpeg: string) {
  const program = `
    import { fileJobs } from "#app/domain/files/jobs.server.ts";
    import { bindJobs } from "#app/domain/jobs/define.server.ts";
    import { openQueue } from "#app/platform/queue.server.ts";
    import { openStorage } from "#app/platform/storage.server.ts";
    import { openDatabase } from "#db/client.ts";
    const { db, pool } = openDatabase({ connection: ${JSON.stringify(fresh.connection)}, max: 3 });
    const queue = openQueue({ pool, onFailure: console.error, onError: console.error });
    bindJobs(queue, fileJobs, { db, storage: openStorage(${JSON.stringify(dir)}), ffmpeg: ${JSON.stringify(ffmpeg)},
      clock: () => new Date(${now.getTime()}), partsDir: ${JSON.stringify(path.join(dir, "parts"))} });
    await queue.start();`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: path.resolve(import.meta.dirname, "../../.."), stdio: ["ignore", "ignore", "inherit"],
  });
}

const until = async (holds: () => Promise<boolean>) => {
  for (let turn = 0; turn < 200 && !(await holds()); turn++) await sleep(100);
};

describe.runIf(hasFfmpeg)("kill -9 in the middle of a step", () => {
  it("leaves the step to the next worker, which ends it once", async () => {
    // It holds the lock by which the first worker knows that it is the first.
    await queue.stop();
    const begun = path.join(dir, "begun");
    const hanging = path.join(dir, "ffmpeg");
    writeFileSync(hanging, `#!/bin/sh\necho x > ${begun}\nexec sleep 5\n`);
    chmodSync(hanging, 0o755);
    const id = await receive(clip(1, { size: "640x480" }));
    const killed = worker(hanging);
    await until(async () => existsSync(begun));
    expect(Object.values(await steps(id))).toContain("running");
    killed.kill("SIGKILL");
    await new Promise((gone) => killed.once("exit", gone));
    // Its connection, and with it the lock of the one worker, is gone a moment later.
    await until(async () => (await fresh.pool.query("select 1 from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())")).rows.length === 0);
    const next = openQueue({ pool: fresh.pool, onFailure: ({ error }) => failures.push(error), onError: (error) => failures.push(error) });
    bindJobs(next, fileJobs, tools("/usr/bin/ffmpeg"));
    await next.start();
    await until(async () => Object.values(await steps(id)).every((state) => state === "done"));
    await next.stop();
    expect([await steps(id), failures]).toEqual([{ "480p": "done", "720p": "done", poster: "done" }, []]);
    expect((await renditions(id)).map(({ variant }) => variant)).toEqual(["480p", "poster"]);
    expect(await storage.size((await renditions(id))[0]!.storage_key)).toBeGreaterThan(1000);
  });
});
