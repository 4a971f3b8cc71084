import type { FileHandle } from "node:fs/promises";
import { chunkRanges, type Piece, readBox, readElement, voidHeader } from "./boxes.ts";

/** What came of a pass over a clip. `cut` means the container says there should be more bytes. */
export interface StripResult {
  ok: boolean;
  cut: boolean;
  changed: boolean;
}

interface Pass {
  file: FileHandle;
  size: number;
  changed: boolean;
  cut: boolean;
  pieces: number;
  chunks: number;
  /** Bytes looked at to be blanked. Honest tracks name each of theirs once; hostile ones the same again and again. */
  covered: number;
  endsAt: number;
}

const maxPieces = 200_000;
/** One for each picture of ten minutes at 60 a second, and some more. */
const maxChunks = 50_000;
const maxTableBytes = 32 * 1024 * 1024;
const limitMs = 120_000;
const zeros = Buffer.alloc(256 * 1024);

/** A container that would cost more than any honest one. */
class Unreasonable extends Error {}

function count(pass: Pass, what: "pieces" | "chunks" = "pieces", most = maxPieces): void {
  if (++pass[what] > most) throw new Unreasonable(`too many ${what}`);
  if (performance.now() > pass.endsAt) throw new Unreasonable("too long");
}

async function read(pass: Pass, at: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, pass.size - at)));
  const { bytesRead } = await pass.file.read(buffer, 0, buffer.length, at);
  return buffer.subarray(0, bytesRead);
}

