import { constants, crc32, deflateRawSync } from "node:zlib";
import { makeClip } from "./clip.ts";
import { drawDrawing } from "./drawing.ts";

/** A file as someone might send it: the name and type it claims, and its bytes. */
export type SentFile = { name: string; type: string; bytes: Buffer };

const subject = { seed: 58, title: "Anh trai giúp em gái học bài", medium: "bút dạ" } as const;

/** A JPEG cut off on the way: a sound head, `kept` of the bytes (0 to 1). */
export async function truncatedJpeg(kept = 0.4): Promise<SentFile> {
  const whole = await drawDrawing({ ...subject, sizePx: 1200 });
  return {
    name: "tranh-dut.jpg",
    type: "image/jpeg",
    bytes: whole.subarray(0, Math.floor(whole.length * kept)),
  };
}

/**
 * A clip cut off on the way. The index stands in front, so the length can still be read; the pictures end
 * early.
 */
export async function truncatedMp4(kept = 0.5): Promise<SentFile> {
  const whole = await makeClip({ ...subject, durationMs: 185_000, width: 320, height: 180 });
  return {
    name: "video-dut.mp4",
    type: "video/mp4",
    bytes: whole.subarray(0, Math.floor(whole.length * kept)),
  };
}

/** A clip too short for a contest of 3 to 10 minutes: 2:59. */
export async function shortClip(): Promise<SentFile> {
  const bytes = await makeClip({ ...subject, durationMs: 179_000, width: 320, height: 180 });
  return { name: "video-2-59.mp4", type: "video/mp4", bytes };
}

/** A clip too long for a contest of 3 to 10 minutes: 10:01. */
export async function longClip(): Promise<SentFile> {
  const bytes = await makeClip({ ...subject, durationMs: 601_000, width: 320, height: 180 });
  return { name: "video-10-01.mp4", type: "video/mp4", bytes };
}

/** A drawing that is code: an SVG with a script in it. */
export const svgFile: SentFile = {
  name: "tranh.svg",
  type: "image/svg+xml",
  bytes: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1414"><script>alert(1)</script></svg>',
  ),
};

/** Nothing at all. */
export const emptyFile: SentFile = { name: "tranh.jpg", type: "image/jpeg", bytes: Buffer.alloc(0) };

/** Words that call themselves a picture. */
export const textCalledJpeg: SentFile = {
  name: "tranh.jpg",
  type: "image/jpeg",
  bytes: Buffer.from("Em gửi bài dự thi ạ. ".repeat(40)),
};

/** A PNG chunk: length, type, data, CRC (PNG third edition, clause 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/**
 * `length` zero bytes as a zlib stream (RFC 1950), without holding them: one block of a hundredth of them,
 * byte aligned, a hundred times. Adler-32 of n zeros is n mod 65521 over 1. `length` must be a multiple of
 * 100.
 */
function zlibOfZeros(length: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(length / 100), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const lastBlock = Buffer.from([0x03, 0x00]);
  const adler = Buffer.from([0, 0, 0, 1]);
  adler.writeUInt16BE(length % 65521, 0);
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...Array.from({ length: 100 }, () => block), lastBlock,
    adler]);
}

/**
 * A decompression bomb: a PNG of one bit a pixel, black, small to send and 2.7 GB once it is RGB. Sides in
 * pixels.
 */
export function pngBomb(side = 30_000): SentFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = zlibOfZeros(side * (1 + Math.ceil(side / 8)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const bytes = Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0))]);
  return { name: "tranh-rat-to.png", type: "image/png", bytes };
}
