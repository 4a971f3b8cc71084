import { guessColumns, type RawColumn } from "./columns.ts";
import { isEmpty, rawText, textOf } from "./cell.ts";
import { readHeading } from "./headings.ts";
import { decode, encodingOf } from "./legacy-text.ts";
import type { Cell, Column, Sheet, SheetRow } from "./model.ts";

/** The table within a sheet: its columns as guessed and the rows under its headings, letters of old fonts converted. */
export type Table = { sheet: string; headingRow: number; columns: Column[]; rows: SheetRow[] };

const searchedRows = 40;

type Heading = { at: number; depth: number; score: number };

/**
 * Finds the table of a sheet: its headings are the row, below any title lines, in which most cells name something of
 * use; a second line of headings under merged ones counts with it. Null when no row has two of them.
 */
export function findTable(sheet: Sheet): Table | null {
  const heading = findHeading(sheet);
  if (!heading) return null;
  const { at, depth } = heading;
  const body = sheet.rows.slice(at + depth);
  const width = Math.max(...sheet.rows.slice(at).map(({ cells }) => cells.length));
  const encodings = Array.from({ length: width }, (_, index) => encodingOf(body.map(({ cells }) => rawText(cells[index]))));
  const rows = body.map((row) => ({ ...row, cells: row.cells.map((cell, index) => converted(cell, encodings[index]!)) }));
  const raw = Array.from({ length: width }, (_, index): RawColumn => {
    const cells = rows.map((row) => row.cells[index] ?? null).filter((cell) => !isEmpty(cell));
    return { index, heading: readHeading(headingOf(sheet.rows.slice(at, at + depth), index)).text, cells };
  });
  const columns = guessColumns(raw.filter(({ heading: words, cells }) => words !== "" || cells.length > 0));
  return { sheet: sheet.name, headingRow: sheet.rows[at]!.number, columns, rows };
}

/** The sheet of a workbook that holds the list: the one whose headings say most, or the one that was asked for. */
export function findBestTable(sheets: readonly Sheet[], wanted?: string): Table | null {
  const named = sheets.find(({ name }) => name === wanted);
  if (named) return findTable(named);
  const scored = sheets.map((sheet) => ({ sheet, score: findHeading(sheet)?.score ?? 0, rows: sheet.rows.length }));
  scored.sort((a, b) => b.score - a.score || b.rows - a.rows);
  return scored[0] ? findTable(scored[0].sheet) : null;
}

function findHeading({ rows }: Sheet): Heading | null {
  let best: Heading | null = null;
  for (let at = 0; at < Math.min(rows.length, searchedRows); at++) {
    const depth = rows[at + 1] && isSecondLine(rows[at]!, rows[at + 1]!) ? 2 : 1;
    const score = scoreOf(rows.slice(at, at + depth));
    if (score >= 120 && (!best || score > best.score)) best = { at, depth, score };
  }
  return best;
}

/** Sum of the certainties of different fields in a line of headings; long cells are sentences, not headings. */
function scoreOf(lines: readonly SheetRow[]): number {
  const sure = new Map<string, number>();
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  for (let index = 0; index < width; index++) {
    const { field, certainty } = readHeading(headingOf(lines, index));
    if (certainty >= 60) sure.set(field ?? `nothing ${index}`, Math.max(certainty, sure.get(field ?? "") ?? 0));
  }
  return [...sure].reduce((sum, [field, certainty]) => sum + (field.startsWith("nothing") ? 20 : certainty), 0);
}

/** A second line of headings repeats at least one cell merged from the first and names something in another. */
function isSecondLine(first: SheetRow, second: SheetRow): boolean {
  const repeated = second.continued?.filter((index) => readHeading(textOf(first.cells[index])).certainty >= 60) ?? [];
  return repeated.length > 0 && second.cells.some((cell, index) => !second.continued?.includes(index) && typeof cell === "string");
}

/** Both lines of a heading in one: the lower alone when it says enough by itself, as "Nữ" under "Ngày sinh" does. */
function headingOf(lines: readonly SheetRow[], index: number): string {
  const [upper = "", lower = ""] = lines.map(({ cells }) => textOf(cells[index]));
  if (lower === "" || lower === upper) return upper;
  return readHeading(lower).certainty >= 85 || upper === "" ? lower : `${upper} ${lower}`;
}

const converted = (cell: Cell, encoding: Parameters<typeof decode>[1]): Cell =>
  typeof cell === "string" ? decode(cell, encoding) : cell;
