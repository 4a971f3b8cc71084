import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runtime } from "#app/platform/runtime.server.ts";
import { refuse } from "#app/domain/files/model.ts";
import { ask, head, put, putAndBreak, ticket, upload } from "./client.ts";
import { photo } from "./samples.ts";
import { ownerId } from "./session.ts";
import { policy, uploadSite } from "./site.ts";

vi.mock("#app/http/session.server.ts", () => import("./session.ts"));

const site = uploadSite();

describe("asking for leave", () => {
  it("is refused with the reason: nobody signed in, the policy, the size, nothing inside", async () => {
    expect(await ask(site, { name: "a.jpg", size: 10 }, {})).toEqual({
      status: 403,
      body: { message: "signed-out", reason: "signed-out", params: {} },
    });
    policy.refuseBegin = refuse("intake-closed", { until: "x" });
    expect((await ask(site, { name: "a.jpg", size: 10 })).body).toEqual({
      message: "intake-closed",
      reason: "intake-closed",
      params: { until: "x" },
    });
    policy.refuseBegin = null;
    expect((await ask(site, { name: "a.jpg", size: 2 ** 31 })).body).toEqual({
      message: "too-large",
      reason: "too-large",
      params: { limit: 2 ** 30 },
    });
    expect((await ask(site, { name: "a.jpg", size: 0 })).body.reason).toBe("empty");
  });

  it("gives every file a key and an id of its own, also for the same file in the same millisecond", async () => {
    const asked = await Promise.all(
      Array.from({ length: 6 }, () => ticket(site, "Trường học của em.jpg", 1000))
    );
    expect(new Set(asked.map(({ key }) => key)).size).toBe(6);
    expect(new Set(asked.map(({ customId }) => customId)).size).toBe(6);
  });
});

