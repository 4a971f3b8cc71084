import type { AssignEntry, AssignJudge, AssignmentInput, Pair } from "#app/domain/judging/assignment.ts";
import { compareText } from "#app/platform/compare.ts";

/**
 * An assignment as a table of entries (rows, by id) and judges (columns, by id). Cell arrays hold row × judges +
 * column; `held` lists the rows of each column.
 */
export type Board = {
  entries: readonly AssignEntry[];
  judges: readonly AssignJudge[];
  eligible: Uint8Array;
  conflicted: Uint8Array;
  allowed: Uint8Array;
  taken: Uint8Array;
  pinned: Uint8Array;
  held: number[][];
  rowCount: Int32Array;
  capacity: Float64Array;
};

/** An empty board: what may be, before anything is. Repeated ids count once. */
export function emptyBoard(input: Pick<AssignmentInput, "entries" | "judges" | "conflicts">): Board {
  const entries = unique(input.entries, ({ entryId }) => entryId);
  const judges = unique(input.judges, ({ judgeId }) => judgeId);
  const eligible = new Uint8Array(entries.length * judges.length);
  for (const [row, entry] of entries.entries()) {
    for (const [column, judge] of judges.entries()) {
      if (sits(judge, entry)) eligible[row * judges.length + column] = 1;
    }
  }
  const board: Board = {
    entries,
    judges,
    eligible,
    conflicted: new Uint8Array(eligible.length),
    allowed: eligible.slice(),
    taken: new Uint8Array(eligible.length),
    pinned: new Uint8Array(eligible.length),
    held: judges.map(() => []),
    rowCount: new Int32Array(entries.length),
    capacity: Float64Array.from(judges, ({ capacity }) => capacity ?? Infinity),
  };
  const cellOf = cellFinder(board);
  for (const pair of input.conflicts) {
    const cell = cellOf(pair);
    if (cell === null) continue;
    board.conflicted[cell] = 1;
    board.allowed[cell] = 0;
  }
  return board;
}

function unique<T>(items: readonly T[], idOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()].sort((a, b) => compareText(idOf(a), idOf(b)));
}

function sits(judge: AssignJudge, entry: AssignEntry): boolean {
  const inCategory = judge.categoryIds == null || judge.categoryIds.includes(entry.categoryId);
  return inCategory && (entry.panelId == null || judge.panelIds == null || judge.panelIds.includes(entry.panelId));
}

/** Finds the cell of a pair; null when the board has no such entry or judge. */
export function cellFinder({ entries, judges }: Board): (pair: Pair) => number | null {
  const rows = new Map(entries.map(({ entryId }, row) => [entryId, row]));
  const columns = new Map(judges.map(({ judgeId }, column) => [judgeId, column]));
  return ({ entryId, judgeId }) => {
    const [row, column] = [rows.get(entryId), columns.get(judgeId)];
    return row === undefined || column === undefined ? null : row * judges.length + column;
  };
}

/** Gives an entry to a judge. The cell must be free. */
export function take(board: Board, row: number, column: number): void {
  board.taken[row * board.judges.length + column] = 1;
  board.held[column]!.push(row);
  board.rowCount[row]!++;
}

/** Takes an entry from a judge again. */
export function release(board: Board, row: number, column: number): void {
  board.taken[row * board.judges.length + column] = 0;
  const held = board.held[column]!;
  held.splice(held.indexOf(row), 1);
  board.rowCount[row]!--;
}

/** Whether a judge could take an entry that is not already his. */
export const isOpen = ({ allowed, taken }: Board, cell: number): boolean => allowed[cell] === 1 && taken[cell] === 0;

/** The columns of the judges who have an entry. */
export function judgesOf({ judges, taken }: Board, row: number): number[] {
  const columns: number[] = [];
  for (let column = 0; column < judges.length; column++) {
    if (taken[row * judges.length + column] === 1) columns.push(column);
  }
  return columns;
}

/** Every pair of the board, by entry, then judge. */
export function pairsOf(board: Board): Pair[] {
  return board.entries.flatMap(({ entryId }, row) =>
    judgesOf(board, row).map((column) => ({ entryId, judgeId: board.judges[column]!.judgeId })),
  );
}
