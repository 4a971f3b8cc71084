import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { inPixels, mapQuad } from "#app/ui/photo/geometry.ts";
import { measuredAt, qualityOf, warningsOf } from "#app/ui/photo/quality.ts";
import { rasterOf, shot, type Shot } from "./shots.ts";

const frame = { width: 2800, height: 2100 };
const seeds = [1, 2, 4];

describe("what is said of a photo", () => {
  const photos: Shot[] = [];
  beforeAll(async () => {
    for (const seed of seeds) photos.push(await shot(seed, "tight", frame));
  }, 120_000);

  async function said(change: (photo: Sharp) => Sharp, longSide = 2400) {
    const warnings: string[][] = [];
    for (const { pixels, corners } of photos) {
      const changed = await change(sharp(pixels, { raw: { ...frame, channels: 3 } })).raw().toBuffer();
      const raster = await rasterOf({ pixels: changed, frame }, measuredAt);
      const quality = qualityOf(raster, mapQuad(corners, (point) => inPixels(point, raster)));
      warnings.push(warningsOf(quality, longSide, false));
    }
    return warnings;
  }
  const each = (...warnings: string[]) => seeds.map(() => warnings);

  it("is nothing when it is sharp, well lit and large", async () => {
    expect(await said((photo) => photo)).toEqual(each());
  }, 60_000);

  it("is that it is blurred: a little out of focus, far out of focus, and shaken to one side only", async () => {
    const soft = await said((photo) => photo.blur(2.1));
    expect(soft.map(([warning]) => /^(very-)?blurred$/.test(warning ?? "sharp"))).toEqual(seeds.map(() => true));
    expect(await said((photo) => photo.blur(4.2))).toEqual(each("very-blurred"));
    const kernel = [0, 1, 0].flatMap((row) => Array<number>(15).fill(row));
    expect(await said((photo) => photo.convolve({ width: 15, height: 3, kernel, scale: 15 }))).toEqual(each("very-blurred"));
  }, 60_000);

  it("is that it is dark, or burnt out", async () => {
    expect(await said((photo) => photo.linear(0.35, 0))).toEqual(each("dark"));
    expect(await said((photo) => photo.linear(2.4, 40))).toEqual(each("too-bright"));
  }, 60_000);

  it("is that it is small below 1,600 px, or goes on outside", async () => {
    const fine = { edgeWidth: 2.1, bright: 220, burnt: 0 };
    expect(warningsOf(fine, 1600, false)).toEqual([]);
    expect(warningsOf(fine, 1599, true)).toEqual(["small", "outside"]);
  });
});
