import { createRandom } from "#app/platform/random.ts";

/** Pixels of a drawing that get their paper: RGB, three bytes a pixel. */
export type PaperOptions = {
  width: number;
  height: number;
  seed: number;
  tooth: { strength: number; grain: number };
};

const side = 512;

/** The paper tones a sheet may have, from white to newsprint. */
const tones = [
  [253, 250, 243],
  [255, 253, 248],
  [249, 244, 232],
  [252, 247, 238],
] as const;

/** Bumps of the paper from 0 to 255 on a tile that repeats without a seam: two octaves of value noise. */
function bumps(seed: number): Uint8Array {
  const random = createRandom(seed);
  const coarse = Uint8Array.from({ length: (side / 2) ** 2 }, () => random.whole(0, 255));
  const tile = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [cx, cy, half] = [x >> 1, y >> 1, side / 2];
      const right = x & 1 ? (cx + 1) % half : cx;
      const below = y & 1 ? (cy + 1) % half : cy;
      const soft = (coarse[cy * half + cx]! + coarse[cy * half + right]! + coarse[below * half + cx]! +
        coarse[below * half + right]!) / 4;
      tile[y * side + x] = 0.72 * soft + 0.28 * random.whole(0, 255);
    }
  }
  return tile;
}

const tiles = new Map<number, Uint8Array>();

/** One of four tiles; making one costs more than using it. */
function tileFor(seed: number): Uint8Array {
  const key = seed % 4;
  const known = tiles.get(key) ?? bumps(key + 1);
  tiles.set(key, known);
  return known;
}

/**
 * Lets the paper work on the paint, in place: where the tooth is high the paint did not reach and paper
 * shows; every sheet has a tone and a faint fibre. Grain is in sheet units, so a larger picture shows the
 * same drawing.
 */
export function drawOnPaper(pixels: Buffer, { width, height, seed, tooth }: PaperOptions): void {
  const tile = tileFor(seed);
  const tone = tones[seed % tones.length]!;
  const scale = 1000 / Math.max(width, height) / tooth.grain;
  const gap = new Float32Array(256).map((_, bump) =>
    Math.min(1, Math.max(0, (bump - 134) / 60)) * tooth.strength
  );
  const fibre = new Float32Array(256).map((_, bump) => 0.975 + (bump / 255) * 0.045);
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(x * scale * 2) & (side - 1));
  for (let y = 0, at = 0; y < height; y++) {
    const row = (Math.floor(y * scale * 2) & (side - 1)) * side;
    for (let x = 0; x < width; x++) {
      const bump = tile[row + columns[x]!]!;
      const [bare, shade] = [gap[bump]!, fibre[bump]!];
      for (let channel = 0; channel < 3; channel++, at++) {
        const paint = (pixels[at]! * tone[channel]!) / 253;
        const value = (paint + (tone[channel]! - paint) * bare) * shade;
        pixels[at] = value > 255 ? 255 : value;
      }
    }
  }
}
