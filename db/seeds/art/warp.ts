import type { Point } from "./geometry.ts";
import { inverse, squareToQuad } from "./homography.ts";
import type { Random } from "#app/platform/random.ts";

/** RGB pixels, three bytes each, row after row. */
export type Pixels = { data: Uint8Array; width: number; height: number };

type Frame = { width: number; height: number };

/** Four corners of the sheet in the frame, each 0.6 to 2.6 % of the side away from the frame's corner. */
export function sheetCorners({ width, height }: Frame, random: Random): [Point, Point, Point, Point] {
  const inset = (side: number) => side * random.between(0.006, 0.026);
  return [
    [inset(width), inset(height)],
    [width - inset(width), inset(height)],
    [width - inset(width), height - inset(height)],
    [inset(width), height - inset(height)],
  ];
}

/** Table colours: wood, cement, a cloth. */
const tables = [
  [146, 106, 70],
  [172, 136, 98],
  [118, 116, 112],
  [94, 112, 128],
] as const;

/** Light over the frame: a slope, darker corners, a warm or cool cast; one factor a cell of a coarse grid. */
function lightOf(random: Random) {
  const [sx, sy] = [random.between(-0.09, 0.09), random.between(-0.07, 0.07)];
  const cast = random.between(-0.03, 0.03);
  const level = random.between(0.94, 1.02);
  const at = (u: number, v: number) =>
    level + sx * (u - 0.5) * 2 + sy * (v - 0.5) * 2 - 0.11 * ((u - 0.5) ** 2 + (v - 0.5) ** 2);
  return { at, tint: [1 + cast, 1, 1 - cast] as const };
}

/** Sensor noise, standard deviation about 3 of 255, in a ring that is read from random places. */
function noiseRing(random: Random): Int8Array {
  return Int8Array.from(
    { length: 1 << 15 },
    () => Math.round((random.next() + random.next() + random.next() - 1.5) * 6),
  );
}

type Corners = readonly [Point, Point, Point, Point];

/**
 * The sheet lying on a table as a camera sees it, its corners where they are told or near the frame's. Pure
 * arithmetic: same input, same pixels.
 */
export function photographed(sheet: Pixels, frame: Frame, random: Random, corners?: Corners): Buffer {
  const map = inverse(squareToQuad(corners ?? sheetCorners(frame, random)));
  const light = lightOf(random);
  const table = random.pick(tables);
  const noise = noiseRing(random);
  const out = Buffer.allocUnsafe(frame.width * frame.height * 3);
  for (let y = 0; y < frame.height; y++) {
    const offset = Math.floor(random.next() * noise.length);
    photographRow(y, { sheet, frame, map, light, table, noise, offset, out });
  }
  return out;
}

type Row = {
  sheet: Pixels;
  frame: Frame;
  map: ReturnType<typeof inverse>;
  light: ReturnType<typeof lightOf>;
  table: readonly [number, number, number];
  noise: Int8Array;
  offset: number;
  out: Buffer;
};

/** One row of the frame. Kept as plain numbers in one loop: twelve million pixels pass here. */
function photographRow(y: number, { sheet, frame, map, light, table, noise, offset, out }: Row): void {
  const { data, width: sw, height: sh } = sheet;
  const [a, b, c, d, e, f, g, h, i] = map;
  const [fromLight, toLight] = [light.at(0, y / frame.height), light.at(1, y / frame.height)];
  const [rc, gc, bc] = light.tint;
  for (let x = 0, at = y * frame.width * 3; x < frame.width; x++, at += 3) {
    const w = g * x + h * y + i;
    const u = ((a * x + b * y + c) / w) * sw - 0.5;
    const v = ((d * x + e * y + f) / w) * sh - 0.5;
    const share = x / frame.width;
    const bright = fromLight + (toLight - fromLight) * share + 0.11 * (share - share * share);
    const grain = noise[(offset + x * 7) & 0x7fff]!;
    if (u < 0 || v < 0 || u >= sw - 1 || v >= sh - 1) {
      const far = Math.max(-u, -v, u - sw + 1, v - sh + 1);
      const shade = bright * (far < 14 ? 0.62 + far * 0.02 : 0.9) *
        (1 + 0.05 * Math.sin(y * 0.21 + Math.sin(x * 0.004) * 3));
      for (let channel = 0; channel < 3; channel++)
        out[at + channel] = clamped(table[channel]! * shade + grain);
      continue;
    }
    const [u0, v0] = [u | 0, v | 0];
    const [fu, fv] = [u - u0, v - v0];
    const [w00, w10, w01, w11] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
    const p = (v0 * sw + u0) * 3;
    const q = p + sw * 3;
    const red = data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11;
    const green = data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11;
    const blue = data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11;
    out[at] = clamped(red * bright * rc + grain);
    out[at + 1] = clamped(green * bright * gc + grain);
    out[at + 2] = clamped(blue * bright * bc + grain);
  }
}

const clamped = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);
