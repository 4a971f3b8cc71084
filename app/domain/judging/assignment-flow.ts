import { isOpen, judgesOf, release, take, type Board } from "#app/domain/judging/assignment-board.ts";

/**
 * Minimum-cost flow by successive shortest paths. A unit flows from an entry to a judge, who either has room for it
 * at the cost of one more task (rising with each, which makes loads even) or hands one of his entries on. Entries
 * need no nodes of their own: the cheapest entry that judge a can hand to judge b is the edge a → b, so that each
 * search runs over the judges alone. Pinned pairs are never handed on, closed pairs have no edge.
 */
export type FlowCosts = {
  /** Whole costs by cell, of an entry being with a judge. */
  cell: Float64Array;
  /** What each further task of a judge costs more than the one before. */
  perTask: number;
};

type Edges = { weight: Float64Array; via: Int32Array; stale: Uint8Array };

/**
 * Gives each entry, in this order, judges until it has `wanted` or nothing more can be reached. Loads end as even as
 * conflicts, panels, capacities and pinned pairs allow; among such plans the sum of cell costs is least.
 */
export function fillBoard(board: Board, costs: FlowCosts, order: readonly number[], wanted: number): void {
  const size = board.judges.length;
  const edges: Edges = {
    weight: new Float64Array(size * size),
    via: new Int32Array(size * size),
    stale: new Uint8Array(size).fill(1),
  };
  for (const row of order) {
    while (board.rowCount[row]! < wanted && augment(board, costs, edges, row));
  }
}

/** The columns an entry could reach, with room or without, by exchanging tasks. */
export function reachable(board: Board, row: number): number[] {
  const size = board.judges.length;
  const seen = new Set<number>();
  const queue = Array.from({ length: size }, (_, column) => column).filter((column) => isOpen(board, row * size + column));
  for (const column of queue) {
    if (seen.has(column)) continue;
    seen.add(column);
    queue.push(...handingOn(board, column).filter((next) => !seen.has(next)));
  }
  return [...seen].sort((a, b) => a - b);
}

/** The columns to which a judge could hand on one of his entries. */
export function handingOn(board: Board, column: number): number[] {
  const size = board.judges.length;
  const movable = board.held[column]!.filter((row) => board.pinned[row * size + column] === 0);
  return Array.from({ length: size }, (_, next) => next).filter((next) =>
    movable.some((row) => isOpen(board, row * size + next)),
  );
}

function augment(board: Board, costs: FlowCosts, edges: Edges, row: number): boolean {
  const size = board.judges.length;
  for (let column = 0; column < size; column++) {
    if (edges.stale[column] === 1) refresh(board, costs, edges, column);
  }
  const { distance, from } = shortestPaths(board, costs, edges, row);
  let [end, least] = [-1, Infinity];
  for (let column = 0; column < size; column++) {
    const load = board.held[column]!.length;
    if (load >= board.capacity[column]!) continue;
    const total = distance[column]! + load * costs.perTask;
    if (total < least) [end, least] = [column, total];
  }
  if (end === -1) return false;
  walkBack(board, edges, from, end, row);
  return true;
}

/** Moves one entry along each edge of the path that ends at `end`, and gives `row` to the judge it starts at. */
function walkBack(board: Board, edges: Edges, from: Int32Array, end: number, row: number): void {
  const size = board.judges.length;
  const touched = [row];
  let column = end;
  while (from[column] !== -1) {
    const giver = from[column]!;
    const moved = edges.via[giver * size + column]!;
    release(board, moved, giver);
    take(board, moved, column);
    touched.push(moved);
    edges.stale[giver] = edges.stale[column] = 1;
    column = giver;
  }
  take(board, row, column);
  // Whoever shares a moved entry can no longer hand it to its new judge.
  for (const entry of touched) for (const judge of judgesOf(board, entry)) edges.stale[judge] = 1;
}

/** Bellman–Ford over the judges; costs may be negative, but the flow so far is cheapest, so no cycle is. */
function shortestPaths(board: Board, costs: FlowCosts, edges: Edges, row: number) {
  const size = board.judges.length;
  const distance = new Float64Array(size).fill(Infinity);
  const from = new Int32Array(size).fill(-1);
  for (let column = 0; column < size; column++) {
    const cell = row * size + column;
    if (isOpen(board, cell)) distance[column] = costs.cell[cell]!;
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (let a = 0; a < size; a++) {
      const start = distance[a]!;
      if (start === Infinity) continue;
      for (let b = 0; b < size; b++) {
        const length = start + edges.weight[a * size + b]!;
        if (length >= distance[b]!) continue;
        distance[b] = length;
        from[b] = a;
        changed = true;
      }
    }
  }
  return { distance, from };
}

function refresh(board: Board, costs: FlowCosts, edges: Edges, column: number): void {
  const size = board.judges.length;
  const start = column * size;
  edges.weight.fill(Infinity, start, start + size);
  for (const row of board.held[column]!) {
    const cell = row * size + column;
    if (board.pinned[cell] === 1) continue;
    const saved = costs.cell[cell]!;
    for (let next = 0; next < size; next++) {
      const to = row * size + next;
      const weight = costs.cell[to]! - saved;
      if (weight >= edges.weight[start + next]! || !isOpen(board, to)) continue;
      edges.weight[start + next] = weight;
      edges.via[start + next] = row;
    }
  }
  edges.stale[column] = 0;
}
