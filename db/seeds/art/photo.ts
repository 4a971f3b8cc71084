import sharp from "sharp";
import { createRandom } from "#app/platform/random.ts";
import { photographed } from "./warp.ts";

/**
 * How a phone took the picture. `megapixels` is the size of the frame in millions of pixels (default 4);
 * `gps` writes a place into the EXIF; `orientation` is the EXIF orientation (TIFF 6.0 tag 274) the pixels are
 * stored in, so that a reader who obeys it sees the drawing upright; `quality` is the JPEG quality (default
 * 82).
 */
export type PhotoOptions = {
  seed: number;
  megapixels?: number;
  gps?: boolean;
  orientation?: 1 | 3 | 6 | 8;
  quality?: number;
};

/** A made-up place in the old district of Bảo Yên, in degrees, minutes and seconds as EXIF wants them. */
const place = { latitude: "22/1 14/1 2400/100", longitude: "104/1 28/1 1230/100" };

/** Turns by which upright pixels have to be stored under each orientation, degrees clockwise. */
const storedTurn = { 1: 0, 3: 180, 6: 270, 8: 90 } as const;

function exifOf(gps: boolean) {
  const IFD0 = {
    Make: "Vong Thi",
    Model: "Simulated phone",
    Software: "Simulated data",
    DateTime: "2023:08:20 15:04:05",
  };
  const IFD2 = { DateTimeOriginal: "2023:08:20 15:04:05" };
  if (!gps) return { IFD0, IFD2 };
  const IFD3 = {
    GPSLatitudeRef: "N",
    GPSLatitude: place.latitude,
    GPSLongitudeRef: "E",
    GPSLongitude: place.longitude,
  };
  return { IFD0, IFD2, IFD3 };
}

/**
 * A phone's photograph of a drawing on a table: a little turned and skewed, unevenly lit, grainy, with a thin
 * margin of table; the sheet keeps at least 88 % of the frame's area. Same drawing and seed, same photograph.
 * The metadata is written on purpose: this is the input against which stripping is tested.
 */
export async function phonePhoto(drawing: Buffer, options: PhotoOptions): Promise<Buffer> {
  const { seed, megapixels = 4, gps = false, orientation = 1, quality = 82 } = options;
  const source = await sharp(drawing).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const frame = frameFor(source.info, megapixels);
  const pixels = photographed(
    { data: source.data, width: source.info.width, height: source.info.height },
    frame,
    createRandom(Math.imul(seed, 2654435761) + 7),
  );
  return sharp(pixels, { raw: { ...frame, channels: 3 } })
    .rotate(storedTurn[orientation])
    .withExif(exifOf(gps))
    .withMetadata({ orientation })
    .jpeg({ quality })
    .toBuffer();
}

/** The frame of a phone, 4 to 3, lying or standing as the sheet does; 12 megapixels are 4000 by 3000. */
function frameFor({ width, height }: { width: number; height: number }, megapixels: number) {
  const short = Math.round(Math.sqrt((megapixels * 1e6 * 3) / 4));
  const long = Math.round((short * 4) / 3);
  return width >= height ? { width: long, height: short } : { width: short, height: long };
}
