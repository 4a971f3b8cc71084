/** A run of places of a ranking, both ends included: shown row by row, or folded away. */
export type Stretch = { kind: "rows" | "gap"; from: number; to: number };

/** A gap shorter than this costs more to open than to show. */
const leastGap = 4;

/**
 * Folds a ranking of `total` places down to the wanted ones (from 1, any order, again is once); gaps of fewer than four
 * places are shown as well. The stretches follow each other and together hold every place once.
 */
export function folded(wanted: readonly number[], total: number): Stretch[] {
  const places = [...new Set(wanted)].filter((place) => place >= 1 && place <= total).sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  const add = (kind: Stretch["kind"], from: number, to: number) => {
    const last = stretches.at(-1);
    if (last?.kind === kind) last.to = to;
    else stretches.push({ kind, from, to });
  };
  let next = 1;
  for (const place of [...places, total + 1]) {
    if (place > next) add(place - next < leastGap ? "rows" : "gap", next, place - 1);
    if (place <= total) add("rows", place, place);
    next = place + 1;
  }
  return stretches;
}
