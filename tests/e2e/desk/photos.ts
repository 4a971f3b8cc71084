import { writeFileSync } from "node:fs";
import path from "node:path";
import QRCode from "qrcode";
import sharp from "sharp";
import { slipPayload } from "#app/domain/entries/slip-code.ts";
import { shot } from "#tests/ui/photo/shots.ts";

/** A photo of noise that compresses to nothing less, of `side` px; each seed gives another one. */
export async function noisePhoto(seed: number, side: number): Promise<Buffer> {
  const [width, height] = [side, Math.round(side * 0.75)];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0, state = seed + 1; at < pixels.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    pixels[at] = state & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 80 }).toBuffer();
}

/** A phone's photo of a drawing on a table, 2400 × 1800 px; each seed gives another one. */
export async function drawingPhoto(seed: number): Promise<Buffer> {
  // Forbidden to the portal, which is loaded in this process too; the drawing is our own.
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const { pixels, frame } = await shot(seed, "tight", { width: 2400, height: 1800 });
  return sharp(pixels, { raw: { ...frame, channels: 3 } }).jpeg({ quality: 85 }).toBuffer();
}

/** Writes one file for each name, as `draw` makes it, and gives their paths and the sum of their sizes. */
export async function writePhotos(
  folder: string, names: readonly string[], draw: (index: number) => Promise<Buffer>,
): Promise<{ files: string[]; bytes: number }> {
  const files: string[] = [];
  let bytes = 0;
  for (const [index, name] of names.entries()) {
    const file = path.join(folder, name);
    const data = await draw(index);
    writeFileSync(file, data);
    files.push(file);
    bytes += data.length;
  }
  return { files, bytes };
}

/** A sheet of 3000 × 2200 px with these slips on it, each 25 mm of an A4, turned a little as a hand lays them. */
export async function sheetWithSlips(codes: readonly string[]): Promise<Buffer> {
  const side = 250;
  const slips = await Promise.all(
    codes.map(async (code, index) => {
      const qr = await QRCode.toBuffer([{ data: slipPayload(code), mode: "alphanumeric" }], { width: side, margin: 4 });
      const input = await sharp(qr).rotate(7 + index * 5, { background: "#f4f1ea" }).toBuffer();
      return { input, left: 200 + index * 600, top: 1700 };
    }),
  );
  const paper = sharp({ create: { width: 3000, height: 2200, channels: 3, background: "#f4f1ea" } });
  return paper.composite(slips).jpeg({ quality: 85 }).toBuffer();
}
