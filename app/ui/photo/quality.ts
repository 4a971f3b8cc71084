import { areaOf, type Quad } from "./geometry.ts";
import { greyOf, type Raster } from "./raster.ts";

/** What can be wrong with a photo of a drawing. A person is told and decides; nothing here refuses a photo. */
export type Warning = "very-blurred" | "blurred" | "dark" | "too-bright" | "small" | "outside";

/** Figures behind the warnings: edge width in px at 1,600 px, brightness 0–255, share of the sheet burnt out. */
export type Quality = { edgeWidth: number; bright: number; burnt: number };

/** The long side in px at which sharpness is measured. */
export const measuredAt = 1600;
/** The fewest px on the long side that print well on a certificate's A4. */
export const fewestPixels = 1600;

const steepest = 8;
const reach = 5;
const fewestEdges = 200;
const sharpest = 2;

/** A stretch of one row of a raster that lies on the sheet: indices of pixels, the last excluded. */
type Stretch = readonly [from: number, to: number];

/** Every second row of the sheet, away from the raster's border as far as the measure reaches. */
function stretchesOn(quad: Quad, { width, height }: Raster): Stretch[] {
  const stretches: Stretch[] = [];
  for (let y = reach; y < height - reach; y += 2) {
    let [from, to] = [reach, width - reach];
    quad.forEach(([ax, ay], index) => {
      const [bx, by] = quad[(index + 1) % 4]!;
      // The sheet lies where (b − a) × (p − a) ≥ 0: for one row, to one side of a number.
      const crossing = by === ay ? NaN : ax + ((bx - ax) * (y - ay)) / (by - ay);
      if (by < ay) from = Math.max(from, Math.ceil(crossing));
      else if (by > ay) to = Math.min(to, Math.floor(crossing));
      else if ((bx - ax) * (y - ay) < 0) to = from;
    });
    if (to > from) stretches.push([y * width + from, y * width + to]);
  }
  return stretches;
}

/** The narrow end of how wide edges are along one direction (`step` px apart in memory): their 10th percentile. */
function edgeWidthAlong(grey: Uint8ClampedArray, stretches: readonly Stretch[], step: number, other: number): number {
  const widths: number[] = [];
  for (const [from, to] of stretches) {
    for (let at = from; at < to; at++) {
      const along = Math.abs(grey[at + step]! - grey[at - step]!) / 2;
      if (along <= steepest || along < Math.abs(grey[at + other]! - grey[at - other]!) / 2) continue;
      let [low, high] = [255, 0];
      for (let away = -reach; away <= reach; away++) {
        const value = grey[at + away * step]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      widths.push((high - low) / along);
    }
  }
  // A sheet without edges, such as one wash of colour, cannot be called blurred.
  if (widths.length < fewestEdges) return sharpest;
  return Float64Array.from(widths).sort()[Math.floor(widths.length / 10)]!;
}

/** The 95th percentile of brightness, and the share of pixels in which every channel is burnt out. */
function lightOn(picture: Raster, grey: Uint8ClampedArray, stretches: readonly Stretch[]) {
  const tally = new Uint32Array(256);
  let [all, burnt] = [0, 0];
  for (const [from, to] of stretches) {
    for (let at = from, p = from * 4; at < to; at++, p += 4) {
      tally[grey[at]!]! += 1;
      all += 1;
      if (Math.min(picture.data[p]!, picture.data[p + 1]!, picture.data[p + 2]!) >= 250) burnt += 1;
    }
  }
  let bright = 255;
  for (let above = tally[255]!; bright > 0 && above < all * 0.05; above += tally[bright]!) bright -= 1;
  return { bright, burnt: burnt / Math.max(1, all) };
}

/**
 * How sharp and how well lit the sheet inside `quad` is, in a picture of 1,600 px on its long side (px of it).
 * Sharpness is the width of the clearest edges, the worse of across and down, so that a shaken hand shows whichever
 * way it went; it does not grow with noise as the variance of a Laplacian does.
 */
export function qualityOf(picture: Raster, quad: Quad): Quality {
  const grey = greyOf(picture);
  const stretches = stretchesOn(quad, picture);
  const across = edgeWidthAlong(grey, stretches, 1, picture.width);
  const down = edgeWidthAlong(grey, stretches, picture.width, 1);
  return { edgeWidth: Math.max(across, down), ...lightOn(picture, grey, stretches) };
}

/**
 * What to tell the person of a sheet that will have `longSide` px. The limits were measured on simulated photos
 * blurred, darkened and lit on purpose: sharp ones have edges of 2.0–2.35 px, those out of focus or shaken 2.7 and more.
 */
export function warningsOf({ edgeWidth, bright, burnt }: Quality, longSide: number, outside: boolean): Warning[] {
  return [
    ...(edgeWidth > 3.1 ? (["very-blurred"] as const) : edgeWidth > 2.5 ? (["blurred"] as const) : []),
    ...(bright < 110 ? (["dark"] as const) : []),
    ...(burnt > 0.3 ? (["too-bright"] as const) : []),
    ...(longSide < fewestPixels ? (["small"] as const) : []),
    ...(outside ? (["outside"] as const) : []),
  ];
}

/** Whether a corner (shares of the picture) lies at its border: the sheet then goes on outside it. */
export const reachesOutside = (quad: Quad, margin = 2 / 480): boolean =>
  areaOf(quad) < 0.999 && quad.some(([x, y]) => Math.min(x, y, 1 - x, 1 - y) < margin);
