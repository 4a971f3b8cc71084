import { createHash } from "node:crypto";
import sharp, { type OutputInfo, type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { perceptualHash, printSide } from "./fingerprint.ts";
import { type ImageVariant, maxImagePixels, refuse, type Refusal } from "./model.ts";
import type { Orientation } from "./strip-image.ts";

sharp.cache(false);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Tiff"].map((name) => `VipsForeignLoad${name}`),
});

/** Loader limits for anything that came from outside; a little above the business limit so that the refusal is ours. */
const guarded = { limitInputPixels: 120_000_000, sequentialRead: true, failOn: "warning" } as const;

const quality = 80;
const tileQuality = 80;

/** What a look at the header tells; width and height in px after rotation. */
export interface ImageFacts {
  ok: true;
  width: number;
  height: number;
  orientation: Orientation;
  icc: Buffer | null;
}

/** One encoded size of a picture. */
export interface Preview {
  variant: ImageVariant;
  data: Buffer;
  width: number;
  height: number;
}

/** What a picture is known again by: `thumbhash` is base64, `perceptualHash` 16 hex digits, `print` 32 × 32 greys. */
export interface Fingerprints {
  thumbhash: string;
  perceptualHash: string;
  print: Uint8Array;
}

/** Everything that is derived from a picture. */
export interface Previews extends Fingerprints {
  previews: Preview[];
}

const isPixelLimit = (error: unknown): boolean =>
  error instanceof Error && /pixel limit/i.test(error.message);

/** Reads a picture's header under the limits; refuses what is not a picture or has more than 100 megapixels. */
export async function inspectImage(input: string | Buffer): Promise<ImageFacts | Refusal> {
  const limit = { limit: maxImagePixels / 1_000_000 };
  try {
    const meta = await sharp(input, guarded).metadata();
    if (meta.width * meta.height > maxImagePixels) return refuse("image-too-many-pixels", limit);
    return {
      ok: true,
      width: meta.autoOrient.width,
      height: meta.autoOrient.height,
      orientation: (meta.orientation ?? 1) as Orientation,
      icc: meta.icc ?? null,
    };
  } catch (error) {
    return isPixelLimit(error) ? refuse("image-too-many-pixels", limit) : refuse("image-broken");
  }
}

type Raw = { data: Buffer; info: OutputInfo };

const fromRaw = ({ data, info }: Raw) =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

const shrink = (picture: Sharp, side: number): Promise<Raw> =>
  picture
    .resize(side, side, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });

async function encode(variant: ImageVariant, raw: Raw): Promise<Preview> {
  const data = await fromRaw(raw).webp({ quality }).toBuffer();
  return { variant, data, width: raw.info.width, height: raw.info.height };
}

async function printIn(smallest: Raw): Promise<Uint8Array> {
  const grey = fromRaw(smallest).flatten({ background: "#fff" }).greyscale();
  return grey.resize(printSide, printSide, { fit: "fill" }).raw().toBuffer();
}

async function fingerprints(smallest: Raw): Promise<Fingerprints> {
  const [print, rgba] = await Promise.all([
    printIn(smallest),
    fromRaw(smallest)
      .resize(100, 100, { fit: "inside" })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  ]);
  const thumbhash = rgbaToThumbHash(rgba.info.width, rgba.info.height, rgba.data);
  return { thumbhash: Buffer.from(thumbhash).toString("base64"), perceptualHash: perceptualHash(print), print };
}

/**
 * Decodes a picture once and makes every size from the next larger one: WebP of 1600, 800 and 320 px on the
 * long side, upright, in sRGB, without any metadata; with them the blurred placeholder and the
 * fingerprints. Throws when the pixels cannot be decoded to the last row (a truncated file).
 */
export async function makePreviews(input: string | Buffer): Promise<Previews> {
  const large = await shrink(sharp(input, guarded).autoOrient().toColourspace("srgb"), 1600);
  const encodeLarge = encode("1600", large);
  const smaller = (async () => {
    const middle = await shrink(fromRaw(large), 800);
    const encodeMiddle = encode("800", middle);
    const small = await shrink(fromRaw(middle), 320);
    return Promise.all([encode("320", small), encodeMiddle, fingerprints(small)]);
  })();
  const [preview1600, [preview320, preview800, prints]] = await Promise.all([encodeLarge, smaller]);
  return { previews: [preview320, preview800, preview1600], ...prints };
}

/** Encodes decoded pixels (RGBA) as the JPEG that is stored in place of an iPhone's HEIC. */
export const jpegOfPixels = (data: Buffer, width: number, height: number): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .flatten()
    .jpeg({ quality: 92, mozjpeg: false })
    .toBuffer();

/** SHA-256 in hex of bytes in memory. */
export const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** A clip's still frame as WebP with the same fingerprints as a picture. */
export interface Poster extends Fingerprints {
  ok: true;
  data: Buffer;
  width: number;
  height: number;
}

/** Re-encodes the still frame ffmpeg took. Throws when there is none. */
export async function posterFrom(path: string): Promise<Poster> {
  const frame = await shrink(sharp(path, guarded).toColourspace("srgb"), 1280);
  const [data, prints] = await Promise.all([
    fromRaw(frame).webp({ quality }).toBuffer(),
    shrink(fromRaw(frame), 320).then(fingerprints),
  ]);
  return { ok: true, data, width: frame.info.width, height: frame.info.height, ...prints };
}

/** Width and height of a picture once it stands upright. Throws when its header cannot be read. */
export async function sizeAfterTurning(path: string): Promise<{ width: number; height: number }> {
  const { width, height } = (await sharp(path, guarded).metadata()).autoOrient;
  return { width, height };
}

/** Cuts a picture into deep-zoom tiles below `target`, upright, in sRGB, as JPEG without metadata. */
export async function deepZoom(path: string, target: string, tile: { size: number; overlap: number }): Promise<void> {
  await sharp(path, guarded)
    .autoOrient()
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .jpeg({ quality: tileQuality })
    .tile({ ...tile, layout: "dz" })
    .toFile(target);
}

/** The print of a picture, for those that came before prints were kept. Throws when it cannot be decoded. */
export async function printOf(path: string): Promise<Uint8Array> {
  return printIn(await shrink(sharp(path, guarded).autoOrient().toColourspace("srgb"), 320));
}
