import { asNumber, deviationOf, type ScoreTable } from "#app/domain/judging/score-table.ts";
import { compareText } from "#app/platform/compare.ts";
import { compareFractions, sumFractions, type Fraction } from "#app/platform/decimal.ts";

type Total = { judgeId: string; total: Fraction };

/** An entry on which judges are far apart. Hundredths; the judges of the lowest and the highest total, by id. */
export type SpreadAlert = {
  entryId: string;
  code: string;
  spread: Fraction;
  deviation: number;
  lowest: Total[];
  highest: Total[];
};

/**
 * Entries whose highest and lowest totals differ by more than `limit` (hundredths), widest first: for a second look,
 * in which both scores are kept. Exactly the limit is no alert.
 */
export function spreadAlerts(table: ScoreTable, limit: number): SpreadAlert[] {
  return table
    .flatMap(({ entryId, code, used }): SpreadAlert[] => {
      const ordered = [...used].sort((a, b) => compareFractions(a.total, b.total) || compareText(a.judgeId, b.judgeId));
      const [low, high] = [ordered[0], ordered.at(-1)];
      if (!low || !high) return [];
      const spread = sumFractions([high.total, { num: -low.total.num, den: low.total.den }]);
      if (compareFractions(spread, { num: limit, den: 1 }) <= 0) return [];
      const at = (edge: Fraction) => ordered.filter(({ total }) => compareFractions(total, edge) === 0);
      const deviation = deviationOf(ordered.map(({ total }) => asNumber(total)));
      return [{ entryId, code, spread, deviation, lowest: at(low.total), highest: at(high.total) }];
    })
    .sort((a, b) => compareFractions(b.spread, a.spread) || compareText(a.code, b.code));
}
