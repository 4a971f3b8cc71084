import type { AssignmentInput, CategoryLinks, Pair } from "#app/domain/judging/assignment.ts";
import { cellFinder, emptyBoard, take, type Board } from "#app/domain/judging/assignment-board.ts";
import { handingOn } from "#app/domain/judging/assignment-flow.ts";
import { linksOf } from "#app/domain/judging/assignment-links.ts";

/** What is wrong with a plan, wherever it came from. */
export type AssignmentFinding =
  | { kind: "pair-twice" | "pair-unknown" | "pair-conflicted" | "pair-outside-panel"; entryId: string; judgeId: string }
  | { kind: "too-few" | "too-many"; entryId: string; wanted: number; assigned: number; free: number }
  | { kind: "over-capacity"; judgeId: string; capacity: number; load: number }
  /** Exchanging tasks would bring the most loaded judge and a less loaded one closer together. */
  | { kind: "loads-uneven"; fromJudgeId: string; most: number; toJudgeId: string; least: number }
  | ({ kind: "judges-not-linked" } & Omit<CategoryLinks, "why"> & { why: NonNullable<CategoryLinks["why"]> });

export type AssignmentChecks = {
  findings: AssignmentFinding[];
  loads: { judgeId: string; load: number }[];
  /** Most tasks of a judge less fewest. */
  difference: number;
  links: CategoryLinks[];
};

type Rules = Pick<AssignmentInput, "entries" | "judges" | "conflicts" | "perEntry">;

/**
 * Checks a plan: nobody twice on an entry, no conflict, nobody outside category and panel, every entry its number,
 * loads that cannot be evened out further (so they differ by at most 1 wherever that is possible), judges of a
 * category linked by common entries. Says only what is provably wrong; an empty list is a sound plan.
 */
export function checkAssignment(rules: Rules, pairs: readonly Pair[]): AssignmentChecks {
  const board = emptyBoard(rules);
  const findings = placePairs(board, pairs);
  findings.push(...countFindings(board, rules.perEntry), ...loadFindings(board));
  const links = linksOf(board);
  for (const { categoryId, groups, why } of links) {
    if (why !== null) findings.push({ kind: "judges-not-linked", categoryId, groups, why });
  }
  const loads = board.judges.map(({ judgeId }, column) => ({ judgeId, load: board.held[column]!.length }));
  const sizes = loads.map(({ load }) => load);
  return { findings, loads, links, difference: sizes.length === 0 ? 0 : Math.max(...sizes) - Math.min(...sizes) };
}

function placePairs(board: Board, pairs: readonly Pair[]): AssignmentFinding[] {
  const [cellOf, size] = [cellFinder(board), board.judges.length];
  return pairs.flatMap(({ entryId, judgeId }): AssignmentFinding[] => {
    const cell = cellOf({ entryId, judgeId });
    if (cell === null) return [{ kind: "pair-unknown", entryId, judgeId }];
    if (board.taken[cell] === 1) return [{ kind: "pair-twice", entryId, judgeId }];
    take(board, Math.floor(cell / size), cell % size);
    if (board.eligible[cell] === 0) return [{ kind: "pair-outside-panel", entryId, judgeId }];
    return board.allowed[cell] === 0 ? [{ kind: "pair-conflicted", entryId, judgeId }] : [];
  });
}

function countFindings(board: Board, perEntry: Rules["perEntry"]): AssignmentFinding[] {
  const size = board.judges.length;
  return board.entries.flatMap(({ entryId }, row): AssignmentFinding[] => {
    const assigned = board.rowCount[row]!;
    const free = board.allowed.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value, 0);
    const wanted = perEntry === "all" ? free : perEntry;
    if (assigned < wanted) return [{ kind: "too-few", entryId, wanted, assigned, free }];
    return assigned > wanted ? [{ kind: "too-many", entryId, wanted, assigned, free }] : [];
  });
}

function loadFindings(board: Board): AssignmentFinding[] {
  const over = board.judges.flatMap(({ judgeId }, column): AssignmentFinding[] => {
    const [load, capacity] = [board.held[column]!.length, board.capacity[column]!];
    return load > capacity ? [{ kind: "over-capacity", judgeId, capacity, load }] : [];
  });
  return [...over, ...unevenLoads(board)];
}

/** A chain of hand-overs from a judge to one with at least two tasks fewer; the loads are even when there is none. */
function unevenLoads(board: Board): AssignmentFinding[] {
  const load = (column: number) => board.held[column]!.length;
  const next = board.judges.map((_, column) => handingOn(board, column));
  const heaviestFirst = board.judges.map((_, column) => column).sort((a, b) => load(b) - load(a) || a - b);
  for (const start of heaviestFirst) {
    const queue = [start];
    for (const column of queue) queue.push(...next[column]!.filter((other) => !queue.includes(other)));
    const end = queue.filter((column) => load(column) < board.capacity[column]!).sort((a, b) => load(a) - load(b))[0];
    if (end === undefined || load(start) - load(end) < 2) continue;
    const [from, to] = [board.judges[start]!, board.judges[end]!];
    return [{ kind: "loads-uneven", fromJudgeId: from.judgeId, most: load(start), toJudgeId: to.judgeId, least: load(end) }];
  }
  return [];
}
