import { asNumber, judgesIn, type Figure, type ScoreTable } from "#app/domain/judging/score-table.ts";

type Matrix = readonly (readonly number[])[];

/**
 * Why a coefficient does not exist: fewer than two judges or entries in common, or every number the same (nothing to
 * agree on).
 */
export type NoFigure = "one-judge" | "too-few-entries" | "no-spread";

export type Reliability = {
  /** What it was computed from: entries that all of these judges scored. */
  judges: string[];
  entries: number;
  leftOut: number;
  /** Two-way random effects, absolute agreement: of a single judge's total, and of the mean of all. */
  icc: { single: Figure<NoFigure>; average: Figure<NoFigure> };
  /** Kendall's W of the judges' orders, corrected for ties: 0 none, 1 entire agreement. */
  kendall: Figure<NoFigure>;
};

/**
 * How far the panel agrees. Over the entries that every judge of the table scored; the rest is left out, since
 * both coefficients need a full table.
 */
export function reliability(table: ScoreTable): Reliability {
  const judges = judgesIn(table);
  const full = table.filter(({ used }) => used.length === judges.length);
  const matrix = full.map(({ used }) => judges.map((id) => asNumber(used.find(({ judgeId }) => judgeId === id)!.total)));
  return {
    judges,
    entries: full.length,
    leftOut: table.length - full.length,
    icc: intraclass(matrix, judges.length),
    kendall: kendallW(matrix, judges.length),
  };
}

const refuse = (reason: NoFigure): Figure<NoFigure> => ({ ok: false, reason });

function missing(matrix: Matrix, judges: number): NoFigure | null {
  if (judges < 2) return "one-judge";
  return matrix.length < 2 ? "too-few-entries" : null;
}

/** Totals are summed in millionths of a point, as whole numbers: in another order floating sums end in another last digit. */
const fine = 1_000_000;

const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
const squaresOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value * value, 0n);

/** The mean squares of the two-way table: between entries, between judges, and what is left. Exact in any order. */
export function meanSquares(matrix: Matrix) {
  const [n, k] = [matrix.length, matrix[0]?.length ?? 0];
  const rows = matrix.map((row) => row.map((value) => BigInt(Math.round(value * fine))));
  const rowSums = rows.map(sumOf);
  const columnSums = Array.from({ length: k }, (_, column) => sumOf(rows.map((row) => row[column]!)));
  const grand = sumOf(rowSums) ** 2n;
  // Each sum of squares times n·k.
  const between = BigInt(n) * squaresOf(rowSums) - grand;
  const across = BigInt(k) * squaresOf(columnSums) - grand;
  const left = BigInt(n * k) * squaresOf(rows.flat()) - grand - between - across;
  const squares = (times: bigint) => Number(times) / (n * k) / fine ** 2;
  return {
    entries: squares(between) / (n - 1),
    judges: squares(across) / (k - 1),
    residual: squares(left) / ((n - 1) * (k - 1)),
    within: squares(across + left) / (n * (k - 1)),
  };
}

/**
 * Intraclass correlations of rows (entries) by columns (judges): ICC(2,1) and ICC(2,k) of P. E. Shrout and
 * J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin 86 (1979)
 * 420–428. May be negative where judges agree less than chance.
 */
export function intraclass(matrix: Matrix, judges: number): Reliability["icc"] {
  const flat = matrix.flat();
  const reason = missing(matrix, judges) ?? (flat.every((value) => value === flat[0]) ? "no-spread" : null);
  if (reason) return { single: refuse(reason), average: refuse(reason) };
  const [n, k] = [matrix.length, judges];
  const { entries, judges: between, residual } = meanSquares(matrix);
  const quotient = (bottom: number): Figure<NoFigure> =>
    Math.abs(bottom) <= 1e-12 * (entries + between + residual)
      ? refuse("no-spread")
      : { ok: true, value: (entries - residual) / bottom };
  return {
    single: quotient(entries + (k - 1) * residual + (k * (between - residual)) / n),
    average: quotient(entries + (between - residual) / n),
  };
}

/**
 * Kendall's coefficient of concordance, each judge's entries ranked with mean ranks for ties and corrected for them:
 * W = 12·S / (m²(n³−n) − m·ΣT), T = Σ(t³−t) by judge. M. G. Kendall and B. Babington Smith, "The problem of m
 * rankings", Annals of Mathematical Statistics 10 (1939) 275–287; with ties as in S. Siegel, Nonparametric Statistics
 * for the Behavioral Sciences (1956) 229–238.
 */
export function kendallW(matrix: Matrix, judges: number): Figure<NoFigure> {
  const reason = missing(matrix, judges);
  if (reason) return refuse(reason);
  const [n, m] = [matrix.length, judges];
  const columns = Array.from({ length: m }, (_, column) => meanRanks(matrix.map((row) => row[column]!)));
  const sums = matrix.map((_, row) => columns.reduce((sum, { ranks }) => sum + ranks[row]!, 0));
  const middle = (m * (n + 1)) / 2;
  const s = sums.reduce((so, sum) => so + (sum - middle) ** 2, 0);
  const ties = columns.reduce((so, column) => so + column.ties, 0);
  const bottom = m * m * (n ** 3 - n) - m * ties;
  return bottom === 0 ? refuse("no-spread") : { ok: true, value: (12 * s) / bottom };
}

/** Ranks from the least, equals at their mean rank; `ties` is Σ(t³−t). */
function meanRanks(values: readonly number[]): { ranks: number[]; ties: number } {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  let ties = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    ties += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, ties };
}
