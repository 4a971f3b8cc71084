import { makeClip } from "#db/seeds/art/clip.ts";
import { drawDrawing } from "#db/seeds/art/drawing.ts";
import { phonePhoto } from "#db/seeds/art/photo.ts";

/** A file as a phone hands it to the page. */
export type PhoneFile = { name: string; mimeType: string; buffer: Buffer };

/** A photograph of a drawing as phones take it: stored on its side, with the place in its metadata. */
export async function photoOf(title: string, seed: number, megapixels: number): Promise<PhoneFile> {
  const drawing = await drawDrawing({ seed, title, medium: "màu sáp", sizePx: 1500 });
  const buffer = await phonePhoto(drawing, { seed, megapixels, gps: true, orientation: 6 });
  return { name: `IMG_${seed}.jpg`, mimeType: "image/jpeg", buffer };
}

/** A real clip of a length in seconds, with the place in it. */
export async function clipOf(title: string, seed: number, seconds: number): Promise<PhoneFile> {
  const buffer = await makeClip({ seed, title, medium: "màu nước", durationMs: seconds * 1000, gps: true });
  return { name: `VID_${seed}.mp4`, mimeType: "video/mp4", buffer };
}
