import type { EntryCounts } from "#app/domain/entries/queries/for-later-stages.server.ts";
import { unitNoun } from "#app/http/unit-nouns.ts";
import { m } from "#app/paraglide/messages.js";
import { CommuneDiamonds } from "#app/ui/commune-board.tsx";
import { formatCount } from "#app/ui/format.ts";
import { shortNames } from "#app/ui/short-names.ts";

/** Every invited unit with a diamond for each work it has sent; works taken back are not shown. */
export function Board({ counts, kind }: { counts: EntryCounts; kind: string | null }) {
  const standing = (count: { received: number; withdrawn: number }) => count.received - count.withdrawn;
  const sent = counts.participants.filter((unit) => standing(unit) > 0).length;
  const nouns = shortNames(counts.categories.map(({ name }) => name));
  if (counts.participants.length === 0) return null;
  return (
    <section className="wrap mt-12">
      <div className="card">
        <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h2 className="public-section num">
            {m.public_contest_board({ sent, invited: counts.participants.length, units: unitNoun(kind) })}
          </h2>
          <p className="num text-text-2">
            {counts.categories.map((category, at) => (
              <span key={category.code}>
                {at > 0 ? " · " : ""}
                <b className="text-text">{formatCount(standing(category))}</b> {nouns[at]}
              </span>
            ))}
          </p>
        </div>
        <CommuneDiamonds
          series={nouns.map((label) => ({ label }))}
          units={counts.participants.map((unit) => ({
            id: unit.unitId,
            name: unit.unitName,
            counts: counts.categories.map(({ code }) => standing(unit.byCategory[code] ?? { received: 0, withdrawn: 0 })),
          }))}
        />
      </div>
    </section>
  );
}
