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
}

const maxPieces = 200_000;
const maxTableBytes = 32 * 1024 * 1024;
const zeros = Buffer.alloc(256 * 1024);

async function read(pass: Pass, at: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, pass.size - at)));
  const { bytesRead } = await pass.file.read(buffer, 0, buffer.length, at);
  return buffer.subarray(0, bytesRead);
}

async function isZero(pass: Pass, start: number, end: number): Promise<boolean> {
  for (let at = start; at < end; at += zeros.length) {
    const part = await read(pass, at, Math.min(zeros.length, end - at));
    if (Buffer.compare(part, zeros.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}

async function zero(pass: Pass, start: number, end: number): Promise<void> {
  const stop = Math.min(end, pass.size);
  if (start >= stop || (await isZero(pass, start, stop))) return;
  pass.changed = true;
  for (let at = start; at < stop; at += zeros.length) {
    await pass.file.write(zeros, 0, Math.min(zeros.length, stop - at), at);
  }
}

async function blankBox(pass: Pass, box: Piece): Promise<void> {
  await zero(pass, box.body, box.end);
  await pass.file.write("free", box.start + 4, "latin1");
  pass.changed = true;
}

async function* boxes(pass: Pass, start: number, end: number): AsyncGenerator<Piece> {
  for (let at = start; at + 8 <= end; ) {
    if (++pass.pieces > maxPieces) throw new Error("too many boxes");
    const box = readBox(await read(pass, at, 16), at, end);
    if (!box) return;
    pass.cut ||= box.cut;
    yield box;
    at = box.end;
  }
}

async function childrenByType(pass: Pass, parent: Piece): Promise<Map<string, Piece>> {
  const found = new Map<string, Piece>();
  for await (const box of boxes(pass, parent.body, parent.end)) found.set(box.type, box);
  return found;
}

async function body(pass: Pass, box: Piece | undefined): Promise<Uint8Array> {
  if (!box || box.end - box.body > maxTableBytes) return new Uint8Array(0);
  return read(pass, box.body, box.end - box.body);
}

async function blankTrack(pass: Pass, track: Piece, media: Map<string, Piece>): Promise<void> {
  const minf = media.get("minf");
  const stbl = minf && (await childrenByType(pass, minf)).get("stbl");
  if (stbl) {
    const tables = await childrenByType(pass, stbl);
    const ranges = chunkRanges({
      stsc: await body(pass, tables.get("stsc")),
      stsz: await body(pass, tables.get("stsz")),
      offsets: await body(pass, tables.get("co64") ?? tables.get("stco")),
      wide: tables.has("co64"),
    });
    for (const [start, end] of ranges) await zero(pass, start, end);
  }
  await blankBox(pass, track);
}

async function stripTrack(pass: Pass, track: Piece): Promise<void> {
  for await (const box of boxes(pass, track.body, track.end)) {
    if (hiding.has(box.type)) await blankBox(pass, box);
    if (box.type !== "mdia") continue;
    const media = await childrenByType(pass, box);
    const handler = await body(pass, media.get("hdlr"));
    const kind = Buffer.from(handler).toString("latin1", 8, 12);
    if (!seenOrHeard.has(kind)) return blankTrack(pass, track, media);
  }
}

const hiding = new Set(["udta", "meta", "uuid"]);
/** Drones and action cameras write positions as text, timecode or metadata tracks; only these are for people. */
const seenOrHeard = new Set(["vide", "soun", "subt"]);

async function stripBoxes(pass: Pass, start: number, end: number): Promise<boolean> {
  let hasMovie = false;
  for await (const box of boxes(pass, start, end)) {
    if (hiding.has(box.type)) await blankBox(pass, box);
    if (box.type === "trak" || box.type === "traf") await stripTrack(pass, box);
    if (box.type === "moov" || box.type === "moof") await stripBoxes(pass, box.body, box.end);
    hasMovie ||= box.type === "moov";
  }
  return hasMovie;
}

const segment = "18538067";
const cluster = "1f43b675";
const tagsOrAttachments = new Set(["1254c367", "1941a469"]);

async function stripElements(pass: Pass, start: number, end: number): Promise<boolean> {
  let hasSegment = false;
  for (let at = start; at + 2 <= end; ) {
    if (++pass.pieces > maxPieces * 10) throw new Error("too many elements");
    const element = readElement(await read(pass, at, 12), at, end);
    if (!element) break;
    pass.cut ||= element.cut;
    hasSegment ||= element.type === segment;
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
 * Blanks, in place and without changing any offset, whatever in a clip can hold a place, a device or a name:
 * user data, metadata and private boxes, tracks that are neither picture nor sound with their samples, Matroska
 * tags and attachments. Memory stays constant; a second pass changes nothing. `ok` is false when the container does
 * not hold together. The file must be open for reading and writing and is `size` bytes long.
 */
export async function stripVideo(
  file: FileHandle,
  size: number,
  kind: "mp4" | "mov" | "webm"
): Promise<StripResult> {
  const pass: Pass = { file, size, changed: false, cut: false, pieces: 0 };
  try {
    const whole = kind === "webm" ? await stripElements(pass, 0, size) : await stripBoxes(pass, 0, size);
    return { ok: whole && !pass.cut, cut: pass.cut, changed: pass.changed };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("too many"))
      return { ok: false, cut: false, changed: pass.changed };
    throw error;
  }
}
