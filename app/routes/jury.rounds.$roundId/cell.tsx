import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import type { SheetCell } from "#app/domain/judging/queries/light-table.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { voteWord } from "#app/http/ballot-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { formatCount, formatScore } from "#app/ui/format.ts";
import { ClipMarks } from "#app/ui/gallery.tsx";
import { Icon } from "#app/ui/icon.tsx";

function State({ cell, ballot }: { cell: SheetCell; ballot: Ballot | null }) {
  if (ballot && (cell.submittedAt || (cell.state === "open" && cell.points !== null))) {
    return (
      <b className={cell.submittedAt ? "inline-flex items-center gap-1" : "text-warn"}>
        {voteWord(ballot, cell.points)} {cell.submittedAt ? <Icon name="check" size="s" label={m.jury_state_submitted()} /> : null}
      </b>
    );
  }
  if (cell.submittedAt) {
    return (
      <b className="num inline-flex items-center gap-1">
        {formatScore(cell.points)} <Icon name="check" size="s" label={m.jury_state_submitted()} />
      </b>
    );
  }
  if (cell.state === "abstained") return <span className="muted">{m.tasks_state_abstained()}</span>;
  if (cell.recalled) return <span className="inline-flex items-center gap-1 text-warn"><Icon name="undo" size="s" /> {m.criteria_jury_cell()}</span>;
  if (cell.state === "later") {
    return <span className="inline-flex items-center gap-1 text-warn"><Icon name="clock" size="s" /> {m.tasks_state_later()}</span>;
  }
  if (cell.scored === 0) return <span className="muted">{m.jury_state_empty()}</span>;
  const counts = { done: formatCount(cell.scored), total: formatCount(cell.criteria) };
  return <span className="text-warn">{cell.scored < cell.criteria ? m.jury_state_begun(counts) : m.jury_state_complete()}</span>;
}

type CellProps = {
  cell: SheetCell;
  ballot: Ballot | null;
  /** The button that chooses the work, where works are chosen. */
  pick?: ReactNode;
  eager: boolean;
  /** Chosen for comparing; `full` when no more can be. */
  chosen: boolean;
  full: boolean;
  onChoose: (on: boolean) => void;
};

/** One work of the light table: contained in an equal cell, with its code and the judge's own points. */
export function Cell({ cell, ballot, pick, eager, chosen, full, onChoose }: CellProps) {
  const { picture } = cell;
  return (
    <li className={chosen ? "light-cell-current" : undefined}>
      <Link to={`/jury/sheets/${cell.id}`} className="light-cell-work relative" prefetch="intent">
        <Artwork
          sources={thumbPicture(picture).sources}
          width={picture?.width ?? 4}
          height={picture?.height ?? 3}
          thumbhash={picture?.thumbhash}
          alt={m.jury_work_alt({ code: cell.blindCode, title: cell.title })}
          sizes="260px"
          eager={eager}
        />
        {picture?.durationMs ? <ClipMarks durationMs={picture.durationMs} /> : null}
      </Link>
      <div className="light-cell-words">
        <label className="light-cell-choice">
          <input
            type="checkbox"
            className="tick"
            name="sheet"
            value={cell.id}
            checked={chosen}
            disabled={full && !chosen}
            aria-label={m.lighttable_compare_choose({ code: cell.blindCode })}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
          <b className="num">{cell.blindCode}</b>
        </label>
        {cell.favourite ? <span className="icon-btn-marked"><Icon name="star" size="s" label={m.lighttable_favourites()} /></span> : null}
        {pick ?? <State cell={cell} ballot={ballot} />}
      </div>
    </li>
  );
}
