/** A piece of a container file: where it lies, where its contents begin, and where it ends (exclusive), in bytes. */
export interface Piece {
  type: string;
  start: number;
  body: number;
  end: number;
  /** Declared to reach past its parent or the file: the file is cut short. */
  cut: boolean;
}

const fourLetters = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));

/**
 * Reads the header of an MP4/QuickTime box at `start`; `head` holds the bytes from there (16 are enough) and
 * `limit` is the end of the parent. Null when it is not a box.
 */
export function readBox(head: Uint8Array, start: number, limit: number): Piece | null {
  if (head.length < 8) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const small = view.getUint32(0);
  if (small === 1 && head.length < 16) return null;
  const size = small === 0 ? limit - start : small === 1 ? Number(view.getBigUint64(8)) : small;
  const header = small === 1 ? 16 : 8;
  if (size < header) return null;
  return {
    type: fourLetters(head, 4),
    start,
    body: start + header,
    end: Math.min(limit, start + size),
    cut: start + size > limit,
  };
}

const unknownSize = 2 ** 56 - 1;

/**
 * Reads the header of a Matroska/WebM element; `type` is its id in hex. An element of unknown size (live
 * recordings) is returned with `end = limit`. Null when the bytes are not an element.
 */
export function readElement(
  head: Uint8Array,
  start: number,
  limit: number
): (Piece & { open: boolean }) | null {
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  const sizeLength = Math.clz32(head[idLength] ?? 0) - 23;
  if (idLength > 4 || sizeLength > 8 || head.length < idLength + sizeLength) return null;
  const type = [...head.subarray(0, idLength)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = head.subarray(idLength, idLength + sizeLength);
  const size = bytes.reduce(
    (sum, byte, at) => sum * 256 + (at === 0 ? byte & (0xff >> sizeLength) : byte),
    0
  );
  const open = size === 2 ** (7 * sizeLength) - 1 || size >= unknownSize;
  const body = start + idLength + sizeLength;
  return {
    type,
    start,
    body,
    end: open ? limit : Math.min(limit, body + size),
    cut: !open && body + size > limit,
    open,
  };
}

/** The header that turns `length` bytes of a WebM file into an element players skip. */
export function voidHeader(length: number): Uint8Array {
  if (length < 9) return Uint8Array.of(0xec, 0x80 | (length - 2));
  const head = new Uint8Array(9);
  head[0] = 0xec;
  new DataView(head.buffer).setBigUint64(1, (1n << 56n) | BigInt(length - 9));
  return head;
}

const entries = (table: Uint8Array, at: number): { view: DataView; count: number } => {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  return { view, count: table.length >= at + 4 ? view.getUint32(at) : 0 };
};

/** The sample tables of one MP4 track (contents of the boxes, without headers). */
export interface SampleTables {
  stsc: Uint8Array;
  stsz: Uint8Array;
  offsets: Uint8Array;
  wide: boolean;
}

/**
 * Where the samples of a track lie in the file, as [start, end) pairs, one for each chunk (ISO/IEC 14496-12, 8.7).
 * One at a time, since a hostile table may name millions; chunks without bytes are left out.
 */
export function* chunkRanges({ stsc, stsz, offsets, wide }: SampleTables): Generator<[number, number]> {
  const runs = entries(stsc, 4);
  const sizes = entries(stsz, 8);
  const fixed = stsz.length >= 8 ? sizes.view.getUint32(4) : 0;
  const chunks = entries(offsets, 4);
  const step = wide ? 8 : 4;
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < chunks.count && 8 + (chunk + 1) * step <= offsets.length; chunk++) {
    while (
      run + 1 < runs.count &&
      8 + (run + 2) * 12 <= stsc.length &&
      runs.view.getUint32(8 + (run + 1) * 12) <= chunk + 1
    )
      run++;
    const perChunk = 8 + (run + 1) * 12 <= stsc.length ? runs.view.getUint32(8 + run * 12 + 4) : 0;
    const start = wide
      ? Number(chunks.view.getBigUint64(8 + chunk * 8))
      : chunks.view.getUint32(8 + chunk * 4);
    let length = fixed > 0 ? Math.max(0, Math.min(perChunk, sizes.count - sample)) * fixed : 0;
    for (let n = 0; fixed === 0 && n < perChunk && 12 + (sample + n + 1) * 4 <= stsz.length; n++) {
      length += sizes.view.getUint32(12 + (sample + n) * 4);
    }
    sample += perChunk;
    if (length > 0) yield [start, start + length];
  }
}
