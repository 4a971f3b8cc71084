import type { DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatCount } from "#app/ui/format.ts";

/** How full a quota is, in words and, where it is complete, in green. */
function Count({ given, places }: { given: number; places: number }) {
  return (
    <b className={given === places ? "num text-ok" : "num"}>
      {m.ui_progress_of({ done: formatCount(given), total: formatCount(places) })}
    </b>
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The two sheets side by side with their own counts; diamonds stand for prizes given. */
export function Sheets({ decision }: { decision: DecisionView }) {
  const { categories, tiers } = decision;
  const sends = categories.some(({ quota }) => quota > 0);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Card
        title={m.office_decision_award_sheet()}
        aside={<Count given={sum(categories.map((c) => c.awarded))} places={sum(categories.map((c) => c.places))} />}
      >
        <ul className="grid gap-2 small">
          {tiers.map(({ id, name, places, given }) => (
            <li key={id} className="flex justify-between gap-2">
              <span>{name}</span>
              <span className="prize-diamonds" aria-hidden="true">
                {Array.from({ length: Math.min(given, 8) }, (_, at) => <i key={at} />)}
              </span>
              <Count given={given} places={places} />
            </li>
          ))}
        </ul>
      </Card>
      {sends ? (
        <Card
          title={m.office_decision_nominee_sheet()}
          aside={<Count given={sum(categories.map((c) => c.nominated))} places={sum(categories.map((c) => c.quota))} />}
        >
          <ul className="grid gap-2 small">
            {categories.map(({ id, name, nominated, quota }) => (
              <li key={id} className="flex justify-between gap-2">
                <span>{name}</span>
                <Count given={nominated} places={quota} />
              </li>
            ))}
            <li className="flex justify-between gap-2">
              <span>{m.office_decision_departures()}</span>
              <b className="num">{formatCount(sum(categories.map((c) => c.departures)))}</b>
            </li>
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
