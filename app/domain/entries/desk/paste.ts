import { type DeskChild, type DeskTyped, emptyChild } from "#app/domain/entries/desk/row.ts";
import { gradeOf } from "#app/domain/entries/division.ts";
import type { Sex } from "#app/domain/entries/states.ts";
import { parseVnDate } from "#app/platform/dates.ts";
import { fold, normaliseText } from "#app/platform/vietnamese.ts";

/** What a column of a pasted list holds; "number" is the row's number, "other" is left out. */
export type PasteField = "title" | "fullName" | "birth" | "className" | "sex" | "number" | "other";
export type Paste = { fields: PasteField[]; rows: DeskTyped[] };

/** The most rows taken from one paste. */
export const maxPastedRows = 200;

/** Cells of a text as a spreadsheet puts it on the clipboard: tabs and lines, quotes around cells that hold either. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|\r|$)/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, quoted, plain, end] = match;
    rows.at(-1)!.push(normaliseText(quoted?.replaceAll('""', '"') ?? plain ?? ""));
    if (whole === "" || end === "") break;
    if (end !== "\t") rows.push([]);
  }
  return rows.filter((row) => row.some((value) => value !== ""));
}

const headings: [PasteField, RegExp][] = [
  ["number", /^(stt|tt|so thu tu|so tt|no)\.?$/],
  ["birth", /ngay sinh|nam sinh|ngay.*thang.*nam|sinh ngay|^ns$/],
  ["sex", /gioi tinh|^nu$|nam.?nu/],
  ["className", /^(lop|khoi|lop hoc|ten lop)/],
  ["title", /ten (tranh|bai|tac pham|san pham|video|clip)|tac pham|tieu de|nhan de/],
  ["fullName", /ho (va )?ten|ten (hoc sinh|em|tac gia|thi sinh|hs)|hoc sinh|tac gia|thi sinh|^ten$/],
];

const fieldOfHeading = (cell: string): PasteField | undefined =>
  headings.find(([, pattern]) => pattern.test(fold(cell)))?.[0];

/** The row of headings, if one of the first rows names at least two columns. */
function headingRow(cells: readonly string[][]): number {
  return cells.slice(0, 10).findIndex((row) => row.filter((cell) => fieldOfHeading(cell)).length >= 2);
}

const familyNames = new Set(
  ("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam mai trinh dao ha luong trieu " +
    "nong ma vang giang sung thao lo lu lau cu hau ban tan phung ca quang deo leo vi be luc co chu dam cao ta to la trang").split(" "),
);

const isSexCell = (cell: string) => /^(nam|nu|trai|gai|x|male|female|m|f)$/.test(fold(cell));

/** Names are written with a capital on every word, titles as a sentence: "Cả nhà" is no Mr Cà. */
const isNameCell = (cell: string) => {
  const words = cell.split(" ");
  const capitals = words.every((word) => /^\p{Lu}/u.test(word));
  return capitals && words.length >= 2 && words.length <= 6 && familyNames.has(fold(words[0]!)) && !/\d/.test(cell);
};

/** Told by its shape: a day that does not exist still stands in the column of births. */
const isDateCell = (cell: string) => /^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}$/.test(cell) || (cell.length >= 4 && parseVnDate(cell).ok);
const isClassCell = (cell: string) => cell.length <= 8 && gradeOf(cell) !== null;

/** The field whose cells a column is full of, by what stands in most of them. */
function guess(column: readonly string[]): PasteField {
  const filled = column.filter((cell) => cell !== "");
  const share = (test: (cell: string) => boolean) => filled.filter(test).length / Math.max(1, filled.length);
  const counts = filled.length > 1 && filled.every((cell, index) => Number(cell) === Number(filled[0]) + index);
  if (filled.length === 0) return "other";
  if (counts) return "number";
  if (share(isDateCell) >= 0.6) return "birth";
  if (share(isSexCell) >= 0.8) return "sex";
  if (share(isClassCell) >= 0.6) return "className";
  if (share(isNameCell) >= 0.5) return "fullName";
  return share((cell) => /\p{L}/u.test(cell)) >= 0.6 ? "title" : "other";
}

/** Each field once: of several columns that could be it, the first. A second list of texts is no title any more. */
const eachOnce = (fields: readonly PasteField[]): PasteField[] =>
  fields.map((field, index) => (fields.indexOf(field) === index ? field : "other"));

/** Of a whole list without one known name, the only column of words is the children and not the titles. */
function withNames(fields: PasteField[]): PasteField[] {
  if (fields.includes("fullName")) return fields;
  const words = fields.flatMap((field, index) => (field === "title" ? [index] : []));
  return words.length === 1 && fields.includes("birth") ? fields.map((field) => (field === "title" ? "fullName" : field)) : fields;
}

const sexOf = (cell: string): Sex => {
  const word = fold(cell);
  if (/^(nu|gai|female|f|x)$/.test(word)) return "female";
  return /^(nam|trai|male|m)$/.test(word) ? "male" : "undisclosed";
};

function rowFrom(cells: readonly string[], fields: readonly PasteField[]): DeskTyped {
  const of = (field: PasteField) => cells[fields.indexOf(field)] ?? "";
  const child: DeskChild = {
    ...emptyChild(), fullName: of("fullName"), birth: of("birth"), className: of("className"), sex: sexOf(of("sex")),
  };
  return { title: of("title"), children: [child] };
}

/**
 * Reads a list pasted from a spreadsheet, its columns in any order: by their headings where there are some, else by
 * what stands in them. Nothing is corrected here: cells go into the rows as they are, and the desk shows each fault.
 */
export function readPaste(text: string): Paste {
  const cells = readCells(text);
  const heading = headingRow(cells);
  const body = cells.slice(heading + 1, heading + 1 + maxPastedRows);
  const width = Math.max(0, ...cells.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const fields = columns.map((index) => {
    const named = heading >= 0 ? fieldOfHeading(cells[heading]![index] ?? "") : undefined;
    if (named) return named;
    return heading >= 0 ? "other" : guess(body.map((row) => row[index] ?? ""));
  });
  const known = heading >= 0 ? eachOnce(fields) : withNames(eachOnce(fields));
  return { fields: known, rows: body.map((row) => rowFrom(row, known)) };
}
