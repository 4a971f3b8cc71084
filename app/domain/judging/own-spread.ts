/** A judge's own totals as bars of equal width: the first begins at `from`, the last ends at the maximum. Hundredths. */
export type OwnSpread = { from: number; most: number; counts: number[]; mean: number; least: number; greatest: number };

const BARS = 10;

/**
 * Counts of a judge's totals in ten equal parts between a round tenth below the lowest and the maximum, which belongs to
 * the last part; null without totals. Every total is in exactly one part. `mean` is rounded to a hundredth, half up.
 */
export function ownSpread(totals: readonly number[], most: number): OwnSpread | null {
  if (totals.length === 0) return null;
  const least = Math.min(...totals);
  const tenth = Math.max(1, Math.round(most / BARS));
  const from = Math.max(0, Math.min(most - tenth, Math.floor(least / tenth) * tenth));
  const width = Math.max(1, (most - from) / BARS);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const total of totals) counts[Math.min(BARS - 1, Math.floor((total - from) / width))]! += 1;
  const mean = Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length);
  return { from, most, counts, mean, least, greatest: Math.max(...totals) };
}
