import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stripVideo } from "#app/domain/files/strip-video.server.ts";
import { inspectVideo } from "#app/domain/files/video.server.ts";
import { makeClip } from "#db/seeds/art/clip.ts";

const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-strip-"));
const file = path.join(dir, "clip.mp4");
const place = "+21.0285+105.8500/";
let plain: Buffer;

beforeAll(async () => {
  plain = await makeClip({ seed: 5, title: "Chợ", medium: "màu sáp", durationMs: 2_000, width: 160, height: 96 });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const words = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
};

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  return Buffer.concat([words(body.length + 8), Buffer.from(type), body]);
}

/** The clip with further boxes at the end of its `moov`, which lies in front: chunk offsets move along. */
function withinMovie(clip: Buffer, ...added: Buffer[]): Buffer {
  const start = clip.indexOf("moov") - 4;
  const end = start + clip.readUInt32BE(start);
  const more = Buffer.concat(added);
  const moov = Buffer.concat([clip.subarray(start, end), more]);
  moov.writeUInt32BE(moov.length);
  const stco = moov.indexOf("stco") + 8;
  for (let chunk = 0; chunk < moov.readUInt32BE(stco); chunk++) {
    const at = stco + 4 + chunk * 4;
    moov.writeUInt32BE(moov.readUInt32BE(at) + more.length, at);
  }
  return Buffer.concat([clip.subarray(0, start), moov, clip.subarray(end)]);
}

async function pass(size: number, kind: "mp4" | "webm") {
  const handle = await open(file, "r+");
  return stripVideo(handle, size, kind).finally(() => handle.close());
}

async function strip(bytes: Buffer, kind: "mp4" | "webm" = "mp4") {
  writeFileSync(file, bytes);
  const first = await pass(bytes.length, kind);
  return { first, again: await pass(bytes.length, kind), kept: readFileSync(file) };
}

async function refused(bytes: Buffer) {
  writeFileSync(file, bytes);
  return pass(bytes.length, "mp4");
}

describe("a clip", () => {
  it("keeps its picture, and not what other boxes say, wherever they are", async () => {
    const hidden = ["free", "skip", "gps ", "uuid", "udta", "meta", "xyz "].map((type) => box(type, place));
    const outside = ["sefd", "skip", "free", "wide", "uuid", "emsg", "zzzz"].map((type) => box(type, place));
    const bytes = Buffer.concat([withinMovie(plain, ...hidden), ...outside]);
    const { first, again, kept } = await strip(bytes);
    expect([first, again]).toEqual([
      { ok: true, cut: false, changed: true },
      { ok: true, cut: false, changed: false },
    ]);
    expect([kept.includes(place), kept.length]).toEqual([false, bytes.length]);
    expect(await inspectVideo(file)).toEqual({ ok: true, width: 160, height: 96, durationMs: 2_000 });
    const picture = bytes.subarray(bytes.indexOf("mdat"), bytes.indexOf("sefd"));
    expect(kept.includes(picture.subarray(0, picture.length - 8))).toBe(true);
  });

  it("loses what lies behind its last box, long or short", async () => {
    for (const rest of [Buffer.concat([words(3), Buffer.from(place)]), Buffer.from("+21.02")]) {
      const { first, again, kept } = await strip(Buffer.concat([plain, rest]));
      expect([first.ok, again.changed, kept.includes("+21.0")]).toEqual([true, false, false]);
    }
  });

  it("loses the blocks a dashcam lists and hides in the media data, and nothing that only claims to be one", async () => {
    const blocks = [box("free", "GPS ", place), box("free", "NOT ", place)];
    const where = (table: Buffer) => withinMovie(plain, box("gps ", words(0, 2), table)).length + 8;
    const at = where(words(0, 0, 0, 0));
    const table = words(at, blocks[0]!.length, at + blocks[0]!.length, blocks[1]!.length);
    const bytes = Buffer.concat([withinMovie(plain, box("gps ", words(0, 2), table)), box("mdat", ...blocks)]);
    const { first, again, kept } = await strip(bytes);
    expect([first.ok, again.changed]).toEqual([true, false]);
    expect(kept.subarray(at).includes(`GPS ${place}`)).toBe(false);
    expect(kept.subarray(at).includes(`NOT ${place}`)).toBe(true);
  });

  it("in WebM loses what its filler holds", async () => {
    const inner = Buffer.concat([Buffer.from([0xec, 0x80 | place.length]), Buffer.from(place)]);
    const bytes = Buffer.concat([Buffer.from([0x18, 0x53, 0x80, 0x67, 0x80 | inner.length]), inner]);
    const { first, again, kept } = await strip(bytes, "webm");
    expect([first, again.changed, kept.includes(place)]).toEqual([{ ok: true, cut: false, changed: true }, false, false]);
  });
});

describe("a hostile clip", () => {
  /** A metadata track of `chunks` chunks of `bytes` bytes each, all of them the same ones. */
  function repeating(chunks: number, bytes: number): Buffer {
    const offsets = Buffer.alloc(8 + chunks * 4);
    offsets.writeUInt32BE(chunks, 4);
    for (let chunk = 0; chunk < chunks; chunk++) offsets.writeUInt32BE(16, 8 + chunk * 4);
    const stsc = box("stsc", words(0, 1, 1, 1, 1));
    const stbl = box("stbl", stsc, box("stsz", words(0, bytes, chunks)), box("stco", offsets));
    const mdia = box("mdia", box("hdlr", words(0, 0), "meta", words(0, 0, 0)), box("minf", stbl));
    return Buffer.concat([box("mdat", Buffer.alloc(2 * 2 ** 20)), box("moov", box("trak", mdia))]);
  }

  it("that names the same bytes again and again is refused early", async () => {
    expect(await refused(repeating(600, 2 ** 20))).toEqual({ ok: false, cut: false, changed: false });
  });

  it("that names very many very small pieces is refused as well", async () => {
    expect(await refused(repeating(60_000, 1))).toEqual({ ok: false, cut: false, changed: false });
  });
});
