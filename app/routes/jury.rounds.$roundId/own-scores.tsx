import type { Ballot } from "#app/domain/judging/ballot.ts";
import { type OwnSpread, ownSpread } from "#app/domain/judging/own-spread.ts";
import { voteWord } from "#app/http/ballot-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount, formatPoints, formatScore } from "#app/ui/format.ts";

/** The judge's own points so far, to keep one measure from the first work to the last. */
export function OwnScores({ totals, most }: { totals: readonly number[]; most: number }) {
  const spread = ownSpread(totals, most);
  return (
    <section className="stack small">
      <h2 className="section-title">{m.jury_own_title()}</h2>
      {spread ? <Spread spread={spread} count={totals.length} /> : <p className="muted">{m.jury_own_none()}</p>}
      <p className="muted">{m.jury_blind_note()}</p>
    </section>
  );
}

/** How often the judge has given each vote so far. */
export function OwnVotes({ totals, ballot }: { totals: readonly number[]; ballot: Ballot }) {
  const given = [...new Set(totals)].sort((a, b) => b - a);
  return (
    <section className="stack small">
      <h2 className="section-title">{m.ballot_own_title()}</h2>
      {given.length === 0 ? <p className="muted">{m.ballot_own_none()}</p> : null}
      <dl className="grid gap-1">
        {given.map((points) => (
          <div key={points} className="flex justify-between">
            <dt>{voteWord(ballot, points)}</dt>
            <dd className="num">{formatCount(totals.filter((total) => total === points).length)}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{m.jury_blind_note()}</p>
    </section>
  );
}

function Spread({ spread: { from, most, counts, mean, least, greatest }, count }: { spread: OwnSpread; count: number }) {
  const tallest = Math.max(...counts);
  const words = m.jury_own_spread({
    count: formatCount(count), mean: formatPoints(mean), least: formatScore(least), most: formatScore(greatest),
  });
  return (
    <>
      <div role="img" aria-label={words}>
        <div className="flex h-24 items-end gap-1">
          {counts.map((of, at) => (
            <span key={at} className="flex-1 rounded-t bg-judge" style={{ height: `${(of / tallest) * 100}%` }} />
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
