import { writeFileSync } from "node:fs";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { makePreviews } from "#app/domain/files/images.server.ts";
import type { BenchCase } from "../bench-case.ts";
import { inTempDir } from "./support/leavings.ts";
import { median } from "./support/statistics.ts";

/** A 12-megapixel JPEG with the detail of a photograph: soft shapes under grain. */
export async function photoFile(file: string): Promise<void> {
  const [width, height] = [4000, 3000];
  let state = 7;
  const noise = Buffer.from(
    Uint8Array.from(
      { length: 400 * 300 * 3 },
      () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24
    )
  );
  const soft = await sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
    .blur(3)
    .resize(width, height)
    .raw()
    .toBuffer();
  for (let at = 0; at < soft.length; at++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    soft[at] = Math.max(0, Math.min(255, soft[at]! + (state >>> 28) - 8));
  }
  writeFileSync(
    file,
    await sharp(soft, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 88 })
      .toBuffer()
  );
}

/** What anybody would write with sharp alone: three sizes, each from the next larger. */
export async function bareSizes(file: string): Promise<void> {
  const shrink = async (from: Sharp, side: number) => {
    const { data, info } = await from
      .resize(side, side, { fit: "inside" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  };
  const large = await shrink(sharp(file).autoOrient(), 1600);
  const first = large().webp({ quality: 80 }).toBuffer();
  const middle = await shrink(large(), 800);
  const second = middle().webp({ quality: 80 }).toBuffer();
  const small = await shrink(middle(), 320);
  await Promise.all([first, second, small().webp({ quality: 80 }).toBuffer()]);
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const rounds = 7;

function run() {
  return inTempDir(async (dir) => {
    const file = path.join(dir, "photo.jpg");
    await photoFile(file);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds; round++) {
      const [value, baseline] = [await timed(() => makePreviews(file)), await timed(() => bareSizes(file))];
      if (round >= 0) ours.push(value);
      if (round >= 0) theirs.push(baseline);
    }
    return { value: median(ours), baseline: median(theirs) };
  });
}

/** Three WebP sizes of a 12 MP photo with fingerprints, against sharp alone without them. */
export const cases: BenchCase[] = [
  {
    id: "images-three-sizes",
    title: "Ba cỡ WebP của ảnh 12 MP",
    unit: "ms",
    measure: "ratio",
    limit: 1.2,
    bound: "most",
    run,
  },
];
