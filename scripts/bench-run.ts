import type { BenchCase, BenchResult } from "./bench-case.ts";
import { table } from "./lib/console.mjs";

/**
 * Measures the cases one after the other. One that fails is told to `onFailure`, has no value and does not hold; the
 * others go on.
 */
export async function runCases(
  cases: readonly BenchCase[],
  { onDone, onFailure }: { onDone(title: string, ms: number): void; onFailure(title: string, error: unknown): void },
): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const one of cases) {
    const start = performance.now();
    const measured = await one.run().catch((error: unknown) => {
      onFailure(one.title, error);
      return { value: null, baseline: null };
    });
    results.push(resultOf(one, measured));
    onDone(one.title, performance.now() - start);
  }
  return results;
}

type Measurement = { value: number | null; baseline: number | null };

function resultOf({ id, unit, measure, limit, bound }: BenchCase, { value, baseline }: Measurement): BenchResult {
  const ratio = value !== null && baseline !== null && baseline !== 0 ? value / baseline : null;
  const measured = measure === "ratio" ? ratio : value;
  const holds = measured !== null && (bound === "most" ? measured <= limit : measured >= limit);
  return { id, value, unit, baseline, ratio, limit, holds };
}

const shown = (value: number | null) => (value === null ? "–" : String(Number(value.toPrecision(3))));

/** The results as a table for a terminal, in the words of the fields. */
export function asTable(results: readonly BenchResult[]): string {
  const rows = results.map(({ id, value, unit, baseline, ratio, limit, holds }) =>
    [id, shown(value), unit, shown(baseline), shown(ratio), shown(limit), holds ? "✓" : "✗"]);
  return table([["id", "value", "unit", "baseline", "ratio", "limit", "holds"], ...rows]);
}
