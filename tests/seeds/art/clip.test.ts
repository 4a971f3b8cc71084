import { BitWriter } from "#db/seeds/art/bits.ts";
import { clipPlace, makeClip } from "#db/seeds/art/clip.ts";
import { nalUnit } from "#db/seeds/art/h264.ts";
import { toYuv } from "#db/seeds/art/yuv.ts";
import fc from "fast-check";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";

const subject = { seed: 5, title: "Gia đình em vui Tết", medium: "màu sáp" } as const;
const small = { width: 160, height: 96 };

const opened = (bytes: Buffer) => new Input({ formats: [MP4], source: new BufferSource(bytes) });

/** Takes the emulation prevention bytes out again, as clause 7.3.1 tells a decoder to. */
function withoutPrevention(unit: Uint8Array): number[] {
  const payload: number[] = [];
  let zeros = 0;
  for (const byte of unit.subarray(1)) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    payload.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return payload;
}

describe("bit writing", () => {
  it("writes the Exp-Golomb codes of table 9-2", () => {
    const bits = (write: (writer: BitWriter) => BitWriter) => write(new BitWriter()).align().toBytes();
    expect([...bits((writer) => writer.expGolomb(0).expGolomb(1).expGolomb(2))]).toEqual([0b10100110]);
    expect([...bits((writer) => writer.expGolomb(7).trailing())]).toEqual([0b00010001]);
    expect([...bits((writer) => writer.expGolomb(25))]).toEqual([0b00001101, 0]);
    expect([...bits((writer) => writer.signedExpGolomb(-1).signedExpGolomb(1))]).toEqual([0b01101000]);
  });

  it("never leaves 00 00 followed by 00, 01 or 02 in a unit, and loses nothing", () => {
    const bytes = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 255), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(bytes, (start) => {
        const payload = [...start, 0x80];
        const unit = nalUnit(5, Uint8Array.from(payload));
        for (let at = 0; at + 2 < unit.length; at++) {
          if (unit[at] === 0 && unit[at + 1] === 0) expect(unit[at + 2]).toBeGreaterThan(2);
        }
        expect(withoutPrevention(unit)).toEqual(payload);
      }),
    );
  });
});

describe("colour", () => {
  it("puts white, black and grey where BT.709 studio range has them, and pads to whole macroblocks", () => {
    const flat = (value: number) => {
      const data = new Uint8Array(2 * 2 * 3).fill(value);
      const { luma, cb, cr } = toYuv({ data, width: 2, height: 2 }, { width: 2, height: 2 });
      return [luma.length, luma[0], luma[255], cb[0], cr[63]];
    };
    expect(flat(255)).toEqual([256, 235, 235, 128, 128]);
    expect(flat(0)).toEqual([256, 16, 16, 128, 128]);
    expect(flat(128)).toEqual([256, 126, 126, 128, 128]);
  });
});

describe("clips", () => {
  let clip: Buffer;
  beforeAll(async () => {
    clip = await makeClip({ ...subject, ...small, durationMs: 184_733, gps: true });
  });

  it("last as long as asked, to the millisecond, at the size asked", async () => {
    const input = opened(clip);
    const track = (await input.getPrimaryVideoTrack())!;
    expect(Math.round((await input.computeDuration()) * 1000)).toBe(184_733);
    expect([track.codec, track.displayWidth, track.displayHeight]).toEqual(["avc", 160, 96]);
  });

  it("begin with a key frame and hold one for each still", async () => {
    const track = (await opened(clip).getPrimaryVideoTrack())!;
    const kinds: string[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) kinds.push(packet.type);
    expect(kinds).toHaveLength(369);
    expect(kinds[0]).toBe("key");
    expect(kinds.filter((kind) => kind === "key")).toHaveLength(7);
  });

  it("carry a place only when asked", async () => {
    expect(clip.includes(clipPlace)).toBe(true);
    expect((await opened(clip).getMetadataTags()).raw?.["©xyz"]).toBe(clipPlace);
    const plain = await makeClip({ ...subject, ...small, durationMs: 3000 });
    expect(plain.includes(Buffer.from([0xa9, 0x78, 0x79, 0x7a]))).toBe(false);
  });

  it("are the same for the same request", async () => {
    const again = await makeClip({ ...subject, ...small, durationMs: 184_733, gps: true });
    expect(again.equals(clip)).toBe(true);
  });

  it("stay under 4 MB at full size and ten minutes", async () => {
    const long = await makeClip({ ...subject, durationMs: 600_000 });
    expect(long.length).toBeLessThan(4_000_000);
  });

  const decoder = spawnSync("ffmpeg", ["-version"]).status === 0;
  it.runIf(decoder)("are decoded by another hand's decoder without a complaint", () => {
    const run = spawnSync("ffmpeg", ["-v", "error", "-err_detect", "explode", "-f", "mp4", "-i", "pipe:0",
      "-f", "null", "-"], { input: clip });
    expect([run.status, run.stderr.toString()]).toEqual([0, ""]);
  });
});
