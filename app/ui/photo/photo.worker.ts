import { detectedAt, detectSheet, wholePicture } from "./detect.ts";
import type { Asked, Fixed, Seen, Shrunk } from "./fix-photo.ts";
import { inPixels, mapQuad, type Quad, type Size } from "./geometry.ts";
import { measuredAt, qualityOf } from "./quality.ts";
import type { Raster } from "./raster.ts";
import { sheetSize } from "./sheet-size.ts";
import { warp } from "./warp.ts";
import { answerCalls } from "./worker-call.ts";

/** Long side in px of what the person sees while pulling the corners. */
const shownAt = 1600;
/** Long side in px of the small copy in a list. */
const thumbAt = 240;
/** The sheet is read this much larger than it is written: what is drawn smaller by the browser is smooth already. */
const spare = 1.25;

function scaled(picture: ImageBitmap, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  return { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
}

function drawn(picture: ImageBitmap, longSide: number) {
  const { width, height } = scaled(picture, longSide);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  // Where a scan is transparent, its paper is white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return { canvas, pixels: (): Raster => context.getImageData(0, 0, width, height) };
}

async function encoded({ data, width, height }: Raster): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")!.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
}

/** Where the sheet is and how well it can be seen; `shown` is a copy at 1,600 px, or drawn here. */
function measured(picture: ImageBitmap, shown = drawn(picture, measuredAt)) {
  const found = detectSheet(drawn(picture, detectedAt).pixels());
  const quad = found?.quad ?? wholePicture;
  const pixels = shown.pixels();
  const quality = qualityOf(pixels, mapQuad(quad, (point) => inPixels(point, pixels)));
  return { quad, quality, confidence: found?.confidence ?? 0 };
}

async function look(picture: ImageBitmap): Promise<Seen> {
  const shown = drawn(picture, shownAt);
  const facts = shownAt === measuredAt ? measured(picture, shown) : measured(picture);
  const preview = await shown.canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const { width, height } = picture;
  return { width, height, preview, ...facts };
}

async function shrink(picture: ImageBitmap, longest: number): Promise<Shrunk> {
  const { quad, quality } = measured(picture);
  const { width, height } = picture;
  const thumb = await drawn(picture, thumbAt).canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const smaller = Math.max(width, height) > longest ? drawn(picture, longest).canvas : null;
  return { width, height, quad, quality, thumb, picture: (await smaller?.convertToBlob({ type: "image/jpeg", quality: 0.85 })) ?? null };
}

/** The part of the picture that holds the sheet, as large as is needed, and the sheet's corners in it. */
function sheetIn(picture: ImageBitmap, quad: Quad, scale: number): { source: Raster; corners: Quad } {
  const xs = quad.map(([x]) => x);
  const ys = quad.map(([, y]) => y);
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const [across, down] = [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top];
  const [width, height] = [Math.round(across * scale), Math.round(down * scale)];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, left, top, across, down, 0, 0, width, height);
  const corners = mapQuad(quad, ([x, y]) => [((x - left) * width) / across, ((y - top) * height) / down]);
  return { source: context.getImageData(0, 0, width, height), corners };
}

async function fix(picture: ImageBitmap, shares: Quad, longest: number): Promise<Fixed> {
  const quad = mapQuad(shares, (point) => inPixels(point, picture));
  const whole = sheetSize(quad, picture, Infinity);
  const { width, height } = sheetSize(quad, picture, longest);
  const { source, corners } = sheetIn(picture, quad, Math.min(1, (spare * width) / whole.width));
  return { picture: await encoded(warp(source, corners, width, height)), width, height };
}

answerCalls<Asked, Seen | Fixed | Shrunk>(async (asked) => {
  const picture = await createImageBitmap(asked.photo);
  try {
    if (asked.act === "shrink") return await shrink(picture, asked.longest);
    return asked.act === "look" ? await look(picture) : await fix(picture, asked.quad, asked.longest);
  } finally {
    picture.close();
  }
});
