import { isDitto, isEmpty, linesOf, textOf } from "./cell.ts";
import { kindOfRow } from "./sections.ts";
import type { Cell, Column, ImportField, Mapping, SheetRow } from "./model.ts";

/** A row of data read by field. */
export class FieldRow {
  readonly #at: ReadonlyMap<ImportField, number>;

  constructor(readonly row: SheetRow, at: ReadonlyMap<ImportField, number>, readonly above: Readonly<Above>) {
    this.#at = at;
  }

  cell(field: ImportField): Cell {
    const index = this.#at.get(field);
    return index === undefined ? null : (this.row.cells[index] ?? null);
  }

  text(field: ImportField): string {
    return textOf(this.cell(field));
  }

  lines(field: ImportField): string {
    return linesOf(this.cell(field));
  }

  knows(field: ImportField): boolean {
    return this.#at.has(field);
  }

  /** Whether this row itself says the field: filled, and no repetition of a merged cell above. */
  says(field: ImportField): boolean {
    const index = this.#at.get(field);
    return index !== undefined && !isEmpty(this.row.cells[index]) && !this.row.continued?.includes(index);
  }

  /** What the row, or a heading or "như trên" over it, says of where and what. */
  place(field: keyof Above): string {
    const own = this.text(field);
    return own === "" || isDitto(own) ? this.above[field] : own;
  }
}

/** What holds for rows that leave it blank. */
type Above = { unit: string; participant: string; category: string };
const placeFields = ["unit", "participant", "category"] as const;

/** The columns with what a person has corrected; a field given to one column leaves the one that was guessed. */
export function correctedColumns(columns: readonly Column[], { fields = {} }: Mapping): Column[] {
  const chosen = new Set(Object.values(fields).filter((field) => field !== null));
  return columns.map((column) => {
    const field = fields[String(column.index)];
    if (field !== undefined) return { ...column, field, confidence: 100 };
    return column.field && chosen.has(column.field) ? { ...column, field: null, confidence: 0 } : column;
  });
}

/**
 * The rows of data with their fields. Lines between them that name a unit or a category hold for the rows below; so
 * does a value that a column gives in fewer than half of its rows, as when the name of the school stands only once.
 */
export function fieldRows(rows: readonly SheetRow[], columns: readonly Column[]): FieldRow[] {
  const at = new Map(columns.flatMap(({ field, index }) => (field ? [[field, index] as const] : [])));
  const sparse = new Set(placeFields.filter((field) => isSparse(rows, at.get(field))));
  const above: Above = { unit: "", participant: "", category: "" };
  const found: FieldRow[] = [];
  let ended = false;
  for (const [place, row] of rows.entries()) {
    const kind = kindOfRow(row, columns);
    if (kind.kind === "end") ended = true;
    if (kind.kind === "section") {
      ended = false;
      if (kind.field === "participant") above.unit = "";
      above[kind.field] = kind.text;
    }
    if (kind.kind !== "data" || ended) continue;
    found.push(new FieldRow(row, at, { ...above }));
    for (const field of placeFields) {
      const text = textOf(row.cells[at.get(field) ?? -1]);
      if (text !== "" && !isDitto(text) && (sparse.has(field) || saysAsAbove(rows[place + 1], at.get(field)))) above[field] = text;
    }
  }
  return found;
}

function isSparse(rows: readonly SheetRow[], index: number | undefined): boolean {
  if (index === undefined || rows.length === 0) return false;
  return rows.filter(({ cells }) => !isEmpty(cells[index])).length * 2 < rows.length;
}

const saysAsAbove = (row: SheetRow | undefined, index: number | undefined): boolean =>
  row !== undefined && index !== undefined && isDitto(textOf(row.cells[index]));
