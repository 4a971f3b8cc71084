import type { CodesFound } from "./codes.ts";
import { workerCall } from "./worker-call.ts";

export type { CodesFound } from "./codes.ts";

const ask = workerCall<Blob | ImageBitmap, CodesFound>(
  () => new Worker(new URL("./codes.worker.ts", import.meta.url), { type: "module", name: "codes" }),
);

/**
 * Reads every QR picture in a photo or a camera's frame (which is closed by it): slip codes of ours as `parseSlip`
 * gives them, and other texts as they stand. Nothing found is two empty lists; null means that this browser cannot
 * look, or not into this file, and the code has to be typed. Give the photo as it was taken: what was shrunk below
 * 2,500 px is read far less often. Works on plain HTTP. The reader, 0.4 MB, is fetched at the first photo.
 */
export async function readCodes(picture: Blob | ImageBitmap): Promise<CodesFound | null> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined" || typeof WebAssembly === "undefined") {
    return null;
  }
  return ask(picture, picture instanceof Blob ? [] : [picture]).catch(() => null);
}
