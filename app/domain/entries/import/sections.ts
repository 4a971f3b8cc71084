import { mediumOf } from "./category.ts";
import { isEmpty, textOf } from "./cell.ts";
import type { Column, ImportField, SheetRow } from "./model.ts";
import { readHeading } from "./headings.ts";
import { wordsOf } from "./words.ts";

/** What a row of a table is, besides a row of data. */
export type RowKind =
  | { kind: "data" }
  | { kind: "nothing" }
  | { kind: "end" }
  | { kind: "section"; field: "unit" | "participant" | "category"; text: string };

const data: RowKind = { kind: "data" };
const nothing: RowKind = { kind: "nothing" };
const end: RowKind = { kind: "end" };
const closing = /^(?:tong cong|tong so|cong|tong|danh sach (?:co|gom|nay co)|nguoi lap|lap bieu|thu truong|hieu truong|an dinh|noi nhan|xac nhan)\b/;
const numbering = /^(?:[IVX]+|[A-Z]|\d+)\s*[.)/-]\s*/u;

/**
 * Tells lines between the rows: a heading for those below it ("I. Trường Tiểu học Nghĩa Đô", "B. Video clip"), the
 * numbers of columns, headings printed again, and the total with which the list ends.
 */
export function kindOfRow(row: SheetRow, columns: readonly Column[]): RowKind {
  const texts = [...new Set(row.cells.map(textOf).filter((text) => text !== ""))];
  if (texts.length === 0) return nothing;
  if (closing.test(wordsOf(texts[0]!)) || /\bngay \d{1,2} thang \d{1,2} nam\b/.test(wordsOf(texts[0]!))) return end;
  if (columns.every(({ index, field }) => field === "order" || isEmpty(row.cells[index]))) return nothing;
  if (texts.length >= 3 && texts.every((text) => /^\(?(?:\d{1,2}|[A-Z])\)?$/u.test(text))) return nothing;
  if (isRepeatedHeading(row, columns)) return nothing;
  return texts.length === 1 || (texts.length === 2 && /^(?:[IVX]+|[A-Z])[.)]?$/u.test(texts[0]!)) ? sectionOf(texts.at(-1)!, row, columns) : data;
}

function sectionOf(text: string, row: SheetRow, columns: readonly Column[]): RowKind {
  const plain = text.replace(numbering, "").trim();
  const repeated = row.cells.filter((cell) => textOf(cell) === text).length > 1;
  const named = has(row, columns, "authorName") || has(row, columns, "givenName");
  const marked = plain !== text || repeated || !named;
  if (!marked) return data;
  const words = wordsOf(plain);
  if (/^(?:truong|lien doi|diem truong)\b/.test(words)) return { kind: "section", field: "unit", text: plain.replace(/\s*:$/, "") };
  if (/^(?:xa|phuong|thi tran|don vi xa)\b/.test(words)) return { kind: "section", field: "participant", text: plain };
  if (/^(?:don vi)\b/.test(words)) return { kind: "section", field: "unit", text: plain.replace(/^đơn vị\s*:?\s*/iu, "") };
  if (mediumOf(plain) && plain.length <= 60) return { kind: "section", field: "category", text: plain.replace(/^hạng mục\s*:?\s*/iu, "") };
  return repeated ? nothing : data;
}

const has = (row: SheetRow, columns: readonly Column[], field: ImportField) =>
  columns.some((column) => column.field === field && !isEmpty(row.cells[column.index]));

function isRepeatedHeading(row: SheetRow, columns: readonly Column[]): boolean {
  const same = columns.filter(({ index, heading }) => heading !== "" && textOf(row.cells[index]) === heading);
  return same.length >= 3 && same.filter(({ heading }) => readHeading(heading).certainty >= 60).length >= 3;
}
