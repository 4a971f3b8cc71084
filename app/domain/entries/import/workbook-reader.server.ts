import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { fillMerges, type Merge } from "./merges.ts";
import { type Cell, type Sheet, tableLimits } from "./model.ts";

const rowsRead = tableLimits.rows + tableLimits.aroundRows;
const timeoutMs = 30_000;
const maxHeapMb = 512;

type ReadSheet = { name: string; rows: Cell[][]; merges: Merge[]; more: boolean };
type Answer = { ok: true; sheets: ReadSheet[] } | { ok: false; message: string };
export type WorkbookReading =
  | { ok: true; sheets: Sheet[] }
  | { ok: false; reason: "workbook-encrypted" | "workbook-unreadable" | "workbook-too-slow" | "workbook-too-heavy" | "too-many-rows" };

/**
 * Runs in a thread of its own, whose memory and time have a limit: a hostile workbook ends the thread and nothing else.
 * Days are told by the format of their cell; a formula counts as the value it was saved with.
 */
const program = `
const { parentPort, workerData } = require("node:worker_threads");
const XLSX = require(workerData.library);
const { rowsRead, cellLength } = workerData;
function valueOf(cell, date1904) {
  if (!cell || cell.t === "z" || cell.v === undefined || cell.v === null) return null;
  if (cell.t === "e") return { fault: String(cell.w || XLSX.utils.format_cell(cell) || "#") };
  if (cell.t === "b") return cell.v ? "x" : null;
  if (cell.t === "n") {
    if (!cell.z || !XLSX.SSF.is_date(cell.z)) return cell.v;
    const day = XLSX.SSF.parse_date_code(cell.v, { date1904 });
    if (!day || !day.y || day.y < 1900) return cell.v;
    const pad = (value, width) => String(value).padStart(width, "0");
    return { day: pad(day.y, 4) + "-" + pad(day.m, 2) + "-" + pad(day.d, 2) };
  }
  const text = String(cell.v).toWellFormed();
  return text === "" ? null : text.slice(0, cellLength);
}
try {
  const book = XLSX.read(workerData.bytes, {
    type: "buffer", dense: true, cellNF: true, cellHTML: false, cellText: false, cellFormula: false, sheetRows: rowsRead + 1,
  });
  const date1904 = Boolean(book.Workbook && book.Workbook.WBProps && book.Workbook.WBProps.date1904);
  const hidden = (at) => Boolean(book.Workbook && book.Workbook.Sheets && book.Workbook.Sheets[at] && book.Workbook.Sheets[at].Hidden);
  const sheets = book.SheetNames.slice(0, 40).filter((_, at) => !hidden(at)).map((name) => {
    const sheet = book.Sheets[name] || {};
    const data = sheet["!data"] || [];
    const rows = [];
    for (let at = 0; at < Math.min(data.length, rowsRead); at++) {
      rows.push(Array.from(data[at] || [], (cell) => valueOf(cell, date1904)));
    }
    const merges = (sheet["!merges"] || []).slice(0, 20000).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: Math.min(e.c, s.c + 200) }));
    return { name, rows, merges, more: data.length > rowsRead };
  });
  parentPort.postMessage({ ok: true, sheets });
} catch (error) {
  parentPort.postMessage({ ok: false, message: String((error && error.message) || error) });
}`;

/** Reads a workbook that the zip guard has let pass (or one of the old binary kind), merged cells filled down. */
export async function readWorkbook(bytes: Buffer): Promise<WorkbookReading> {
  const answer = await readApart(bytes);
  if (answer === "slow") return { ok: false, reason: "workbook-too-slow" };
  if (answer === "heavy") return { ok: false, reason: "workbook-too-heavy" };
  if (!answer.ok) {
    return { ok: false, reason: /password|encrypt/i.test(answer.message) ? "workbook-encrypted" : "workbook-unreadable" };
  }
  if (answer.sheets.some(({ more, rows }) => more || rows.length > rowsRead)) return { ok: false, reason: "too-many-rows" };
  return { ok: true, sheets: answer.sheets.map(({ name, rows, merges }) => ({ name, rows: fillMerges(rows, merges) })) };
}

function readApart(bytes: Buffer): Promise<Answer | "slow" | "heavy"> {
  const library = createRequire(import.meta.url).resolve("@e965/xlsx");
  const worker = new Worker(program, {
    eval: true,
    workerData: { library, bytes, rowsRead, cellLength: tableLimits.cellLength },
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 64 },
    env: {},
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const clock = setTimeout(() => resolve("slow"), timeoutMs);
    worker.once("message", (answer: Answer) => resolve(answer));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "heavy" : { ok: false, message: error.message }),
    );
    worker.once("exit", () => resolve({ ok: false, message: "the reader ended" }));
    void worker.stdout.resume();
    void worker.stderr.resume();
    worker.once("exit", () => clearTimeout(clock));
  }).then(async (answer) => {
    await worker.terminate();
    return answer as Answer | "slow" | "heavy";
  });
}
