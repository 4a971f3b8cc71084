/** EXIF orientation: 1 upright … 8; see EXIF 2.3, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));

const text = (value: string): Uint8Array => Uint8Array.from(value, (letter) => letter.charCodeAt(0));

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A TIFF block (26 bytes) that says the orientation and nothing else. */
export function orientationOnly(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(26);
  tiff.set([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation]);
  return tiff;
}

const keepsSegment = (marker: number, jpeg: Uint8Array, payload: number): boolean => {
  if (marker === 0xe0) return ascii(jpeg, payload, 5) === "JFIF\0";
  if (marker === 0xe2) return ascii(jpeg, payload, 12) === "ICC_PROFILE\0";
  if (marker === 0xee) return ascii(jpeg, payload, 5) === "Adobe";
  return !(marker >= 0xe1 && marker <= 0xef) && marker !== 0xfe;
};

function endOfScan(jpeg: Uint8Array, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at >= 0 && at + 1 < jpeg.length; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return jpeg.length;
}

function exifSegment(orientation: Orientation): Uint8Array[] {
  if (orientation === 1) return [];
  const tiff = orientationOnly(orientation);
  return [Uint8Array.of(0xff, 0xe1, 0, tiff.length + 8), text("Exif\0\0"), tiff];
}

/**
 * Rewrites a JPEG without EXIF, XMP, IPTC, comments, embedded previews and whatever follows the picture;
 * pixels, colour profile and orientation stay as they were. Null when the segments do not hold together.
 */
export function stripJpeg(jpeg: Uint8Array, orientation: Orientation): Uint8Array | null {
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  let exif = exifSegment(orientation);
  let at = 2;
  while (at + 4 <= jpeg.length || jpeg[at + 1] === 0xd9) {
    if (jpeg[at] !== 0xff) return null;
    const marker = jpeg[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return concat([...parts, jpeg.subarray(at, at + 2)]);
    const end = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
    if (end < at + 4 || end > jpeg.length) return null;
    if (marker !== 0xe0) {
      parts.push(...exif);
      exif = [];
    }
    if (keepsSegment(marker, jpeg, at + 4)) parts.push(jpeg.subarray(at, end));
    at = end;
    if (marker === 0xda) {
      at = endOfScan(jpeg, end);
      parts.push(jpeg.subarray(end, at));
    }
  }
  return null;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

const crc32 = (bytes: Uint8Array): number =>
  ~bytes.reduce((crc, byte) => (crc >>> 8) ^ crcTable[(crc ^ byte) & 255]!, 0xffffffff) >>> 0;

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat([text(type), data]);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return chunk;
}

const pngKeeps = new Set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split(" "));

/** The same for PNG: only chunks that colour or place pixels stay; null when a chunk reaches past the end. */
export function stripPng(png: Uint8Array, orientation: Orientation): Uint8Array | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Uint8Array[] = [png.subarray(0, 8)];
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > png.length) return null;
    const type = ascii(png, at + 4, 4);
    if (pngKeeps.has(type)) parts.push(png.subarray(at, end));
    if (type === "IHDR" && orientation !== 1) parts.push(pngChunk("eXIf", orientationOnly(orientation)));
    if (type === "IEND") return concat(parts);
    at = end;
  }
  return null;
}

const webpKeeps = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP"]);

function webpChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + data.length + (data.length % 2));
  chunk.set(text(type));
  new DataView(chunk.buffer).setUint32(4, data.length, true);
  chunk.set(data, 8);
  return chunk;
}

/** The same for a still WebP; the extended header's flags are corrected. Null when a chunk reaches past the end. */
export function stripWebp(webp: Uint8Array, orientation: Orientation): Uint8Array | null {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const riffEnd = Math.min(webp.length, 8 + view.getUint32(4, true));
  const parts: Uint8Array[] = [];
  let extended = false;
  let hasPicture = false;
  for (let at = 12; at + 8 <= riffEnd; ) {
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > webp.length) return null;
    const type = ascii(webp, at, 4);
    const data = webp.slice(at + 8, at + 8 + size);
    if (type === "VP8X") {
      extended = true;
      data[0] = (data[0]! & 0x30) | (orientation === 1 ? 0 : 0x08);
    }
    hasPicture ||= type === "VP8 " || type === "VP8L";
    if (webpKeeps.has(type)) parts.push(webpChunk(type, data));
    at += 8 + size + (size % 2);
  }
  if (extended && orientation !== 1) parts.push(webpChunk("EXIF", orientationOnly(orientation)));
  const body = concat([text("WEBP"), ...parts]);
  const head = webpChunk("RIFF", new Uint8Array(0));
  new DataView(head.buffer).setUint32(4, body.length, true);
  return hasPicture ? concat([head, body]) : null;
}

/** Puts a colour profile into a JPEG that has none (ICC.1, annex B.4), without touching a pixel. */
export function withProfile(jpeg: Uint8Array, icc: Uint8Array): Uint8Array {
  const room = 65_519;
  const total = Math.ceil(icc.length / room);
  const segments = Array.from({ length: total }, (_, n) => {
    const part = icc.subarray(n * room, (n + 1) * room);
    const length = part.length + 16;
    return concat([
      Uint8Array.of(0xff, 0xe2, length >> 8, length & 255),
      text("ICC_PROFILE\0"),
      Uint8Array.of(n + 1, total),
      part,
    ]);
  });
  return total < 256 ? concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]) : jpeg;
}
