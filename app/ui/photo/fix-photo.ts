import { inPixels, mapQuad, type Quad, type Size } from "./geometry.ts";
import { type Quality, type Warning, warningsOf } from "./quality.ts";
import { sheetSize } from "./sheet-size.ts";
import { workerCall } from "./worker-call.ts";

/** What was found in a photo: its size in px, a small copy for the screen, the sheet's corners in shares of it. */
export type Seen = Size & { preview: Blob; quad: Quad; confidence: number; quality: Quality };

/** The sheet laid flat: a JPEG without any metadata, and its size in px. */
export type Fixed = Size & { picture: Blob };

/** A photo as it is sent without being straightened: `picture` is null when it was small enough already. */
export type Shrunk = Size & { picture: Blob | null; thumb: Blob; quad: Quad; quality: Quality };

export type Asked =
  | { act: "shrink"; photo: Blob; longest: number }
  | { act: "look"; photo: Blob }
  | { act: "fix"; photo: Blob; quad: Quad; longest: number };

/** The long side of a straightened picture, in px: a sharp A4 print needs no more. */
export const longest = 2500;

const call = workerCall<Asked, Seen | Fixed | Shrunk>(
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

/**
 * The photo at most 2,500 px long with nothing cut away, a small copy for a list, and what may be wrong with it.
 * Rejects when the browser cannot open it.
 */
export async function shrinkPhoto(photo: Blob): Promise<{ picture: Blob | null; thumb: Blob; warnings: Warning[] }> {
  const { picture, thumb, quad, quality, ...size } = (await call({ act: "shrink", photo, longest })) as Shrunk;
  // Whether a corner is missing, only somebody who looks at the corners can say.
  const warnings = warningsOf(quality, longSideOf(quad, size), false);
  return { picture: picture && picture.size < photo.size ? picture : null, thumb, warnings };
}

/** The long side in px that the sheet inside `quad` (shares) will have. */
export function longSideOf(quad: Quad, photo: Size): number {
  const { width, height } = sheetSize(mapQuad(quad, (point) => inPixels(point, photo)), photo, longest);
  return Math.max(width, height);
}
