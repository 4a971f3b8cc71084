import { type Quad, toQuad } from "./geometry.ts";
import type { Raster } from "./raster.ts";

/**
 * The sheet inside `quad` (px of `source`, corners at the edges of pixels) laid flat as `width` × `height` px, each
 * taken from between four pixels of the source. Kept as plain numbers in one loop: five million pixels pass here.
 */
export function warp(source: Raster, quad: Quad, width: number, height: number): Raster {
  const [a, b, c, d, e, f, g, h] = toQuad(quad);
  const out = new Uint8ClampedArray(width * height * 4);
  const { data, width: sw, height: sh } = source;
  for (let y = 0, at = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++, at += 4) {
      const u = (x + 0.5) / width;
      const w = g * u + h * v + 1;
      const sx = Math.min(sw - 1, Math.max(0, (a * u + b * v + c) / w - 0.5));
      const sy = Math.min(sh - 1, Math.max(0, (d * u + e * v + f) / w - 0.5));
      const [x0, y0] = [sx | 0, sy | 0];
      const [fx, fy] = [sx - x0, sy - y0];
      const right = x0 < sw - 1 ? 4 : 0;
      const p = (y0 * sw + x0) * 4;
      const q = y0 < sh - 1 ? p + sw * 4 : p;
      const [w00, w10, w01, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
      out[at] = data[p]! * w00 + data[p + right]! * w10 + data[q]! * w01 + data[q + right]! * w11;
      out[at + 1] = data[p + 1]! * w00 + data[p + right + 1]! * w10 + data[q + 1]! * w01 + data[q + right + 1]! * w11;
      out[at + 2] = data[p + 2]! * w00 + data[p + right + 2]! * w10 + data[q + 2]! * w01 + data[q + right + 2]! * w11;
      out[at + 3] = 255;
    }
  }
  return { data: out, width, height };
}
