import { inflateSync } from "node:zlib";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Rect = { x: number; y: number; width: number; height: number };

/** The filled rectangles of every page that pdfkit wrote, in points from the upper left corner. */
export function filledRects(pdf: Buffer): Rect[][] {
  const raw = pdf.toString("latin1");
  const streams = [...raw.matchAll(/(?:^|\n)\d+ 0 obj\n([\s\S]*?)\nendobj/g)].flatMap(([, body]) => {
    const [dictionary, packed] = body!.split("stream\n", 2) as [string, string | undefined];
    const isPage = packed !== undefined && dictionary.includes("FlateDecode") && !/\/(Length1|Subtype|Type)\b/.test(dictionary);
    return isPage ? [inflateSync(Buffer.from(packed, "latin1")).toString("latin1")] : [];
  });
  return streams
    .filter((content) => content.includes(" re"))
    .map((content) =>
      [...content.matchAll(/^([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re$/gm)].map(([, x, y, width, height]) => ({
        x: Number(x), y: Number(y), width: Number(width), height: Number(height),
      })),
    );
}

let ready = false;

/** Draws a page's rectangles black on white, as a printer would, and reads the QR codes in the picture. */
export async function readPageCodes(rects: readonly Rect[], dotsPerPoint = 4): Promise<string[]> {
  if (!ready) {
    const wasm = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
    prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer } });
    ready = true;
  }
  const [width, height] = [Math.round(595.3 * dotsPerPoint), Math.round(841.9 * dotsPerPoint)];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const rect of rects) {
    const [left, right] = [rect.x, rect.x + rect.width].map((at) => Math.round(at * dotsPerPoint)) as [number, number];
    const [top, bottom] = [rect.y, rect.y + rect.height].map((at) => Math.round(at * dotsPerPoint)) as [number, number];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  const read = await readBarcodes({ data, width, height, colorSpace: "srgb" } as ImageData, { formats: ["QRCode"], maxNumberOfSymbols: 30 });
  return read.map(({ text }) => text);
}
