import { findBestTable, type Table } from "./layout.ts";
import { isBlocked, type Column, type ImportPlaces, type ImportRow, type Mapping, type Sheet } from "./model.ts";
import { placeRows } from "./placing.ts";
import { readRows } from "./rows.ts";

export type ImportSummary = { rows: number; ready: number; blocked: number; authors: number; warnings: number };
export type ImportReading = { sheet: string; headingRow: number; columns: Column[]; rows: ImportRow[]; summary: ImportSummary };

/** Reads a list from the sheets of a file, matched with what is known of the contest. Null when no sheet has a table. */
export function readImport(sheets: readonly Sheet[], places: ImportPlaces, mapping: Mapping = {}): ImportReading | null {
  const table = findBestTable(sheets, mapping.sheet);
  return table && readTable(table, places, mapping);
}

/** The same for a table found before. */
export function readTable(table: Table, places: ImportPlaces, mapping: Mapping): ImportReading {
  const { columns, rows } = readRows(table, mapping);
  const placed = placeRows(rows, places, mapping);
  return { sheet: table.sheet, headingRow: table.headingRow, columns, rows: placed, summary: summaryOf(placed) };
}

/** Counts of a preview; `warnings` are rows that will be taken and have something to look at. */
export function summaryOf(rows: readonly ImportRow[]): ImportSummary {
  const ready = rows.filter((row) => !isBlocked(row));
  return {
    rows: rows.length,
    ready: ready.length,
    blocked: rows.length - ready.length,
    authors: ready.reduce((sum, { authors }) => sum + authors.length, 0),
    warnings: ready.filter(({ problems }) => problems.length > 0).length,
  };
}