async function isZero(pass: Pass, start: number, end: number): Promise<boolean> {
  for (let at = start; at < end; at += zeros.length) {
    if (performance.now() > pass.endsAt) throw new Unreasonable("too long");
    const part = await read(pass, at, Math.min(zeros.length, end - at));
    if (Buffer.compare(part, zeros.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}

async function zero(pass: Pass, start: number, end: number): Promise<void> {
  const stop = Math.min(end, pass.size);
  if (start >= stop) return;
  pass.covered += stop - start;
  if (pass.covered > 2 * pass.size) throw new Unreasonable("the same bytes again and again");
  if (await isZero(pass, start, stop)) return;
  pass.changed = true;
  for (let at = start; at < stop; at += zeros.length) {
    await pass.file.write(zeros, 0, Math.min(zeros.length, stop - at), at);
  }
}

async function write(pass: Pass, bytes: Uint8Array, at: number): Promise<void> {
  if (Buffer.compare(await read(pass, at, bytes.length), bytes) === 0) return;
  await pass.file.write(bytes, 0, bytes.length, at);
  pass.changed = true;
}

const isFiller = (type: string) => type === "free" || type === "skip" || type === "wide";

/** Leaves filler of the same length where a box was; what is filler already keeps its name. */
async function blankBox(pass: Pass, box: Piece): Promise<void> {
  await zero(pass, box.body, box.end);
  if (!isFiller(box.type)) await write(pass, Buffer.from("free"), box.start + 4);
}

/** Bytes behind the last box, which players ignore: makers of phones put their own things there. */
async function blankRest(pass: Pass, start: number, end: number): Promise<void> {
  if (end - start < 8) return zero(pass, start, end);
  const header = Buffer.from("\0\0\0\0free", "latin1");
  if (end - start < 2 ** 32) header.writeUInt32BE(end - start);
  await zero(pass, start + 8, end);
  await write(pass, header, start);
}

async function* boxes(pass: Pass, start: number, end: number): AsyncGenerator<Piece> {
  let at = start;
  while (at + 8 <= end) {
    count(pass);
    const box = readBox(await read(pass, at, 16), at, end);
    if (!box) break;
    pass.cut ||= box.cut;
    yield box;
    at = box.end;
  }
  if (at < end) await blankRest(pass, at, end);
}

async function childrenByType(pass: Pass, parent: Piece): Promise<Map<string, Piece>> {
  const found = new Map<string, Piece>();
  for await (const box of boxes(pass, parent.body, parent.end)) found.set(box.type, box);
  return found;
}

async function body(pass: Pass, box: Piece | undefined): Promise<Uint8Array> {
  if (!box) return new Uint8Array(0);
  if (box.end - box.body > maxTableBytes) throw new Unreasonable("a table too large");
  return read(pass, box.body, box.end - box.body);
}

async function blankSamples(pass: Pass, minf: Piece): Promise<void> {
  const stbl = (await childrenByType(pass, minf)).get("stbl");
  if (!stbl) return;
  const tables = await childrenByType(pass, stbl);
  const ranges = chunkRanges({
    stsc: await body(pass, tables.get("stsc")),
    stsz: await body(pass, tables.get("stsz")),
    offsets: await body(pass, tables.get("co64") ?? tables.get("stco")),
    wide: tables.has("co64"),
  });
  for (const [start, end] of ranges) {
    count(pass, "chunks", maxChunks);
    await zero(pass, start, end);
  }
}

const needed = {
  file: new Set(["ftyp", "styp", "moov", "moof", "mdat", "sidx", "ssix", "mfra"]),
  moov: new Set(["mvhd", "trak", "mvex"]),
  trak: new Set(["tkhd", "edts", "tapt", "mdia"]),
  mdia: new Set(["mdhd", "elng", "hdlr", "minf"]),
  moof: new Set(["mfhd", "traf"]),
  traf: new Set(["tfhd", "tfdt", "trun", "sdtp", "sbgp", "sgpd", "saiz", "saio", "subs"]),
};
type Container = keyof typeof needed;
const isContainer = (type: string): type is Container => type in needed && type !== "file";

/** Drones and action cameras write positions as text, timecode or metadata tracks; only these are for people. */
const seenOrHeard = new Set(["vide", "soun", "subt"]);

/** Blanks a track that is neither seen nor heard, with its samples. True when it was one. */
async function blankHiddenTrack(pass: Pass, track: Piece): Promise<boolean> {
  const mdia = (await childrenByType(pass, track)).get("mdia");
  const media = mdia && (await childrenByType(pass, mdia));
  if (!media) return false;
  const handler = await body(pass, media.get("hdlr"));
  if (seenOrHeard.has(Buffer.from(handler).toString("latin1", 8, 12))) return false;
  const minf = media.get("minf");
  if (minf) await blankSamples(pass, minf);
  await blankBox(pass, track);
  return true;
}

/** Dashcams list in this box where in the media data they hid blocks that begin with "freeGPS ". */
async function blankHiddenBlocks(pass: Pass, list: Piece): Promise<void> {
  const table = Buffer.from(await body(pass, list));
  for (let at = 8; at + 8 <= table.length; at += 8) {
    count(pass, "chunks", maxChunks);
    const [start, length] = [table.readUInt32BE(at), table.readUInt32BE(at + 4)];
    const mark = Buffer.from(await read(pass, start + 4, 8)).toString("latin1");
    if (mark === "freeGPS ") await zero(pass, start + 8, start + length);
  }
}

async function stripBoxes(pass: Pass, start: number, end: number, parent: Container): Promise<boolean> {
  let hasMovie = false;
  for await (const box of boxes(pass, start, end)) {
    hasMovie ||= box.type === "moov";
    if (box.type === "gps ") await blankHiddenBlocks(pass, box);
    if (!needed[parent].has(box.type)) await blankBox(pass, box);
    else if (box.type === "trak" && (await blankHiddenTrack(pass, box))) continue;
    else if (isContainer(box.type)) await stripBoxes(pass, box.body, box.end, box.type);
  }
  return hasMovie;
}

const segment = "18538067";
const cluster = "1f43b675";
const tagsOrAttachments = new Set(["1254c367", "1941a469"]);
const filler = "ec";

async function stripElements(pass: Pass, start: number, end: number): Promise<boolean> {
  let hasSegment = false;
  for (let at = start; at + 2 <= end; ) {
    count(pass, "pieces", maxPieces * 10);
    const element = readElement(await read(pass, at, 12), at, end);
    if (!element) break;
    pass.cut ||= element.cut;
    hasSegment ||= element.type === segment;
    if (element.type === filler) await zero(pass, element.body, element.end);
    if (tagsOrAttachments.has(element.type)) {
      const header = voidHeader(element.end - element.start);
      await zero(pass, element.start + header.length, element.end);
      await pass.file.write(header, 0, header.length, element.start);
      pass.changed = true;
    }
    const inside = element.type === segment || (element.type === cluster && element.open);
    at = inside ? element.body : element.end;
  }
  return hasSegment;
}

/**
 * Blanks, in place and without changing any offset, whatever in a clip can hold a place, a device or a name: every
 * box that is not needed for playing, the contents of filler, tracks that are neither picture nor sound with their
 * samples, Matroska tags and attachments. Memory stays constant; a second pass changes nothing. `ok` is false when
 * the container does not hold together or asks for more work than an honest one. The file must be open for reading
 * and writing and is `size` bytes long.
 */
export async function stripVideo(
  file: FileHandle,
  size: number,
  kind: "mp4" | "mov" | "webm"
): Promise<StripResult> {
  const endsAt = performance.now() + limitMs;
  const pass: Pass = { file, size, changed: false, cut: false, pieces: 0, chunks: 0, covered: 0, endsAt };
  try {
    const whole = await (kind === "webm" ? stripElements(pass, 0, size) : stripBoxes(pass, 0, size, "file"));
    return { ok: whole && !pass.cut, cut: pass.cut, changed: pass.changed };
  } catch (error) {
    if (error instanceof Unreasonable) return { ok: false, cut: false, changed: pass.changed };
    throw error;
  }
}
