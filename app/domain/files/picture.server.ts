import { readFile, writeFile } from "node:fs/promises";
import { inspectImage, makePreviews, type Previews, sha256 } from "./images.server.ts";
import { refuse, type Refusal } from "./model.ts";
import { stripJpeg, stripPng, stripWebp } from "./strip-image.ts";

const strippers = { jpeg: stripJpeg, png: stripPng, webp: stripWebp };

/** The kinds of picture that are stored as they came, without what they tell of place and device. */
export type PictureKind = keyof typeof strippers;

/** A picture that may be stored: what lies at the target, in bytes and px, with everything derived from it. */
export interface CleanPicture extends Previews {
  ok: true;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
}

/**
 * Reads a picture once: writes it without place, device and names to `target` and makes its sizes and fingerprints. Work
 * for the press: hashing and copying a large photo would keep pages waiting in the server's own process. Throws when the
 * pixels cannot be decoded to the last row.
 */
export async function cleanPicture(path: string, target: string, kind: PictureKind): Promise<CleanPicture | Refusal> {
  const facts = await inspectImage(path);
  if (!facts.ok) return facts;
  const data = strippers[kind](await readFile(path), facts.orientation);
  if (!data) return refuse("image-broken");
  const [previews] = await Promise.all([makePreviews(path), writeFile(target, data)]);
  return { ok: true, width: facts.width, height: facts.height, bytes: data.length, sha256: sha256(data), ...previews };
}
