import sharp from "sharp";
import { drawingPixels, type Medium } from "#db/seeds/art/drawing.ts";
import type { Point } from "#db/seeds/art/geometry.ts";
import { createRandom } from "#app/platform/random.ts";
import { photographed, sheetCorners, type Pixels } from "#db/seeds/art/warp.ts";
import { distance, inPixels, type Quad, type Size } from "#app/ui/photo/geometry.ts";
import type { Raster } from "#app/ui/photo/raster.ts";

/** A simulated phone photo with its true corners in shares of the frame. */
export type Shot = { pixels: Buffer; frame: Size; corners: Quad };

const drawings: [string, Medium][] = [
  ["Cả nhà cùng gặt lúa", "bút dạ"], ["Mẹ ơi, con muốn đến trường", "màu nước"], ["Chợ phiên quê em", "màu sáp"],
  ["Ước mơ của em", "chì màu"], ["Không tảo hôn", "bút dạ"], ["Bữa cơm ngày mùa", "màu sáp"],
];

const made = new Map<string, Promise<Pixels>>();

/** One of six drawings, each made once, with about as many pixels as the photo will have of it. */
function drawingFor(seed: number, frame: Size): Promise<Pixels> {
  const [title, medium] = drawings[seed % drawings.length]!;
  const key = `${title} ${frame.width}`;
  const known = made.get(key) ?? drawingPixels({ seed: 1 + (seed % drawings.length), title, medium }, Math.round(frame.width * 0.8));
  made.set(key, known);
  return known;
}

/** A sheet held by hand: turned up to 12°, its near side larger, anywhere in the frame with the table all around. */
function looseCorners({ width, height }: Size, seed: number): [Point, Point, Point, Point] {
  const random = createRandom(seed * 7919 + 13);
  const scale = random.between(0.5, 0.74);
  const [w, h] = [width * scale, (width * scale) / Math.SQRT2];
  const turn = (random.between(-12, 12) * Math.PI) / 180;
  const lean = random.between(0.82, 1);
  const middle: Point = [width / 2 + width * random.between(-0.06, 0.06), height / 2 + height * random.between(-0.05, 0.05)];
  const corner = (x: number, y: number, near: number): Point => [
    middle[0] + (Math.cos(turn) * x - Math.sin(turn) * y) * near,
    middle[1] + (Math.sin(turn) * x + Math.cos(turn) * y) * near,
  ];
  return [corner(-w / 2, -h / 2, lean), corner(w / 2, -h / 2, lean), corner(w / 2, h / 2, 1), corner(-w / 2, h / 2, 1)];
}

/** A photo as the seeds make them, the sheet nearly filling it, or of a sheet lying loosely on the table. */
export async function shot(seed: number, look: "tight" | "loose", frame: Size = { width: 2000, height: 1500 }): Promise<Shot> {
  const corners = look === "tight" ? sheetCorners(frame, createRandom(seed)) : looseCorners(frame, seed);
  const pixels = photographed(await drawingFor(seed, frame), frame, createRandom(seed + 1), corners);
  const shares = corners.map(([x, y]) => [x / frame.width, y / frame.height]) as unknown as Quad;
  return { pixels, frame, corners: shares };
}

/** The picture as a canvas gives it, shrunk to `longSide` px. */
export async function rasterOf({ pixels, frame }: Pick<Shot, "pixels" | "frame">, longSide: number): Promise<Raster> {
  const { data, info } = await sharp(pixels, { raw: { ...frame, channels: 3 } })
    .resize(longSide, longSide, { fit: "inside" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** How far the worst corner is off, in percent of the picture's diagonal. */
export function worstCorner(found: Quad, truth: Quad, frame: Size): number {
  const off = found.map((corner, index) => distance(inPixels(corner, frame), inPixels(truth[index]!, frame)));
  return (100 * Math.max(...off)) / Math.hypot(frame.width, frame.height);
}
