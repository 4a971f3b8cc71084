import { asNumber, deviationOf, judgesIn, meanOf, type Figure, type ScoreTable } from "#app/domain/judging/score-table.ts";
import { meanFractions, sumFractions, type Fraction } from "#app/platform/decimal.ts";

export type JudgeStatistics = {
  judgeId: string;
  sheets: number;
  /** Hundredths, exact. */
  mean: Fraction;
  lowest: Fraction;
  highest: Fraction;
  /** Sample standard deviation, hundredths; 0 of one sheet. */
  deviation: number;
  /** How many totals fall in each tenth of the scale; the last holds the maximum too. */
  histogram: number[];
  /**
   * Agreement with the others on the entries they share: Pearson's correlation with their mean, −1 to 1, and how much
   * more this judge gives on average, hundredths, exact. "too-few": fewer than three shared entries (a line through
   * two always fits); "no-spread": the judge, or the others, gave every entry the same.
   */
  shared: number;
  correlation: Figure<"too-few" | "no-spread">;
  meanDifference: Fraction | null;
};

const BINS = 10;

/** What each judge did, by judge. `greatest` is the most a sheet can reach, hundredths. */
export function judgeStatistics(table: ScoreTable, greatest: Fraction): JudgeStatistics[] {
  return judgesIn(table).map((judgeId) => {
    const rows = table.flatMap(({ used }) => {
      const own = used.find((sheet) => sheet.judgeId === judgeId);
      return own ? [{ own: own.total, others: used.filter((sheet) => sheet !== own).map(({ total }) => total) }] : [];
    });
    const totals = rows.map(({ own }) => own).sort((a, b) => asNumber(a) - asNumber(b));
    const pairs = rows
      .filter(({ others }) => others.length > 0)
      .map(({ own, others }) => ({ own, mean: meanFractions(others) }));
    const differences = pairs.map(({ own, mean }) => sumFractions([own, { num: -mean.num, den: mean.den }]));
    return {
      judgeId,
      sheets: totals.length,
      mean: meanFractions(totals),
      lowest: totals[0]!,
      highest: totals.at(-1)!,
      deviation: deviationOf(totals.map(asNumber)),
      histogram: histogramOf(totals, greatest),
      shared: pairs.length,
      correlation: correlation(pairs.map(({ own }) => asNumber(own)), pairs.map(({ mean }) => asNumber(mean))),
      meanDifference: differences.length === 0 ? null : meanFractions(differences),
    };
  });
}

function histogramOf(totals: readonly Fraction[], greatest: Fraction): number[] {
  const bins = new Array<number>(BINS).fill(0);
  for (const { num, den } of totals) {
    const bin = Math.floor((num * greatest.den * BINS) / (den * greatest.num));
    bins[Math.min(BINS - 1, Math.max(0, bin))]!++;
  }
  return bins;
}

/** Pearson's correlation of two columns of equal length. */
export function correlation(a: readonly number[], b: readonly number[]): Figure<"too-few" | "no-spread"> {
  if (a.length < 3) return { ok: false, reason: "too-few" };
  if (isFlat(a) || isFlat(b)) return { ok: false, reason: "no-spread" };
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [x, y] = [value - meanA, b[index]! - meanB];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return { ok: true, value: Math.max(-1, Math.min(1, product / Math.sqrt(squareA * squareB))) };
}

const isFlat = (values: readonly number[]) => values.every((value) => value === values[0]);
