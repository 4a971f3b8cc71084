import type { EntryAggregate } from "#app/domain/judging/aggregation.ts";
import type { Fraction } from "#app/platform/decimal.ts";

/** The totals that count, by entry: what `aggregate` with the method "mean" gives. Hundredths of a point. */
export type ScoreTable = readonly Pick<EntryAggregate, "entryId" | "code" | "used">[];

/** A number that may not exist, with the reason. */
export type Figure<Reason extends string> = { ok: true; value: number } | { ok: false; reason: Reason };

/** A fraction as the nearest floating-point number, for statistics; never for an order. */
export const asNumber = ({ num, den }: Fraction): number => num / den;

export const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The sample standard deviation (n − 1); 0 of one value. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Every judge with a total in the table, in order. */
export function judgesIn(table: ScoreTable): string[] {
  return [...new Set(table.flatMap(({ used }) => used.map(({ judgeId }) => judgeId)))].sort();
}

/** Judges joined by entries they share, each group sorted, the group of the first judge first. */
export function linkedJudges(table: ScoreTable): string[][] {
  const groups: Set<string>[] = [];
  for (const { used } of table) {
    const ids = used.map(({ judgeId }) => judgeId);
    const met = groups.filter((group) => ids.some((id) => group.has(id)));
    const joined = new Set([...met.flatMap((group) => [...group]), ...ids]);
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    if (joined.size > 0) groups.push(joined);
  }
  return groups.map((group) => [...group].sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