describe("sending", () => {
  it("stores a photo sent whole, tells its id and leaves no part behind", async () => {
    const bytes = await photo();
    policy.received.length = 0;
    const { customId, told } = await upload(site, "Em vẽ Tết.jpg", bytes);
    expect(told).toEqual({
      ok: true,
      fileId: customId,
      medium: "image",
      width: 640,
      height: 480,
      durationMs: null,
    });
    expect(
      policy.received.map(({ ownerId: owner, purpose, uploadedName }) => ({ owner, purpose, uploadedName }))
    ).toEqual([{ owner: ownerId, purpose: { place: "here" }, uploadedName: "Em vẽ Tết.jpg" }]);
    const renditions = await site.database.db
      .selectFrom("file_renditions")
      .select(["variant", "width", "height", "mime"])
      .where("file_id", "=", customId)
      .orderBy("variant")
      .execute();
    expect(renditions).toEqual([
      { variant: "1600", width: 640, height: 480, mime: "image/webp" },
      { variant: "320", width: 320, height: 240, mime: "image/webp" },
      { variant: "800", width: 640, height: 480, mime: "image/webp" },
    ]);
    const steps = await site.database.db
      .selectFrom("file_steps")
      .select(["step", "state"])
      .where("file_id", "=", customId)
      .orderBy("step")
      .execute();
    expect(steps).toEqual([
      { step: "fingerprint", state: "done" },
      { step: "preview", state: "done" },
    ]);
  });

  it("takes pieces, says how far it is, and the pieces make the file", async () => {
    const bytes = await photo(800, 600);
    const { url, key } = await ticket(site, "pieces.jpg", bytes.length);
    const third = Math.floor(bytes.length / 3);
    expect(await put(url, bytes.subarray(0, third))).toEqual({
      status: 202,
      have: third,
      body: { partial: true, rangeStart: third },
    });
    expect(await head(url)).toEqual({ status: 200, have: third });
    expect((await put(url, bytes.subarray(third, 2 * third), third)).have).toBe(2 * third);
    const last = await put(url, bytes.subarray(2 * third), 2 * third);
    expect(last.status).toBe(200);
    expect(last.body.fileHash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(await head(url)).toEqual({ status: 200, have: bytes.length });
    expect(readdirSync(path.join(site.dir, "parts"))).not.toContain(key);
  });

  it("goes on after a cut, and the hash is right although the running one was lost", async () => {
    const bytes = await photo(1200, 900);
    const { url } = await ticket(site, "cut.jpg", bytes.length);
    await putAndBreak(url, bytes, Math.floor(bytes.length * 0.7));
    const { have } = await head(url);
    expect(have).toBeGreaterThan(0);
    expect(have).toBeLessThan(bytes.length);
    const last = await put(url, bytes.subarray(have), have);
    expect(last.status).toBe(200);
    expect(last.body.serverData.ok).toBe(true);
    expect(last.body.fileHash).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("ends a connection that hangs when its owner comes back", async () => {
    const bytes = await photo(1200, 900);
    const { url } = await ticket(site, "zombie.jpg", bytes.length);
    const stop = await putAndBreak(url, bytes, Math.floor(bytes.length * 0.5), true);
    const before = performance.now();
    const { have } = await head(url);
    expect(performance.now() - before).toBeLessThan(2000);
    expect((await put(url, bytes.subarray(have), have)).status).toBe(200);
    stop();
  });

  it("answers 416 with the right place when a piece does not fit", async () => {
    const bytes = await photo();
    const { url } = await ticket(site, "gap.jpg", bytes.length);
    await put(url, bytes.subarray(0, 1000));
    expect(await put(url, bytes.subarray(5000), 5000)).toEqual({
      status: 416,
      have: 1000,
      body: { error: "range" },
    });
    expect(await put(url, bytes.subarray(0, 1000), 0)).toEqual({
      status: 416,
      have: 1000,
      body: { error: "range" },
    });
    expect((await put(url, bytes.subarray(1000), 1000)).status).toBe(200);
  });

  it("tells the same again when the last piece is sent twice", async () => {
    const bytes = await photo();
    const { url, customId } = await ticket(site, "twice.jpg", bytes.length);
    const first = await put(url, bytes);
    const again = await put(url, new Uint8Array(0), bytes.length);
    expect(again.status).toBe(200);
    expect(again.body.serverData).toEqual(first.body.serverData);
    const { count } = await site.database.db
      .selectFrom("stored_files")
      .select((e) => e.fn.countAll<number>().as("count"))
      .where("id", "=", customId)
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it("takes no more bytes than were announced", async () => {
    const bytes = await photo();
    const { url } = await ticket(site, "more.jpg", 1000);
    expect((await put(url, bytes)).status).toBe(413);
  });

  it("keeps the bytes when the machine fails at the end, and concludes on the next try", async () => {
    const bytes = await photo();
    const { url } = await ticket(site, "later.jpg", bytes.length);
    policy.failOnce = true;
    expect((await put(url, bytes)).status).toBe(503);
    expect(await head(url)).toEqual({ status: 200, have: bytes.length });
    const again = await put(url, new Uint8Array(0), bytes.length);
    expect(again.body.serverData.ok).toBe(true);
  });

  it("leaves nothing in the store or the database when the owner of the upload refuses", async () => {
    const bytes = await photo(500, 400);
    policy.refuseComplete = refuse("image-too-small", { longSide: 500, minLongSide: 1600 });
    const { customId, told } = await upload(site, "small.jpg", bytes);
    policy.refuseComplete = null;
    expect(told).toEqual({
      ok: false,
      reason: "image-too-small",
      params: { longSide: 500, minLongSide: 1600 },
    });
    expect(
      await site.database.db.selectFrom("stored_files").select("id").where("id", "=", customId).execute()
    ).toEqual([]);
    const row = await site.database.db
      .selectFrom("uploads")
      .select(["failure", "file_id"])
      .where("custom_id", "=", customId)
      .execute();
    expect(row).toEqual([{ failure: "image-too-small", file_id: null }]);
  });
});

describe("addresses", () => {
  it("are worth nothing once a letter is changed", async () => {
    const { url } = await ticket(site, "signed.jpg", 1000);
    const forged = url.replace("x-ut-file-size=1000", "x-ut-file-size=9000");
    expect(forged).not.toBe(url);
    expect(await head(forged)).toEqual({ status: 401, have: -1 });
    expect((await put(forged, new Uint8Array(10))).status).toBe(401);
    expect((await fetch(url.slice(0, url.indexOf("&signature")), { method: "HEAD" })).status).toBe(401);
  });

  it("hold for two days", async () => {
    const { url } = await ticket(site, "old.jpg", 1000);
    const now = vi.spyOn(runtime(), "clock").mockReturnValue(new Date(Date.now() + 49 * 3600_000));
    expect(await head(url)).toEqual({ status: 403, have: -1 });
    now.mockRestore();
  });

  it("are bound to one upload: another one under the same key is 409", async () => {
    const { url, key } = await ticket(site, "bound.jpg", 1000);
    await site.database.db
      .updateTable("uploads")
      .set({ custom_id: "other" })
      .where("key", "=", key)
      .execute();
    expect(await head(url)).toEqual({ status: 409, have: -1 });
  });

  it("of forgotten uploads are 404", async () => {
    const { url, key } = await ticket(site, "gone.jpg", 1000);
    await site.database.db.deleteFrom("uploads").where("key", "=", key).execute();
    expect(await head(url)).toEqual({ status: 404, have: -1 });
  });
});
