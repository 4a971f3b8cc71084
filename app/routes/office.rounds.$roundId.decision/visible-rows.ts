import type { DecisionRow } from "#app/domain/awards/queries/decision.server.ts";

/** A stretch of the ranking: rows shown, or how many are folded away and their first and last rank. */
export type Stretch = { kind: "rows"; rows: DecisionRow[] } | { kind: "gap"; count: number; from: number; to: number };

/** Rows shown around the cut of the nominees, and at the top. */
const AROUND = 3;
const TOP = 5;
/** A gap this short costs more to open than to show. */
const LEAST_GAP = 4;

/** Folds away what needs no look: shown are the prizes, the neighbourhood of the cut and every departure. */
export function stretches(rows: readonly DecisionRow[], quota: number, all: boolean): Stretch[] {
  const isShown = (row: DecisionRow) =>
    all || row.position <= TOP || row.tierId !== null || Math.abs(row.position - quota - 0.5) <= AROUND ||
    row.awardDeparture !== null || row.nominationDeparture !== null;
  const found: Stretch[] = [];
  for (const run of runsOf(rows, isShown)) {
    const [first, last] = [run.rows[0]!, run.rows.at(-1)!];
    if (run.shown || run.rows.length < LEAST_GAP) add(found, run.rows);
    else found.push({ kind: "gap", count: run.rows.length, from: first.rank, to: last.rank });
  }
  return found;
}

function add(found: Stretch[], rows: DecisionRow[]): void {
  const last = found.at(-1);
  if (last?.kind === "rows") last.rows.push(...rows);
  else found.push({ kind: "rows", rows: [...rows] });
}

function runsOf(rows: readonly DecisionRow[], isShown: (row: DecisionRow) => boolean) {
  const runs: { shown: boolean; rows: DecisionRow[] }[] = [];
  for (const row of rows) {
    const shown = isShown(row);
    const last = runs.at(-1);
    if (last && last.shown === shown) last.rows.push(row);
    else runs.push({ shown, rows: [row] });
  }
  return runs;
}
