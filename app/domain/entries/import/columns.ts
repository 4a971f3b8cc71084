import { shareOf, shownField } from "./evidence.ts";
import { readHeading } from "./headings.ts";
import type { Cell, Column, ImportField } from "./model.ts";

export type RawColumn = { index: number; heading: string; cells: readonly Cell[] };
type Candidate = { column: RawColumn; field: ImportField | null; confidence: number };

/** Below this a guess is no better than none. */
const leastConfidence = 40;

/**
 * What each column says: its heading weighs most, its cells confirm or contradict it, and a column whose heading says
 * nothing is known by its cells. Each field goes to the one column surest of it.
 */
export function guessColumns(raw: readonly RawColumn[]): Column[] {
  const columns = withSplitNames(raw);
  const candidates = columns.flatMap(candidatesOf).sort((a, b) => b.confidence - a.confidence || a.column.index - b.column.index);
  const taken = new Map<number, Candidate>();
  const used = new Set<ImportField>();
  for (const candidate of candidates) {
    const { column, field, confidence } = candidate;
    if (taken.has(column.index) || confidence < leastConfidence || (field && used.has(field))) continue;
    taken.set(column.index, candidate);
    if (field) used.add(field);
  }
  return wholeNames(
    raw.map(({ index, heading }) => {
      const found = taken.get(index);
      return { index, heading, field: found?.field ?? null, confidence: found?.confidence ?? 0 };
    }),
  );
}

function candidatesOf(column: RawColumn): Candidate[] {
  const { field, certainty } = readHeading(column.heading);
  if (certainty > 0 && field === null) return [{ column, field, confidence: certainty }];
  const shown = shownField(column.cells);
  const byCells = shown ? [{ column, field: shown.field, confidence: Math.round(shown.share * 0.6) }] : [];
  if (!field) return byCells;
  const share = shareOf(field, column.cells);
  if (share === null) return [{ column, field, confidence: certainty }, ...byCells];
  const contradicted = share < 20 && column.cells.length >= 5;
  const confidence = contradicted ? certainty * 0.4 : certainty * 0.8 + share * 0.2;
  return [{ column, field, confidence: Math.round(confidence) }, ...byCells];
}

/** One heading merged over two columns, "Họ và tên": family and middle names stand in the first, the given in the second. */
function withSplitNames(raw: readonly RawColumn[]): RawColumn[] {
  return raw.map((column, at) => {
    const same = (other: RawColumn | undefined) =>
      other !== undefined && other.heading === column.heading && readHeading(column.heading).field === "authorName";
    if (same(raw[at + 1])) return { ...column, heading: "Họ đệm" };
    return same(raw[at - 1]) ? { ...column, heading: "Tên" } : column;
  });
}

/** "Tên" without a column for the family name is the whole name, and so is "Họ" alone. */
function wholeNames(columns: Column[]): Column[] {
  const has = (field: ImportField) => columns.some((column) => column.field === field);
  if (has("authorName") || (has("familyName") && has("givenName"))) return columns;
  return columns.map((column) =>
    column.field === "givenName" || column.field === "familyName" ? { ...column, field: "authorName" } : column,
  );
}
