import { listZip, inflateEntry, ZipError, type ZipFault, zipFromBuffer } from "#app/platform/zip.server.ts";
import { fillMerges } from "./merges.ts";
import { isEmpty } from "./cell.ts";
import { type Sheet, tableLimits } from "./model.ts";
import { decodeText, delimiterOf, readDelimited } from "./text-table.ts";
import { readWorkbook } from "./workbook-reader.server.ts";

/** Why a file is no list that can be read; each has the words `errors_list_<reason with _>`. */
export const fileFaults = [
  "file-empty", "file-too-large", "not-a-table", "workbook-macro", "workbook-encrypted", "workbook-embedded", "workbook-unreadable",
  "workbook-too-slow", "workbook-too-heavy", "too-many-rows", "too-many-columns", "quote-not-closed", "no-headings",
] as const;
export type FileFault = (typeof fileFaults)[number];
export type FileReading =
  | { ok: true; sheets: Sheet[] }
  | { ok: false; reason: FileFault; params: Record<string, string | number> };

const refuse = (reason: FileFault, params: Record<string, string | number> = {}): FileReading => ({ ok: false, reason, params });

const maxParts = 2_000;
const maxInflatedBytes = 64 * 2 ** 20;

/**
 * Reads a list as it was sent: a workbook (.xlsx, .ods, the old .xls) or delimited text in any of its usual writings;
 * the content decides, not the name. Hostile files are refused before any library sees them.
 */
export async function readListFile(bytes: Buffer): Promise<FileReading> {
  if (bytes.length === 0) return refuse("file-empty");
  if (bytes.length > tableLimits.bytes) return refuse("file-too-large", { bytes: bytes.length, maxBytes: tableLimits.bytes });
  const reading = await readAny(bytes);
  if (!reading.ok) return reading;
  const wide = reading.sheets.map(usedColumns).find((count) => count > tableLimits.columns);
  if (wide !== undefined) return refuse("too-many-columns", { count: wide, max: tableLimits.columns });
  const long = reading.sheets.find(({ rows }) => rows.length > tableLimits.rows + tableLimits.aroundRows);
  return long ? refuse("too-many-rows", { max: tableLimits.rows }) : reading;
}

async function readAny(bytes: Buffer): Promise<FileReading> {
  if (bytes.length < 8) return readText(bytes);
  if (bytes.readUInt32BE(0) === 0x504b0304) {
    const fault = await guardWorkbook(bytes);
    return fault ? refuse(fault) : readBook(bytes);
  }
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) {
    const holds = (name: string) => bytes.includes(Buffer.from(name, "utf16le"));
    if (holds("EncryptedPackage")) return refuse("workbook-encrypted");
    if (holds("_VBA_PROJECT")) return refuse("workbook-macro");
    return holds("Workbook") || holds("Book") ? readBook(bytes) : refuse("not-a-table");
  }
  return readText(bytes);
}

async function readBook(bytes: Buffer): Promise<FileReading> {
  const reading = await readWorkbook(bytes);
  return reading.ok ? reading : refuse(reading.reason, { max: tableLimits.rows });
}

const byZipFault: Record<ZipFault, FileFault> = {
  "zip-broken": "workbook-unreadable",
  "zip-method": "workbook-unreadable",
  "zip-too-many-files": "workbook-too-heavy",
  "zip-overlaps": "workbook-too-heavy",
  "zip-too-large": "workbook-too-heavy",
  "zip-encrypted": "workbook-encrypted",
};

/** Looks into the archive that a workbook is, counting what comes out of it; null when it may be read. */
async function guardWorkbook(bytes: Buffer): Promise<FileFault | null> {
  const source = zipFromBuffer(bytes);
  try {
    const entries = await listZip(source, maxParts);
    const has = (pattern: RegExp) => entries.some(({ name }) => pattern.test(name));
    if (has(/vbaProject\.bin$|macrosheets\//i)) return "workbook-macro";
    if (has(/(^|\/)embeddings\/|(^|\/)activeX\//i)) return "workbook-embedded";
    if (!has(/^xl\/workbook\.(xml|bin)$/i) && !has(/^content\.xml$/)) return "not-a-table";
    let left = maxInflatedBytes;
    for (const entry of entries) left -= await inflateEntry(source, entry, left, () => undefined);
    return null;
  } catch (error) {
    if (error instanceof ZipError) return byZipFault[error.reason];
    throw error;
  }
}

function readText(bytes: Buffer): FileReading {
  const { text } = decodeText(bytes);
  if (/^\s*</.test(text) || /[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4_000))) return refuse("not-a-table");
  const table = readDelimited(text, delimiterOf(text));
  if (!table.ok) return refuse("quote-not-closed", { line: table.line });
  if (table.rows.length > tableLimits.rows + tableLimits.aroundRows) return refuse("too-many-rows", { max: tableLimits.rows });
  return { ok: true, sheets: [{ name: "", rows: fillMerges(table.rows, []) }] };
}

/** Columns that hold anything; a workbook may be formatted as far as XFD and use ten. */
function usedColumns({ rows }: Sheet): number {
  const used = new Set<number>();
  for (const { cells } of rows) cells.forEach((cell, index) => void (isEmpty(cell) || used.add(index)));
  return used.size;
}
