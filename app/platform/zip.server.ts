import { open } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";

/** One file of an archive as its directory describes it; sizes in bytes, none of them believed while inflating. */
export type ZipEntry = {
  name: string;
  method: "stored" | "deflated" | "other";
  encrypted: boolean;
  compressed: number;
  bytes: number;
  at: number;
};

/** Bytes that can be read at any place: a file on disk or a buffer. */
export type ZipSource = { size: number; read(at: number, length: number): Promise<Buffer>; close(): Promise<void> };

export type ZipFault = "zip-broken" | "zip-too-many-files" | "zip-overlaps" | "zip-too-large" | "zip-encrypted" | "zip-method";

/** An archive that is not to be opened, by reason key. */
export class ZipError extends Error {
  constructor(readonly reason: ZipFault, readonly entry = "") {
    super(`${reason} ${entry}`.trim());
    this.name = "ZipError";
  }
}

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const sixtyFour = 0xffffffff;
const longestDirectory = 16 * 2 ** 20;

export const zipFromBuffer = (bytes: Buffer): ZipSource => ({
  size: bytes.length,
  read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
  close: () => Promise.resolve(),
});

/** The archive of a file; close it afterwards. */
export async function zipFromFile(path: string): Promise<ZipSource> {
  const file = await open(path, "r");
  return {
    size: (await file.stat()).size,
    read: async (at, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/**
 * The files of an archive, folders left out, in the order of its directory. Throws `ZipError` when there are more than
 * `maxFiles`, when the directory cannot be read, or when files share bytes, as in archives made to explode.
 */
export async function listZip(source: ZipSource, maxFiles: number): Promise<ZipEntry[]> {
  const { at, length, count } = await findDirectory(source);
  if (count > maxFiles) throw new ZipError("zip-too-many-files");
  if (length > longestDirectory || at + length > source.size) throw new ZipError("zip-broken");
  const directory = await source.read(at, length);
  const entries: ZipEntry[] = [];
  let from = 0;
  for (let index = 0; index < count; index++) {
    if (from + 46 > directory.length || directory.readUInt32LE(from) !== directorySignature) throw new ZipError("zip-broken");
    const { entry, end } = readEntry(directory, from);
    if (!entry.name.endsWith("/")) entries.push(entry);
    from = end;
  }
  refuseOverlaps(entries, at);
  return entries;
}

async function findDirectory(source: ZipSource): Promise<{ at: number; length: number; count: number }> {
  const tail = await source.read(Math.max(0, source.size - 65_557), Math.min(source.size, 65_557));
  for (let from = tail.length - 22; from >= 0; from--) {
    if (tail.readUInt32LE(from) !== endSignature) continue;
    const [count, length, at] = [tail.readUInt16LE(from + 10), tail.readUInt32LE(from + 12), tail.readUInt32LE(from + 16)];
    // An archive so large that it needs 64-bit numbers is larger than anything taken here.
    if (at === sixtyFour || length === sixtyFour || count === 0xffff) throw new ZipError("zip-too-large");
    return { at, length, count };
  }
  throw new ZipError("zip-broken");
}

function readEntry(directory: Buffer, from: number): { entry: ZipEntry; end: number } {
  const flags = directory.readUInt16LE(from + 8);
  const method = directory.readUInt16LE(from + 10);
  const [compressed, bytes] = [directory.readUInt32LE(from + 20), directory.readUInt32LE(from + 24)];
  const [nameLength, extraLength] = [directory.readUInt16LE(from + 28), directory.readUInt16LE(from + 30)];
  const nameEnd = from + 46 + nameLength;
  const extra = directory.subarray(nameEnd, nameEnd + extraLength);
  const sizes = [compressed, bytes].some((size) => size === sixtyFour) ? sizesOf64(extra, { compressed, bytes }) : { compressed, bytes };
  const entry: ZipEntry = {
    name: nameOf(directory.subarray(from + 46, nameEnd)),
    method: method === 0 ? "stored" : method === 8 ? "deflated" : "other",
    encrypted: (flags & 1) === 1,
    ...sizes,
    at: directory.readUInt32LE(from + 42),
  };
  return { entry, end: nameEnd + extraLength + directory.readUInt16LE(from + 32) };
}

/** The 64-bit sizes of an extra field: the plain size comes first, each only where its 32-bit place is full. */
function sizesOf64(extra: Buffer, sizes: { compressed: number; bytes: number }) {
  for (let from = 0; from + 4 <= extra.length; from += 4 + extra.readUInt16LE(from + 2)) {
    if (extra.readUInt16LE(from) !== 1) continue;
    let at = from + 4;
    const next = () => (at + 8 <= extra.length ? Number(extra.readBigUInt64LE((at += 8) - 8)) : Infinity);
    const bytes = sizes.bytes === sixtyFour ? next() : sizes.bytes;
    return { bytes, compressed: sizes.compressed === sixtyFour ? next() : sizes.compressed };
  }
  return sizes;
}

/** Names are UTF-8 where they can be; older programs write bytes of an unknown table, taken one for one. */
function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).normalize("NFC");
  } catch {
    return bytes.toString("latin1");
  }
}

function refuseOverlaps(entries: readonly ZipEntry[], directoryAt: number): void {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  inOrder.forEach((entry, index) => {
    const next = inOrder[index + 1]?.at ?? directoryAt;
    if (entry.at + 30 + entry.compressed > next) throw new ZipError("zip-overlaps", entry.name);
  });
}

/**
 * The content of one file, inflated piece by piece; `take` is handed each piece. Throws `ZipError` as soon as more than
 * `maxBytes` have come out, whatever the directory said.
 */
export async function inflateEntry(
  source: ZipSource, entry: ZipEntry, maxBytes: number, take: (piece: Buffer) => void | Promise<void>,
): Promise<number> {
  if (entry.encrypted) throw new ZipError("zip-encrypted", entry.name);
  if (entry.method === "other") throw new ZipError("zip-method", entry.name);
  let bytes = 0;
  for await (const piece of piecesOf(source, entry)) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new ZipError("zip-too-large", entry.name);
    await take(piece);
  }
  return bytes;
}

async function* piecesOf(source: ZipSource, entry: ZipEntry): AsyncGenerator<Buffer> {
  const head = await source.read(entry.at, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== localSignature) throw new ZipError("zip-broken", entry.name);
  const from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const raw = rawPieces(source, from, entry.compressed);
  if (entry.method === "stored") return yield* raw;
  const inflate = createInflateRaw();
  const feed = async () => {
    for await (const piece of raw) {
      if (inflate.destroyed) return;
      if (!inflate.write(piece)) await new Promise((resolve) => inflate.once("drain", resolve).once("close", resolve));
    }
    inflate.end();
  };
  // A source that fails must end the reading as well, which would wait for more otherwise.
  feed().catch((error: unknown) => inflate.destroy(error as Error));
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError("zip-broken", entry.name);
  } finally {
    inflate.destroy();
  }
}

async function* rawPieces(source: ZipSource, from: number, length: number): AsyncGenerator<Buffer> {
  const batch = 256 * 1024;
  for (let at = 0; at < length; at += batch) {
    const piece = await source.read(from + at, Math.min(batch, length - at));
    if (piece.length === 0) throw new ZipError("zip-broken");
    yield piece;
  }
}
