import { Link } from "@remix-run/react";
import type { PairSide } from "#app/domain/entries/duplicates/queries.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { formatDateTime } from "#app/ui/format.ts";

/** A work of a pair as the loader sends it: its moment has become text on the way. */
type Side = Omit<PairSide, "submittedAt"> & { submittedAt: Date | string | null };

/** One work of a pair: its picture, and where it came from. */
export function PairWork({ side, roundId }: { side: Side; roundId: string }) {
  const { sources, small } = thumbPicture(side.thumb);
  const code = side.code ?? m.duplicates_no_code();
  return (
    <div className="min-w-0">
      <div className="grid h-[260px] place-items-center rounded-[10px] bg-surface-2 p-3">
        {small ? (
          <Artwork
            fit sources={sources} width={side.thumb?.width ?? 4} height={side.thumb?.height ?? 3} thumbhash={side.thumb?.thumbhash}
            alt={m.duplicates_picture_alt({ code, title: side.title })} sizes="(min-width: 1024px) 420px, 90vw"
          />
        ) : (
          <p className="muted small">{m.duplicates_no_picture()}</p>
        )}
      </div>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3">
        {side.here ? (
          <Link to={`/office/rounds/${roundId}/screening?view=all&entry=${side.here}`} className="num font-semibold">{code}</Link>
        ) : (
          <b className="num">{code}</b>
        )}
        <span className="hand text-[1.25rem]">{side.title}</span>
      </p>
      <p className="small muted">{[...side.authors, side.unitName].join(" · ")}</p>
      {side.here ? null : (
        <p className="small muted">
          {m.duplicates_other_contest({ contest: side.contestName, year: side.year })}
          {side.authors.length === 0 ? <span className="block">{m.duplicates_authors_hidden()}</span> : null}
        </p>
      )}
      {side.submittedAt ? <p className="small muted num">{formatDateTime(new Date(side.submittedAt))}</p> : null}
    </div>
  );
}
