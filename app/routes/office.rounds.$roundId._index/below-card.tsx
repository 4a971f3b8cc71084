import { Link } from "@remix-run/react";
import type { UnitPlaces } from "#app/domain/entries/limits.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";

const shownAtMost = 8;

/** Units that have sent fewer works than the rules ask of them. */
export function BelowCard({ below, to }: { below: readonly UnitPlaces[]; to: string }) {
  return (
    <Card title={m.limits_board_title()} aside={<span className="num">{below.length}</span>}>
      <ul className="grid gap-2">
        {below.slice(0, shownAtMost).map(({ unitId, categoryId, unitName, categoryName, sent, min }) => (
          <li key={`${unitId} ${categoryId}`} className="flex items-baseline gap-2">
            <span className="min-w-0">
              {unitName} <span className="small muted">{categoryName}</span>
            </span>
            <b className="num ml-auto whitespace-nowrap">{m.limits_board_line({ sent, min: min ?? 0 })}</b>
          </li>
        ))}
      </ul>
      <p className="mt-4 border-t border-line pt-3">
        <Link to={to} className="font-semibold">{m.limits_board_more()}</Link>
      </p>
    </Card>
  );
}
