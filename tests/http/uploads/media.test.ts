import { readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { jpegFromHeic } from "#app/domain/files/heic.server.ts";
import { registerFileNamer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { put, ticket, upload } from "./client.ts";
import { clip, hasFfmpeg, hugePng, photo, photoWithPlace } from "./samples.ts";
import { cookie, ownerId } from "./session.ts";
import { policy, uploadSite } from "./site.ts";

// The press starts cold, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

vi.mock("#app/http/session.server.ts", () => import("./session.ts"));

const site = uploadSite();

registerFileViewer(
  "test",
  async ({ actor }) => (actor as { personId?: string } | null)?.personId === ownerId
);
registerFileNamer(async () => "TV-007");

const get = (fileId: string, variant: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${site.origin}/files/${fileId}/${variant}`, { method, headers: { cookie, ...headers } });

const stored = async (fileId: string) => Buffer.from(await (await get(fileId, "original")).arrayBuffer());

async function refusal(name: string, bytes: Uint8Array, medium: "image" | "video" | null = null) {
  policy.medium = medium;
  const { told } = await upload(site, name, bytes);
  policy.medium = null;
  return told.ok ? "taken" : told.reason;
}

describe("bad input", () => {
  it("is refused by content, whatever its name says", async () => {
    const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
    const svg = Buffer.from(
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    );
    expect(await refusal("a.jpg", svg)).toBe("type-svg");
    expect(await refusal("a.jpg", gif)).toBe("type-gif");
    expect(await refusal("a.jpg", Buffer.from("MZ\x90\x00 this is a program", "latin1"))).toBe(
      "type-unknown"
    );
    expect(await refusal("a.jpg", Buffer.from("%PDF-1.7 ..."))).toBe("type-other");
    expect(await refusal("a.jpg", Buffer.from("<html><script>1</script>"))).toBe("type-unknown");
    expect(await refusal("a.mp4", await photo(), "video")).toBe("wrong-medium-video");
  });

  it("that is cut short is refused", async () => {
    const jpeg = await photo();
    const png = await photo(300, 200, "png");
    expect(await refusal("a.jpg", jpeg.subarray(0, jpeg.length * 0.6))).toBe("image-broken");
    expect(await refusal("a.png", png.subarray(0, png.length * 0.6))).toBe("image-broken");
    expect(await refusal("a.webp", (await photo(300, 200, "webp")).subarray(0, 2000))).toBe("image-broken");
  });

  it("that would unfold to 900 megapixels is refused at its header", async () => {
    const bomb = hugePng(30_000);
    expect(bomb.length).toBeLessThan(200_000);
    const before = performance.now();
    expect(await refusal("bomb.png", bomb)).toBe("image-too-many-pixels");
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it.runIf(hasFfmpeg)("as a clip: cut at the end, cut at the beginning, sound alone", async () => {
    const plain = clip(2);
    const faststart = clip(2, { args: ["-movflags", "+faststart"] });
    const webm = clip(1, { ext: "webm", args: ["-c:v", "libvpx", "-c:a", "libopus"] });
    expect(await refusal("a.mp4", plain.subarray(0, plain.length * 0.7))).toBe("video-broken");
    expect(await refusal("a.mp4", faststart.subarray(0, faststart.length * 0.7))).toBe("video-broken");
    expect(await refusal("a.webm", webm.subarray(0, webm.length * 0.7))).toBe("video-broken");
    expect(await refusal("a.mp4", clip(1, { args: ["-vn"] }))).toBe("video-broken");
    expect(await refusal("a.jpg", plain, "image")).toBe("wrong-medium-image");
  });
});

describe("what is stored", () => {
  it.each(["jpeg", "png", "webp"] as const)(
    "of a %s holds no place, maker or name, and the same pixels",
    async (format) => {
      const bytes = await photoWithPlace(format);
      expect(bytes.includes("Secretphone")).toBe(true);
      const { customId, told } = await upload(site, `a.${format}`, bytes);
      expect(told).toEqual({
        ok: true,
        fileId: customId,
        medium: "image",
        width: 480,
        height: 640,
        durationMs: null,
      });
      const kept = await stored(customId);
      for (const secret of ["Secretphone", "Be An", "GPS"]) expect(kept.includes(secret)).toBe(false);
      const meta = await sharp(kept).metadata();
      expect(meta.orientation).toBe(6);
      expect(meta.exif?.length).toBeLessThanOrEqual(32);
      expect((await sharp(kept).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
      const preview = await sharp(Buffer.from(await (await get(customId, "320")).arrayBuffer())).metadata();
      expect([preview.width, preview.height, preview.exif, preview.xmp]).toEqual([
        240,
        320,
        undefined,
        undefined,
      ]);
    }
  );

  it("of an iPhone's HEIC is an upright JPEG of the same colours, without its place", async () => {
    const bytes = readFileSync(path.join(import.meta.dirname, "red-and-green.heic"));
    expect(bytes.includes("Secretphone")).toBe(true);
    const { customId, told } = await upload(site, "IMG_0001.HEIC", bytes);
    expect(told).toEqual({
      ok: true,
      fileId: customId,
      medium: "image",
      width: 128,
      height: 48,
      durationMs: null,
    });
    const kept = await stored(customId);
    expect(kept.includes("Secretphone")).toBe(false);
    const { data, info } = await sharp(kept).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number) => [...data.subarray((24 * info.width + x) * 3, (24 * info.width + x) * 3 + 3)];
    const near = (seen: number[], wanted: number[]) =>
      Math.max(...seen.map((value, n) => Math.abs(value - wanted[n]!)));
    expect(near(at(30), [0xdd, 0x33, 0x33])).toBeLessThan(12);
    expect(near(at(100), [0x22, 0xaa, 0x22])).toBeLessThan(12);
    expect(await refusal("b.heic", bytes.subarray(0, 700))).toBe("heic-unreadable");
    const most = 8 + 4 * 128 * 48;
    expect(await jpegFromHeic(bytes, null, most - 1)).toBeNull();
    expect(await jpegFromHeic(bytes, null, most)).not.toBeNull();
  });

  it("of a HEIC of a whole drawing, 3 megapixels with its place, is a JPEG to look at and nothing else", async () => {
    const bytes = readFileSync(path.join(import.meta.dirname, "drawing.heic"));
    expect([bytes.includes("Simulated phone"), bytes.length < 64_000]).toEqual([true, true]);
    const { customId, told } = await upload(site, "IMG_2041.HEIC", bytes);
    expect(told).toMatchObject({ ok: true, medium: "image", width: 2000, height: 1500 });
    const kept = await stored(customId);
    expect(kept.includes("Simulated phone")).toBe(false);
    const meta = await sharp(kept).metadata();
    expect([meta.format, meta.exif]).toEqual(["jpeg", undefined]);
    const { channels } = await sharp(kept).stats();
    // A drawing has light and dark in every colour; a decoder that gave up would leave one flat tone.
    for (const { stdev } of channels) expect(stdev).toBeGreaterThan(25);
    const preview = await sharp(Buffer.from(await (await get(customId, "1600")).arrayBuffer())).metadata();
    expect([preview.width, preview.height]).toEqual([1600, 1200]);
  }, 60_000);

  it("keeps the colour profile of a photo", async () => {
    const bytes = await sharp(await photo())
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    const { customId } = await upload(site, "p3.jpg", bytes);
    expect((await sharp(await stored(customId)).metadata()).icc).toEqual((await sharp(bytes).metadata()).icc);
  });

  it.runIf(hasFfmpeg).each([
    ["mp4", ["-movflags", "use_metadata_tags"]],
    ["mp4", ["-movflags", "+faststart+use_metadata_tags"]],
    ["mov", []],
  ])("of a clip (%s %s) holds no place and plays as before", async (ext, args) => {
    const place = [
      "-metadata",
      "location=+21.0285+105.8500/",
      "-metadata",
      "location-eng=+21.0285+105.8500/",
    ];
    const apple = [
      "-metadata",
      "com.apple.quicktime.location.ISO6709=+21.0285+105.8500/",
      "-metadata",
      "artist=Be An",
    ];
    const bytes = clip(2, { ext, args: [...place, ...apple, ...args] });
    expect(bytes.includes("+21.0285")).toBe(true);
    const { customId, told } = await upload(site, `a.${ext}`, bytes);
    expect(told.ok).toBe(true);
    const kept = await stored(customId);
    expect(kept.length).toBe(bytes.length);
    for (const secret of ["+21.0285", "Be An", "ISO6709"]) expect(kept.includes(secret)).toBe(false);
    const row = await site.database.db
      .selectFrom("stored_files")
      .select(["width", "height", "duration_ms"])
      .where("id", "=", customId)
      .executeTakeFirstOrThrow();
    expect([row.width, row.height]).toEqual([320, 240]);
    expect(Math.abs(row.duration_ms! - 2000)).toBeLessThan(120);
    const waiting = await site.database.db
      .selectFrom("file_steps")
      .select(["step", "state"])
      .where("file_id", "=", customId)
      .orderBy("step")
      .execute();
    expect(waiting).toEqual(["480p", "720p", "poster"].map((step) => ({ step, state: "waiting" })));
  });

  it.runIf(hasFfmpeg)("has the hash of what is stored, also when the first try came as far as cleaning the clip", async () => {
    const clipped = clip(1, { args: ["-metadata", "location=+21.0285+105.8500/"] });
    const { url, customId } = await ticket(site, "a.mp4", clipped.length);
    policy.failOnce = true;
    expect((await put(url, clipped)).status).toBe(503);
    expect((await put(url, new Uint8Array(0), clipped.length)).body.serverData.ok).toBe(true);
    const kept = await stored(customId);
    expect(kept.equals(clipped)).toBe(false);
    const row = site.database.db.selectFrom("stored_files").select("sha256").where("id", "=", customId);
    expect(await row.executeTakeFirst()).toEqual({ sha256: createHash("sha256").update(kept).digest("hex") });
  });

  it.runIf(hasFfmpeg)("of a drone's clip holds no positions written as subtitles", async () => {
    const bytes = clip(2, { subtitles: "GPS(105.85,21.0285)" });
    expect(bytes.includes("GPS(105.85")).toBe(true);
    const { customId, told } = await upload(site, "a.mp4", bytes);
    expect(told.ok).toBe(true);
    expect((await stored(customId)).includes("GPS(105.85")).toBe(false);
  });

  it.runIf(hasFfmpeg)("of a WebM clip holds no tags", async () => {
    const bytes = clip(1, {
      ext: "webm",
      args: ["-c:v", "libvpx", "-c:a", "libopus", "-metadata", "LOCATION=+21.0285+105.8500/"],
    });
    expect(bytes.includes("+21.0285")).toBe(true);
    const { customId } = await upload(site, "a.webm", bytes);
    expect((await stored(customId)).includes("+21.0285")).toBe(false);
  });
});

describe("serving", () => {
  it("answers whole, in part, 304, 416 and HEAD, under a neutral name", async () => {
    const bytes = await photo();
    const { customId } = await upload(site, "Nguyễn Thị Bé.jpg", bytes);
    const whole = await get(customId, "original");
    expect(whole.status).toBe(200);
    expect(
      Object.fromEntries(
        ["content-type", "content-length", "content-disposition", "x-content-type-options"].map((name) => [
          name,
          whole.headers.get(name),
        ])
      )
    ).toEqual({
      "content-type": "image/jpeg",
      "content-length": String(bytes.length),
      "content-disposition": 'inline; filename="TV-007.jpg"',
      "x-content-type-options": "nosniff",
    });
    expect(whole.headers.get("cache-control")).toMatch(/^private/);
    expect(whole.headers.get("content-security-policy")).toMatch(/sandbox/);
    const body = Buffer.from(await whole.arrayBuffer());
    const part = await get(customId, "original", { range: "bytes=100-199" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-199/${body.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(body.subarray(100, 200));
    expect(
      Buffer.from(await (await get(customId, "original", { range: "bytes=-50" })).arrayBuffer())
    ).toEqual(body.subarray(-50));
    expect((await get(customId, "original", { range: `bytes=${body.length}-` })).status).toBe(416);
    expect((await get(customId, "original", { "if-none-match": whole.headers.get("etag")! })).status).toBe(
      304
    );
    const looked = await get(customId, "800", {}, "HEAD");
    expect([looked.status, await looked.text()]).toEqual([200, ""]);
  });

  it("is 404 for strangers, for forms that are not made and for ids that are none", async () => {
    const { customId } = await upload(site, "a.jpg", await photo());
    expect((await get(customId, "320", { cookie: "" })).status).toBe(404);
    expect((await get(customId, "720p")).status).toBe(404);
    expect((await get(customId, "raw")).status).toBe(404);
    expect((await get("00000000-0000-4000-8000-000000000000", "320")).status).toBe(404);
  });
});
