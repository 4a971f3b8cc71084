import { m } from "#app/paraglide/messages.js";
import { formatCount, formatPoints, formatScore } from "#app/ui/format.ts";

const BARS = 10;

/** Counts of totals in ten equal parts between the lowest round ten and the maximum. */
function histogram(totals: readonly number[], most: number): { from: number; counts: number[] } {
  const lowest = Math.min(...totals);
  const tenth = Math.max(1, Math.round(most / BARS));
  const from = Math.min(most - tenth, Math.floor(lowest / tenth) * tenth);
  const width = Math.max(1, (most - from) / BARS);
  const counts = Array.from({ length: BARS }, () => 0);
  for (const total of totals) {
    const bar = Math.min(BARS - 1, Math.floor((total - from) / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { from, counts };
}

/** The judge's own points so far, to keep one measure from the first work to the last. */
export function OwnScores({ totals, most }: { totals: readonly number[]; most: number }) {
  return (
    <aside className="stack small content-start self-start lg:sticky lg:top-20">
      <h2 className="section-title">{m.jury_own_title()}</h2>
      {totals.length === 0 ? <p className="muted">{m.jury_own_none()}</p> : <Spread totals={totals} most={most} />}
      <p className="muted">{m.jury_blind_note()}</p>
    </aside>
  );
}

function Spread({ totals, most }: { totals: readonly number[]; most: number }) {
  const { from, counts } = histogram(totals, most);
  const tallest = Math.max(...counts);
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
  const words = m.jury_own_spread({
    count: formatCount(totals.length),
    mean: formatPoints(mean),
    least: formatScore(Math.min(...totals)),
    most: formatScore(Math.max(...totals)),
  });
  return (
    <>
      <div role="img" aria-label={words}>
        <div className="flex h-24 items-end gap-1">
          {counts.map((count, at) => (
            <span key={at} className="flex-1 rounded-t bg-judge" style={{ height: `${(count / tallest) * 100}%` }} />
          ))}
        </div>
        <div className="flex justify-between muted num">
          <span>{formatScore(from)}</span>
          <span>{formatScore(most)}</span>
        </div>
      </div>
      <p>{words}</p>
    </>
  );
}
