import {
  emptyFile,
  longClip,
  pngBomb,
  shortClip,
  svgFile,
  textCalledJpeg,
  truncatedJpeg,
  truncatedMp4,
} from "#db/seeds/art/hostile.ts";
import { BufferSource, Input, MP4 } from "mediabunny";
import sharp from "sharp";
import { describe, expect, it } from "vitest";

const secondsOf = (bytes: Buffer) =>
  new Input({ formats: [MP4], source: new BufferSource(bytes) }).computeDuration();

describe("hostile files", () => {
  it("are a JPEG that ends too early", async () => {
    const { bytes } = await truncatedJpeg();
    expect((await sharp(bytes).metadata()).format).toBe("jpeg");
    await expect(sharp(bytes, { failOn: "truncated" }).stats()).rejects.toThrow(/premature end/i);
  });

  it("are an MP4 that still tells its length and has lost its pictures", async () => {
    const { bytes } = await truncatedMp4();
    expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
    const media = bytes.indexOf("mdat") - 4;
    expect(media).toBeGreaterThan(0);
    expect(bytes.readUInt32BE(media)).toBeGreaterThan(bytes.length - media);
  });

  it("are a bomb of few bytes: the header is sound, the pixels are all there, a limit stops it", async () => {
    const { bytes } = pngBomb();
    expect(bytes.length).toBeLessThan(200_000);
    const { width, height, format } = await sharp(bytes, { limitInputPixels: false }).metadata();
    expect([width, height, format]).toEqual([30_000, 30_000, "png"]);
    await expect(sharp(bytes).stats()).rejects.toThrow(/pixel limit/i);
    const { data, info } = await sharp(pngBomb(800).bytes, { failOn: "warning" }).raw().toBuffer({
      resolveWithObject: true,
    });
    expect([info.width, info.height, data.every((value) => value === 0)]).toEqual([800, 800, true]);
  });

  it("are clips of 2:59 and 10:01", async () => {
    expect(await secondsOf((await shortClip()).bytes)).toBeCloseTo(179, 3);
    expect(await secondsOf((await longClip()).bytes)).toBeCloseTo(601, 3);
  });

  it("are nothing, words and code under a picture's name", async () => {
    expect(emptyFile.bytes).toHaveLength(0);
    expect(svgFile.bytes.toString()).toContain("<script>");
    await expect(sharp(textCalledJpeg.bytes).metadata()).rejects.toThrow(/unsupported image format/i);
  });
});
