import { drawDrawing } from "#db/seeds/art/drawing.ts";
import { phonePhoto } from "#db/seeds/art/photo.ts";
import { createRandom } from "#app/platform/random.ts";
import { sheetCorners } from "#db/seeds/art/warp.ts";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";

/** Tag 0x8825 of TIFF: the pointer to the GPS block, as it lies in an EXIF of either byte order. */
const hasGps = (exif: Buffer | undefined) =>
  exif !== undefined &&
  (exif.includes(Buffer.from([0x25, 0x88, 4, 0])) || exif.includes(Buffer.from([0x88, 0x25, 0, 4])));

describe("phone photographs", () => {
  let drawing: Buffer;
  beforeAll(async () => {
    drawing = await drawDrawing({ seed: 3, title: "Cả nhà cùng gặt lúa", medium: "bút dạ", sizePx: 600 });
  });

  it("keep the sheet at 88 % of the frame or more", () => {
    for (let seed = 0; seed < 500; seed++) {
      const corners = sheetCorners({ width: 400, height: 300 }, createRandom(seed));
      const twice = corners.reduce((sum, [x, y], index) => {
        const [nx, ny] = corners[(index + 1) % 4]!;
        return sum + x * ny - nx * y;
      }, 0);
      expect(twice / 2 / (400 * 300)).toBeGreaterThan(0.88);
    }
  });

  it("have the pixels asked for: 12 megapixels are 4000 by 3000", async () => {
    const large = await sharp(await phonePhoto(drawing, { seed: 1, megapixels: 12 })).metadata();
    expect([large.format, large.width, large.height]).toEqual(["jpeg", 4000, 3000]);
  });

  it("carry a place only when asked", async () => {
    const [placed, plain] = await Promise.all(
      [true, false].map((gps) => phonePhoto(drawing, { seed: 1, megapixels: 1, gps })),
    );
    expect(hasGps((await sharp(placed).metadata()).exif)).toBe(true);
    expect(hasGps((await sharp(plain).metadata()).exif)).toBe(false);
  });

  it.each([1, 3, 6, 8] as const)(
    "stored under orientation %i come out upright when it is obeyed",
    async (orientation) => {
      const upright = await phonePhoto(drawing, { seed: 5, megapixels: 0.5, quality: 95 });
      const stored = await phonePhoto(drawing, { seed: 5, megapixels: 0.5, orientation, quality: 95 });
      const metadata = await sharp(stored).metadata();
      expect(metadata.orientation).toBe(orientation);
      expect(metadata.width > metadata.height).toBe(orientation === 1 || orientation === 3);
      const raw = (photo: Buffer) => sharp(photo).autoOrient().raw().toBuffer();
      const [one, other] = [await raw(upright), await raw(stored)];
      const difference = one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length;
      expect(difference).toBeLessThan(4);
    },
  );

  it("are the same for the same seed and differ for another", async () => {
    const shot = (seed: number) => phonePhoto(drawing, { seed, megapixels: 0.5 });
    const [one, again, other] = [await shot(1), await shot(1), await shot(2)];
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  it("show table at the corner and the drawing in the middle", async () => {
    const { data, info } = await sharp(await phonePhoto(drawing, { seed: 9, megapixels: 1 })).raw().toBuffer({
      resolveWithObject: true,
    });
    const meanOf = (x: number, y: number) =>
      (data[(y * info.width + x) * 3]! + data[(y * info.width + x) * 3 + 2]!) / 2;
    expect(meanOf(1, 1)).toBeLessThan(190);
    expect(info.width).toBe(1155);
  });
});
