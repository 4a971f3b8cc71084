import { allowedOf, type UnitPlaces } from "#app/domain/entries/limits.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";

const shownAtMost = 12;

/** "8/20 bài, cần ít nhất 5": what a unit sent beside what it may and should. */
export function placesLine(places: UnitPlaces): string {
  const { sent, min } = places;
  const max = allowedOf(places);
  if (max === null) return m.limits_places_min({ sent, min: min ?? 0 });
  return min !== null && sent < min ? m.limits_places_range({ sent, max, min }) : m.limits_places_max({ sent, max });
}

/** How many works each of the actor's units has sent of how many, with the exceptions it was granted. */
export function PlacesCard({ places }: { places: readonly UnitPlaces[] }) {
  const several = new Set(places.map(({ unitId }) => unitId)).size > 1;
  const shown = places.filter(({ sent, overrides }) => !several || sent > 0 || overrides.length > 0).slice(0, shownAtMost);
  if (shown.length === 0) return null;
  return (
    <Card title={m.limits_places_title()}>
      <ul className="grid gap-2">
        {shown.map((row) => (
          <li key={`${row.unitId} ${row.categoryId}`}>
            <span className="flex items-baseline gap-3">
              <span className="min-w-0">{several ? `${row.unitName} · ${row.categoryName}` : row.categoryName}</span>
              <b className="num ml-auto text-right">{placesLine(row)}</b>
            </span>
            {row.overrides.map(({ id, extra, reason }) => (
              <span key={id} className="small muted block">{m.limits_places_override({ extra, reason })}</span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
