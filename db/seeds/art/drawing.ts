import sharp from "sharp";
import { media, type Medium } from "./media/catalog.ts";
import { drawOnPaper } from "./paper.ts";
import { Pen } from "./pen.ts";
import { hashText } from "#app/platform/random.ts";
import { sceneFor } from "./scenes/catalog.ts";

export type { Medium };

/** Which drawing: the same request always gives the same picture. */
export type DrawingRequest = { seed: number; title: string; medium: Medium; portrait?: boolean };

/** Proportions of the A series of paper, ISO 216: 1 to the square root of 2. */
const sheet = { long: 1000, short: 707 };

/**
 * A drawing as SVG text: the title picks the scene, the seed every choice in it, the medium how shapes are
 * filled.
 */
export function drawingSvg({ seed, title, medium, portrait = false }: DrawingRequest): string {
  const [width, height] = portrait ? [sheet.short, sheet.long] : [sheet.long, sheet.short];
  const pen = new Pen(media[medium], (seed ^ hashText(title.normalize("NFC"))) >>> 0, width, height);
  sceneFor(title)(pen);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}">` +
    `<defs>${pen.definitions.join("")}</defs><rect width="${width}" height="${height}" fill="#fbf8f0"/>` +
    `${pen.marks.join("\n")}</svg>`
  );
}

/** The drawing as flat pixels on its paper; `sizePx` is the long side. */
export async function drawingPixels(request: DrawingRequest, sizePx: number) {
  const density = (72 * sizePx) / sheet.long;
  const { data, info } = await sharp(Buffer.from(drawingSvg(request)), { density })
    .resize(request.portrait ? { height: sizePx } : { width: sizePx })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  drawOnPaper(data, {
    width: info.width,
    height: info.height,
    seed: request.seed,
    tooth: media[request.medium].tooth,
  });
  return { data, width: info.width, height: info.height };
}

/** The drawing as a JPEG, `sizePx` on its long side, as a scanner would give it. */
export async function drawDrawing(request: DrawingRequest & { sizePx: number }): Promise<Buffer> {
  const { data, width, height } = await drawingPixels(request, request.sizePx);
  return sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality: 86 }).toBuffer();
}
