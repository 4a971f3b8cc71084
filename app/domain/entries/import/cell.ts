import { normaliseParagraphs, normaliseText } from "#app/platform/vietnamese.ts";
import type { Cell } from "./model.ts";

/** A cell as one line of clean text; numbers as written out, a day as ISO, a fault and an empty cell as "". */
export const textOf = (cell: Cell | undefined): string => normaliseText(rawText(cell));

/** As `textOf`, with line breaks kept. */
export const linesOf = (cell: Cell | undefined): string => normaliseParagraphs(rawText(cell));

/** The characters of a cell before any cleaning: what a legacy encoding is read from. */
export function rawText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "string") return cell;
  return "day" in cell ? cell.day : "";
}

export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === "string" && normaliseText(cell) === "");

/** The signs with which people say "as above". */
export const isDitto = (text: string): boolean => /^(?:["”“']{1,2}|,,|-?\s*n\.?t\.?\s*-?|như trên|-"-|″)$/iu.test(text);
