import type { Cell, SheetRow } from "./model.ts";

/** A merged block: first and last row and column of the grid, all counted from 0 and included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/**
 * Fills merged blocks with the value of their first cell and notes, row by row, which cells only repeat the row above.
 * Rows are given by their place in the grid and come back without the empty ones.
 */
export function fillMerges(grid: readonly (readonly Cell[])[], merges: readonly Merge[]): SheetRow[] {
  const rows = grid.map((cells, at): SheetRow => ({ number: at + 1, cells: [...cells] }));
  for (const { top, left, bottom, right } of merges) {
    const value = rows[top]?.cells[left] ?? null;
    if (value === null) continue;
    for (let at = top; at <= Math.min(bottom, rows.length - 1); at++) fillRow(rows[at]!, { left, right, value, below: at > top });
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ""));
}

function fillRow(row: SheetRow, { left, right, value, below }: { left: number; right: number; value: Cell; below: boolean }) {
  for (let column = left; column <= right; column++) {
    while (row.cells.length <= column) row.cells.push(null);
    row.cells[column] = value;
    if (below) (row.continued ??= []).push(column);
  }
}
