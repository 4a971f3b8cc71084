import type { DecisionRow, DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { compareFractions } from "#app/platform/decimal.ts";
import { Thumb } from "#app/ui/artwork.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatCount } from "#app/ui/format.ts";
import { TieSteps } from "#app/ui/rank-row.tsx";
import { tieSteps } from "./tie-words.ts";

type Pair = { left: DecisionRow; right: DecisionRow; atCut: boolean };

/** Neighbours of equal score; those that a cut of prizes or nominees runs between come first. */
function pairsOf({ rows, tiers, quota }: DecisionView): Pair[] {
  const cuts = new Set([quota]);
  let places = 0;
  for (const tier of tiers) cuts.add((places += tier.places));
  const pairs = rows.slice(1).flatMap((right, index): Pair[] => {
    const left = rows[index]!;
    return compareFractions(left.score, right.score) === 0 ? [{ left, right, atCut: cuts.has(left.position) }] : [];
  });
  return pairs.sort((a, b) => Number(b.atCut) - Number(a.atCut));
}

/** Ties with each step that was taken: equal, decided here, not needed. */
export function Ties({ decision }: { decision: DecisionView }) {
  const pairs = pairsOf(decision);
  const atCut = pairs.filter((pair) => pair.atCut);
  const others = pairs.filter((pair) => !pair.atCut);
  return (
    <>
      {atCut.map((pair) => (
        <Card key={pair.left.roundEntryId} title={titleOf(pair)}>
          <Steps pair={pair} decision={decision} />
          <p className="small muted mt-2">{m.office_decision_chain_frozen()}</p>
        </Card>
      ))}
      {others.length > 0 ? (
        <details className="card">
          <summary className="card-title">{m.office_decision_other_ties({ count: formatCount(others.length) })}</summary>
          {others.map((pair) => (
            <div key={pair.left.roundEntryId} className="mt-4">
              <b>{titleOf(pair)}</b>
              <Steps pair={pair} decision={decision} />
            </div>
          ))}
        </details>
      ) : null}
    </>
  );
}

const titleOf = ({ left, right }: Pair) =>
  left.rank === right.rank
    ? m.office_decision_tie_shared({ rank: left.rank })
    : m.office_decision_tie({ first: left.rank, second: right.rank });

function Steps({ pair: { left, right }, decision }: { pair: Pair; decision: DecisionView }) {
  return (
    <>
      <div className="tie-pair">
        {[left, right].map((row) => (
          <div key={row.roundEntryId}>
            <Thumb src={thumbPicture(row.picture).small} size={92} />
            <b className="block num">{row.code}</b>
          </div>
        ))}
      </div>
      <TieSteps steps={tieSteps(left, right, decision)} />
    </>
  );
}
