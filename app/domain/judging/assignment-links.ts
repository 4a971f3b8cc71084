import type { CategoryLinks } from "#app/domain/judging/assignment.ts";
import { isOpen, judgesOf, release, take, type Board } from "#app/domain/judging/assignment-board.ts";
import { compareText } from "#app/platform/compare.ts";

/** How many exchanges are tried to link the judges of one category before giving up. */
const MOST_TRIALS = 2_000;

type Rows = readonly number[];

/** Whether the judges of each category are linked, by category. */
export function linksOf(board: Board): CategoryLinks[] {
  return byCategory(board).map(([categoryId, rows]) => {
    const groups = groupsOf(board, rows, (row) => judgesOf(board, row));
    const named = groups.map((group) => group.map((column) => board.judges[column]!.judgeId));
    return { categoryId, groups: named, why: groups.length <= 1 ? null : whyApart(board, rows, groups) };
  });
}

/**
 * Links the judges of each category by exchanging tasks between two judges, or by passing one on where that leaves
 * the loads no less even. Stops where nothing helps; `linksOf` says why.
 */
export function linkJudges(board: Board): void {
  for (const [, rows] of byCategory(board)) {
    let groups = groupsOf(board, rows, (row) => judgesOf(board, row));
    while (groups.length > 1 && whyApart(board, rows, groups) === "not-found" && linkOnce(board, rows, groups)) {
      groups = groupsOf(board, rows, (row) => judgesOf(board, row));
    }
  }
}

function byCategory({ entries }: Board): [string, number[]][] {
  const rows = new Map<string, number[]>();
  for (const [row, { categoryId }] of entries.entries()) {
    const known = rows.get(categoryId);
    if (known) known.push(row);
    else rows.set(categoryId, [row]);
  }
  return [...rows].sort(([a], [b]) => compareText(a, b));
}

/** Judges joined by rows they share, as sorted columns, the group of the first judge first. */
function groupsOf(board: Board, rows: Rows, columnsOf: (row: number) => number[]): number[][] {
  const parent = new Int32Array(board.judges.length).fill(-1);
  const root = (column: number): number => {
    let at = column;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const row of rows) {
    const columns = columnsOf(row);
    for (const column of columns) if (parent[column] === -1) parent[column] = column;
    for (const column of columns) parent[root(column)] = root(columns[0]!);
  }
  const groups = new Map<number, number[]>();
  for (let column = 0; column < parent.length; column++) {
    if (parent[column] === -1) continue;
    const top = root(column);
    groups.set(top, [...(groups.get(top) ?? []), column]);
  }
  return [...groups.values()];
}

function whyApart(board: Board, rows: Rows, groups: readonly number[][]): CategoryLinks["why"] {
  if (rows.every((row) => board.rowCount[row]! < 2)) return "one-judge-each";
  const size = board.judges.length;
  const possible = groupsOf(board, rows, (row) =>
    Array.from({ length: size }, (_, column) => column).filter((column) => board.allowed[row * size + column] === 1),
  );
  const home = new Map(possible.flatMap((group, index) => group.map((column) => [column, index] as const)));
  const homes = new Set(groups.map((group) => home.get(group[0]!)));
  if (homes.size === groups.length) return "kept-apart";
  // An entry with r judges joins at most r − 1 of them to others.
  const joints = rows.reduce((sum, row) => sum + Math.max(0, board.rowCount[row]! - 1), 0);
  return joints < groups.flat().length - 1 ? "too-few-entries" : "not-found";
}

/** Tries exchanges until one leaves fewer groups; false when none does. */
function linkOnce(board: Board, rows: Rows, groups: readonly number[][]): boolean {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((column) => [column, index] as const)));
  const seats = rows
    .flatMap((row) => judgesOf(board, row).map((column) => ({ row, column })))
    .filter(({ row, column }) => board.pinned[row * board.judges.length + column] === 0);
  const small = groupOf.get([...groups].sort((a, b) => a.length - b.length)[0]![0]!);
  let trials = 0;
  const helps = () => {
    trials++;
    return groupsOf(board, rows, (row) => judgesOf(board, row)).length < groups.length;
  };
  for (const one of seats.filter(({ column }) => groupOf.get(column) === small)) {
    for (const other of seats.filter(({ column }) => groupOf.get(column) !== small)) {
      if (trials >= MOST_TRIALS) return false;
      if (tryPassing(board, one, other.column, helps) || tryPassing(board, other, one.column, helps)) return true;
      if (trySwap(board, one, other, helps)) return true;
    }
  }
  return false;
}

type Seat = { row: number; column: number };

function tryPassing(board: Board, { row, column }: Seat, to: number, helps: () => boolean): boolean {
  const even = board.held[to]!.length < board.held[column]!.length && board.held[to]!.length < board.capacity[to]!;
  if (!even || board.rowCount[row]! < 2 || !isOpen(board, row * board.judges.length + to)) return false;
  move(board, row, column, to);
  if (helps()) return true;
  move(board, row, to, column);
  return false;
}

function trySwap(board: Board, one: Seat, other: Seat, helps: () => boolean): boolean {
  const size = board.judges.length;
  if (!isOpen(board, one.row * size + other.column) || !isOpen(board, other.row * size + one.column)) return false;
  move(board, one.row, one.column, other.column);
  move(board, other.row, other.column, one.column);
  if (helps()) return true;
  move(board, one.row, other.column, one.column);
  move(board, other.row, one.column, other.column);
  return false;
}

function move(board: Board, row: number, from: number, to: number): void {
  release(board, row, from);
  take(board, row, to);
}
