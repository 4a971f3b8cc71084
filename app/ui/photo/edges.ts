import type { Raster } from "./raster.ts";

/** The edges of a picture: strength and direction at every pixel, and the places where an edge runs. */
export type Edges = {
  width: number;
  height: number;
  /** Strength of the strongest colour channel, about twice the slope in grey levels a pixel. */
  strength: Float32Array;
  /** Direction of the slope as a unit vector. */
  nx: Float32Array;
  ny: Float32Array;
  /** Indices of the pixels on the crest of an edge, and 1 at each of them. */
  crest: Int32Array;
  onCrest: Uint8Array;
};

const faintest = 10;

/** One pass of the binomial filter 1 4 6 4 1 across and down; borders repeat. */
function blurred(plane: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(plane.length);
  const out = new Float32Array(plane.length);
  const filter = (from: Float32Array, to: Float32Array, length: number, lines: number, step: number, lineStep: number) => {
    for (let line = 0; line < lines; line++) {
      const start = line * lineStep;
      const last = start + (length - 1) * step;
      for (let at = start; at <= last; at += step) {
        const [b, c] = [Math.max(start, at - step), Math.min(last, at + step)];
        const [a, d] = [Math.max(start, at - 2 * step), Math.min(last, at + 2 * step)];
        to[at] = (from[a]! + from[d]! + 4 * (from[b]! + from[c]!) + 6 * from[at]!) / 16;
      }
    }
  };
  filter(plane, across, width, height, 1, width);
  filter(across, out, height, width, width, 1);
  return out;
}

function channel({ data, width, height }: Raster, offset: number): Float32Array {
  const plane = new Float32Array(width * height);
  for (let at = 0; at < plane.length; at++) plane[at] = data[at * 4 + offset]!;
  return blurred(blurred(plane, width, height), width, height);
}

/** Adds a channel's Sobel slope wherever it is steeper than what the channels before it gave. */
function addSlope(plane: Float32Array, edges: Edges): void {
  const { width, height, strength, nx, ny } = edges;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const [a, b, c] = [plane[at - width - 1]!, plane[at - width]!, plane[at - width + 1]!];
      const [d, f] = [plane[at - 1]!, plane[at + 1]!];
      const [g, h, i] = [plane[at + width - 1]!, plane[at + width]!, plane[at + width + 1]!];
      const gx = (c + 2 * f + i - a - 2 * d - g) / 4;
      const gy = (g + 2 * h + i - a - 2 * b - c) / 4;
      const steep = Math.hypot(gx, gy);
      if (steep <= strength[at]!) continue;
      strength[at] = steep;
      nx[at] = gx / steep;
      ny[at] = gy / steep;
    }
  }
}

/** Keeps the pixels that are the steepest along their own slope. */
function crestOf({ width, height, strength, nx, ny }: Omit<Edges, "crest" | "onCrest">): Int32Array {
  const crest: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      if (strength[at]! < faintest) continue;
      const step = Math.round(nx[at]!) + Math.round(ny[at]!) * width;
      if (strength[at]! >= strength[at - step]! && strength[at]! > strength[at + step]!) crest.push(at);
    }
  }
  return Int32Array.from(crest);
}

/** Finds the edges of a small colour picture: smoothed twice, the steepest channel counts, thinned to their crests. */
export function edgesOf(picture: Raster): Edges {
  const { width, height } = picture;
  const plane = () => new Float32Array(width * height);
  const found = { width, height, strength: plane(), nx: plane(), ny: plane() };
  const edges: Edges = { ...found, crest: new Int32Array(0), onCrest: new Uint8Array(width * height) };
  for (const offset of [0, 1, 2]) addSlope(channel(picture, offset), edges);
  edges.crest = crestOf(edges);
  for (const at of edges.crest) edges.onCrest[at] = 1;
  return edges;
}
