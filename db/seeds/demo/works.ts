import { drawDrawing, type Medium } from "#db/seeds/art/drawing.ts";
import { makeClip } from "#db/seeds/art/clip.ts";
import { phonePhoto } from "#db/seeds/art/photo.ts";
import { createRandom, hashText } from "#app/platform/random.ts";
import type { PhoneFile } from "./ingest.ts";

/** What is known of a work before it is drawn. `durationMs` makes it a clip. */
export type WorkBrief = { key: string; title: string; material: string; durationMs: number | null; twelveMegapixels?: boolean };

const media: Record<string, Medium> = {
  "màu sáp": "màu sáp",
  "chì màu": "chì màu",
  "màu nước": "màu nước",
  "bút dạ": "bút dạ",
  "bột màu": "bột màu",
  "xé dán": "xé dán",
};

/**
 * Draws a work and hands it over as a phone would: a photograph of the sheet, with a place and a rotation in its
 * metadata now and then, or a clip. The same key gives the same file.
 */
export async function makeWork({ key, title, material, durationMs, twelveMegapixels }: WorkBrief): Promise<PhoneFile> {
  const seed = hashText(key);
  const random = createRandom(seed);
  const medium = media[material] ?? "màu sáp";
  if (durationMs !== null) {
    const bytes = await makeClip({ seed, title, medium, durationMs, gps: random.chance(0.3) });
    return { name: `VID_${seed}.mp4`, type: "video/mp4", bytes };
  }
  const portrait = random.chance(0.2);
  const drawing = await drawDrawing({ seed, title, medium, portrait, sizePx: twelveMegapixels ? 2400 : 1500 });
  const bytes = await phonePhoto(drawing, {
    seed,
    megapixels: twelveMegapixels ? 12 : 4,
    gps: random.chance(0.4),
    orientation: random.chance(0.3) ? 6 : 1,
  });
  return { name: `IMG_${seed}.jpg`, type: "image/jpeg", bytes };
}
