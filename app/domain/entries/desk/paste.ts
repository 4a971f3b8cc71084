import { type DeskChild, type DeskTyped, emptyChild } from "#app/domain/entries/desk/row.ts";
import { readAuthors } from "#app/domain/entries/import/authors.ts";
import { looksLikeBirth } from "#app/domain/entries/import/birth.ts";
import { rawText, textOf } from "#app/domain/entries/import/cell.ts";
import { shareOf } from "#app/domain/entries/import/evidence.ts";
import { type FieldRow, fieldRows } from "#app/domain/entries/import/fields.ts";
import { findTable, type Table } from "#app/domain/entries/import/layout.ts";
import { decode, encodingOf } from "#app/domain/entries/import/legacy-text.ts";
import type { Cell, Column, ImportAuthor, ImportField } from "#app/domain/entries/import/model.ts";
import { readDelimited } from "#app/domain/entries/import/text-table.ts";
import { readTitle } from "#app/domain/entries/import/values.ts";
import { formatVnDate } from "#app/platform/dates.ts";

/** What each column of a pasted list was taken for, null for what the desk has no use for, and the rows for the desk. */
export type Paste = { fields: (ImportField | null)[]; rows: DeskTyped[] };

/** The most rows taken from one paste. */
export const maxPastedRows = 200;

/** More of a paste is not looked at: far above what the most rows hold. */
const maxPasted = 500_000;

/** Cells of a text as a spreadsheet puts it on the clipboard; a quote that is never closed is a letter like any other. */
function cellsOf(text: string): Cell[][] {
  const table = readDelimited(text, "\t");
  const rows = table.ok ? table.rows : text.split(/\r?\n/).map((line): Cell[] => line.split("\t"));
  return rows.filter((row) => row.some((cell) => textOf(cell) !== ""));
}

/** A day told by its shape: one that does not exist still stands in the column of births. */
const isDay = (text: string) => /^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}$/.test(text);

/** Names are written with a capital on every word, titles as a sentence: "Cả nhà" is no Mr Cà. */
const isCapitalised = (text: string) => text.split(" ").every((word) => /^\p{Lu}/u.test(word));

/** What a column without a heading is full of. */
function fieldOf(cells: readonly Cell[]): ImportField | null {
  const texts = cells.map(textOf).filter((text) => text !== "");
  const share = (test: (text: string) => boolean) => (100 * texts.filter(test).length) / Math.max(1, texts.length);
  if (texts.length === 0) return null;
  if (texts.length > 1 && texts.every((text, index) => Number(text) === Number(texts[0]) + index)) return "order";
  if (Math.max(shareOf("birth", cells) ?? 0, share(isDay)) >= 60) return "birth";
  if ((shareOf("sex", cells) ?? 0) >= 80) return "sex";
  if ((shareOf("className", cells) ?? 0) >= 60) return "className";
  if ((shareOf("authorName", cells) ?? 0) >= 50 && share(isCapitalised) >= 50) return "authorName";
  return share((text) => /\p{L}/u.test(text)) >= 60 ? "title" : null;
}

/** Of a list with births and without one known name, the only column of words is the children and not the titles. */
function withNames(fields: (ImportField | null)[]): (ImportField | null)[] {
  const has = (field: ImportField) => fields.includes(field);
  return !has("authorName") && has("title") && has("birth") ? fields.map((field) => (field === "title" ? "authorName" : field)) : fields;
}

/** A list without headings, each field given to the first column that looks like it. */
function bareTable(cells: readonly Cell[][]): Table {
  const width = Math.max(0, ...cells.map((row) => row.length));
  const columnOf = (index: number) => cells.map((row) => row[index] ?? null);
  const encodings = Array.from({ length: width }, (_, index) => encodingOf(columnOf(index).map(rawText)));
  const rows = cells.map((row, at) => ({ number: at + 1, cells: row.map((cell, index) => (typeof cell === "string" ? decode(cell, encodings[index]!) : cell)) }));
  const found = Array.from({ length: width }, (_, index) => fieldOf(rows.map((row) => row.cells[index] ?? null)));
  const once = found.map((field, index) => (found.indexOf(field) === index ? field : null));
  const columns = withNames(once).map((field, index): Column => ({ index, heading: "", field, confidence: 100 }));
  return { sheet: "", headingRow: 0, columns, rows };
}

/** A list under its headings. A line with a day or a number in it is data, though its "nam" and "nữ" be headings elsewhere. */
function headedTable(cells: readonly Cell[][]): Table | null {
  const table = cells.length > 0 ? findTable({ name: "", rows: cells.map((row, at) => ({ number: at + 1, cells: [...row] })) }) : null;
  if (!table) return null;
  return cells[table.headingRow - 1]!.some((cell) => /^\d+$/.test(textOf(cell)) || looksLikeBirth(cell) || isDay(textOf(cell))) ? null : table;
}

/** A line without a number of its own, in a list with numbers, names another child of the work above. */
const continues = (row: FieldRow) => row.knows("order") && !row.says("order") && !row.says("title");

function childFrom({ fullName, birth, birthPrecision, sex, className }: ImportAuthor, written: string): DeskChild {
  const read = birth && (birthPrecision === "day" ? formatVnDate(birth) : birth.slice(0, 4));
  return { ...emptyChild(), fullName, birth: read ?? written, className, sex };
}

/** What could not be read stays as it was written, for the desk to show; only for a child alone is it clear whose it is. */
function rowFrom(group: readonly FieldRow[]): DeskTyped {
  const { authors } = readAuthors(group, {});
  const [first] = group;
  const alone = group.length === 1 && authors.length === 1;
  const children = authors.map((author) => childFrom(author, alone ? first!.text("birth") : ""));
  const nameless = { ...emptyChild(), birth: first!.text("birth"), className: first!.text("className") };
  return { title: readTitle(first!.text("title")), children: children.length > 0 ? children : [nameless] };
}

/**
 * Reads a list pasted from a spreadsheet with the readers of the import: columns in any order by their headings, else by
 * what stands in them; letters of old fonts, names in two columns, several children in a cell. A cell that cannot be
 * read goes into its row as it is, and the desk shows the fault.
 */
export function readPaste(text: string): Paste {
  const cells = cellsOf(text.slice(0, maxPasted));
  const table = headedTable(cells) ?? bareTable(cells);
  const groups: FieldRow[][] = [];
  for (const row of fieldRows(table.rows, table.columns)) {
    const group = groups.at(-1);
    if (group && continues(row)) group.push(row);
    else groups.push([row]);
  }
  const fields: Paste["fields"] = [];
  for (const { index, field } of table.columns) fields[index] = field;
  return { fields: Array.from(fields, (field) => field ?? null), rows: groups.slice(0, maxPastedRows).map(rowFrom) };
}
