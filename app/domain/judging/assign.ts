import type { AssignmentInput, AssignmentPlan, Pair, Shortage } from "#app/domain/judging/assignment.ts";
import { cellFinder, emptyBoard, pairsOf, take, type Board } from "#app/domain/judging/assignment-board.ts";
import { fillBoard, reachable, type FlowCosts } from "#app/domain/judging/assignment-flow.ts";
import { linkJudges, linksOf } from "#app/domain/judging/assignment-links.ts";
import { compareText } from "#app/platform/compare.ts";
import { createRandom, hashText, type Random } from "#app/platform/random.ts";

/** Chance decides between plans that are equally good: 0 to this, by pair. */
const CHANCE = 16;

/**
 * Assigns judges to entries: nobody twice, no conflict ever, judges of the entry's category and panel only. In order
 * of weight: each entry gets its number; loads are as even as can be (they differ by at most 1 wherever that is
 * possible); of the plan that stands as much as possible remains, its pinned pairs entirely; chance, by the seed,
 * decides the rest. Then judges of one category are linked by common entries where exchanging tasks can do it. The
 * order of the input does not matter. After HotCRP's autoassigner, whose unit edges of rising cost these are.
 */
export function assignJudges(input: AssignmentInput): AssignmentPlan {
  const board = emptyBoard(input);
  const cellOf = cellFinder(board);
  const standing = new Set((input.existing ?? []).flatMap((pair) => cellOf(pair) ?? []));
  pinExisting(board, input, cellOf);
  const wanted = input.perEntry === "all" ? board.judges.length : input.perEntry;
  if (input.perEntry === "all") takeAll(board);
  else {
    const random = createRandom(hashText(input.seed));
    const rows = random.shuffled(board.entries.map((_, row) => row));
    fillBoard(board, costsOf(board, standing, wanted, random), rows, wanted);
    linkJudges(board);
  }
  const shortages = shortagesOf(board, input.perEntry === "all" ? 1 : wanted);
  const pairs = pairsOf(board);
  return {
    ok: shortages.length === 0,
    pairs,
    loads: loadsOf(board, input.existing ?? []),
    changes: changesOf(pairs, input.existing ?? []),
    shortages,
    links: linksOf(board),
  };
}

function pinExisting(board: Board, input: AssignmentInput, cellOf: (pair: Pair) => number | null): void {
  const size = board.judges.length;
  for (const pair of input.existing ?? []) {
    const cell = pair.pinned ? cellOf(pair) : null;
    if (cell === null || board.conflicted[cell] === 1 || board.taken[cell] === 1) continue;
    board.pinned[cell] = 1;
    take(board, Math.floor(cell / size), cell % size);
  }
}

function takeAll(board: Board): void {
  const size = board.judges.length;
  for (const [cell, allowed] of board.allowed.entries()) {
    if (allowed === 1 && board.taken[cell] === 0) take(board, Math.floor(cell / size), cell % size);
  }
}

/**
 * Costs in three tiers that cannot outweigh each other: one task more for a judge costs more than all changes of
 * the plan together, and a change more than all of chance.
 */
function costsOf(board: Board, standing: ReadonlySet<number>, wanted: number, random: Random): FlowCosts {
  const units = board.entries.length * Math.min(wanted, board.judges.length) + 1;
  const change = units * CHANCE;
  const costOf = (cell: number) => (standing.has(cell) ? 0 : change) + random.whole(0, CHANCE - 1);
  const cell = Float64Array.from(board.allowed, (_, index) => costOf(index));
  return { cell, perTask: units * (change + CHANCE) };
}

function shortagesOf(board: Board, wanted: number): Shortage[] {
  const size = board.judges.length;
  return board.entries.flatMap(({ entryId }, row): Shortage[] => {
    const assigned = board.rowCount[row]!;
    if (assigned >= wanted) return [];
    const count = (cells: Uint8Array) =>
      cells.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value, 0);
    const [eligible, free] = [count(board.eligible), count(board.allowed)];
    if (free < wanted) return [{ reason: "too-few-free", entryId, wanted, eligible, conflicted: eligible - free, free }];
    const fullJudgeIds = reachable(board, row).map((column) => board.judges[column]!.judgeId);
    return [{ reason: "judges-full", entryId, wanted, assigned, fullJudgeIds }];
  });
}

function loadsOf(board: Board, existing: readonly Pair[]): AssignmentPlan["loads"] {
  const before = new Map<string, number>();
  for (const { judgeId } of existing) before.set(judgeId, (before.get(judgeId) ?? 0) + 1);
  const here = board.judges.map(({ judgeId }, column) => ({
    judgeId, before: before.get(judgeId) ?? 0, after: board.held[column]!.length,
  }));
  const known = new Set(board.judges.map(({ judgeId }) => judgeId));
  const gone = [...before].filter(([judgeId]) => !known.has(judgeId)).sort(([a], [b]) => compareText(a, b));
  return [...here, ...gone.map(([judgeId, count]) => ({ judgeId, before: count, after: 0 }))];
}

const keyOf = ({ entryId, judgeId }: Pair) => `${entryId}\u0000${judgeId}`;

function changesOf(pairs: readonly Pair[], existing: readonly Pair[]): AssignmentPlan["changes"] {
  const [now, then] = [new Set(pairs.map(keyOf)), new Map(existing.map((pair) => [keyOf(pair), pair]))];
  const removed = [...then].filter(([key]) => !now.has(key)).sort(([a], [b]) => compareText(a, b));
  return {
    added: pairs.filter((pair) => !then.has(keyOf(pair))),
    removed: removed.map(([, { entryId, judgeId }]) => ({ entryId, judgeId })),
    kept: then.size - removed.length,
  };
}
