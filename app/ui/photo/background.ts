import type { Raster } from "./raster.ts";

const samples = 160;

const indexOf = ({ width, height }: Raster, x: number, y: number) =>
  (Math.min(height - 1, Math.max(0, Math.round(y))) * width + Math.min(width - 1, Math.max(0, Math.round(x)))) * 4;

/** Places evenly along the border of the picture: what is seen there is most often the table. */
function borderOf(picture: Raster): number[] {
  const { width, height } = picture;
  const around = 2 * (width + height);
  return Array.from({ length: samples }, (_, index) => {
    const way = (index * around) / samples;
    if (way < width) return indexOf(picture, way, 1);
    if (way < width + height) return indexOf(picture, width - 2, way - width);
    if (way < 2 * width + height) return indexOf(picture, way - width - height, height - 2);
    return indexOf(picture, 1, way - 2 * width - height);
  });
}

/** How two places of a picture differ in colour: the greatest difference of a channel. */
function differenceOf({ data }: Raster, a: number, b: number): number {
  return Math.max(
    Math.abs(data[a]! - data[b]!),
    Math.abs(data[a + 1]! - data[b + 1]!),
    Math.abs(data[a + 2]! - data[b + 2]!),
  );
}

/**
 * Tells table from sheet: `likeness` is 1 where a place looks like something at the border of the picture, a half
 * where it nearly does; `contrast` is 1 where two places differ clearly.
 */
export function backgroundOf(picture: Raster) {
  const border = borderOf(picture);
  const known = new Int8Array(picture.width * picture.height).fill(-1);
  const likeness = (x: number, y: number): number => {
    const at = indexOf(picture, x, y);
    if (known[at / 4]! < 0) {
      const nearest = border.reduce((least, one) => Math.min(least, differenceOf(picture, at, one)), 255);
      known[at / 4] = nearest < 16 ? 2 : nearest < 30 ? 1 : 0;
    }
    return known[at / 4]! / 2;
  };
  const contrast = (ax: number, ay: number, bx: number, by: number) =>
    Math.min(1, differenceOf(picture, indexOf(picture, ax, ay), indexOf(picture, bx, by)) / 25);
  return { likeness, contrast };
}

export type Background = ReturnType<typeof backgroundOf>;
