import { inPixels, mapQuad, type Quad, type Size } from "./geometry.ts";
import type { Quality } from "./quality.ts";
import { sheetSize } from "./sheet-size.ts";
import { workerCall } from "./worker-call.ts";

/** What was found in a photo: its size in px, a small copy for the screen, the sheet's corners in shares of it. */
export type Seen = Size & { preview: Blob; quad: Quad; confidence: number; quality: Quality };

/** The sheet laid flat: a JPEG without any metadata, and its size in px. */
export type Fixed = Size & { picture: Blob };

export type Asked = { act: "look"; photo: Blob } | { act: "fix"; photo: Blob; quad: Quad; longest: number };

/** The long side of a straightened picture, in px: a sharp A4 print needs no more. */
export const longest = 2500;

const call = workerCall<Asked, Seen | Fixed>(
  () => new Worker(new URL("./photo.worker.ts", import.meta.url), { type: "module", name: "photo" }),
);

/** Whether this browser can straighten photos at all. */
export const canFix = (): boolean =>
  typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined" && typeof createImageBitmap !== "undefined";

/** Looks at a photo, upright as its EXIF says. Rejects when the browser cannot open it, as most cannot a HEIC. */
export const lookAt = (photo: Blob): Promise<Seen> => call({ act: "look", photo }) as Promise<Seen>;

/** Cuts the sheet out of a photo and lays it flat, at most 2,500 px long; `quad` in shares, its first corner top left. */
export const fixPhoto = (photo: Blob, quad: Quad): Promise<Fixed> =>
  call({ act: "fix", photo, quad, longest }) as Promise<Fixed>;

/** The long side in px that the sheet inside `quad` (shares) will have. */
export function longSideOf(quad: Quad, photo: Size): number {
  const { width, height } = sheetSize(mapQuad(quad, (point) => inPixels(point, photo)), photo, longest);
  return Math.max(width, height);
}
