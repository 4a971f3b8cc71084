import { Link } from "@remix-run/react";
import { type EntryState, entryStates } from "#app/domain/entries/states.ts";
import type { UnitEntryRow, UnitSummary } from "#app/domain/entries/queries/for-unit.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { groundColour } from "#app/ui/artwork.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import { countOf } from "./tasks.tsx";

const stripHeight = 112;

function Sheet({ row }: { row: UnitEntryRow }) {
  const { small } = thumbPicture(row.thumb);
  const ratio = row.thumb?.width && row.thumb.height ? row.thumb.width / row.thumb.height : 1.4;
  const width = Math.round(stripHeight * Math.min(Math.max(ratio, 0.6), 1.8));
  return (
    <figure className="flex-none" style={{ width }}>
      <Link to={`/unit/entries/${row.id}`} className="block">
        <span
          className="grid place-items-center overflow-hidden rounded-[2px] bg-surface-2 text-text-3 shadow-(--sh-paper)"
          style={{ height: stripHeight, background: groundColour(row.thumb?.thumbhash) }}
        >
          {small ? (
            <img src={small} alt="" className="h-full w-full object-contain" loading="lazy" decoding="async" />
          ) : (
            <Icon name={row.medium === "video" ? "video" : "image"} size="l" />
          )}
        </span>
        <figcaption className="small mt-1 truncate text-text-2">{row.code ? `${row.code} · ${row.title}` : row.title}</figcaption>
      </Link>
    </figure>
  );
}

type StripsProps = { slug: string; summary: UnitSummary; latest: readonly UnitEntryRow[] };

/** The unit's entries by state, the newest of each, with the way to all of them. */
export function EntryStrips({ slug, summary, latest }: StripsProps) {
  const states = entryStates.filter((state) => countOf(summary, state) > 0);
  return (
    <div className="mt-6 grid gap-x-7 gap-y-6 xl:grid-cols-2">
      {states.map((state: EntryState) => (
        <section key={state} aria-labelledby={`strip-${state}`} className="min-w-0">
          <div className="flex items-center gap-3">
            <span id={`strip-${state}`}>
              <StatusChip status={state} />
            </span>
            <b className="num">{countOf(summary, state)}</b>
            <Link to={`/unit/contests/${slug}/entries?state=${state}`} className="small ml-auto font-semibold">
              {m.unit_strip_all()}
            </Link>
          </div>
          <div className="mt-3 flex gap-4 overflow-x-auto p-1">
            {latest.filter((row) => row.state === state).map((row) => (
              <Sheet key={row.id} row={row} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
