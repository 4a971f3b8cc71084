import { Link } from "@remix-run/react";
import type { PaperRow } from "#app/domain/entries/queries/paper.server.ts";
import { m } from "#app/paraglide/messages.js";
import type { Column } from "#app/ui/data-table.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { PaperChip } from "./paper-parts.tsx";
import { carrierWord, conditionWord } from "./paper-words.ts";

const byAt = ({ by, at }: { by: string | null; at: string }) =>
  m.paper_by_at({ by: by ?? m.paper_somebody(), at: formatDateTime(new Date(at)) });

function LastStep({ row: { last, repeats, withdrawn } }: { row: PaperRow }) {
  return (
    <span className="small">
      {last ? (
        <>
          <span className="block">{[carrierWord(last.carrier), conditionWord(last.condition), last.note].filter(Boolean).join(" · ")}</span>
          <span className="muted block">{[byAt(last), last.place].filter(Boolean).join(" · ")}</span>
        </>
      ) : null}
      {repeats.map((repeat) => <span key={repeat.at} className="block text-warn">{m.paper_scanned_again({ who: byAt(repeat) })}</span>)}
      {withdrawn ? <span className="block text-warn">{m.paper_check_in_withdrawn()}</span> : null}
    </span>
  );
}

/** Code, work, place and last movement of an original. */
export const originalBasics = (roundId: string): readonly Column<PaperRow>[] => [
  {
    key: "code", header: m.office_entries_column_code(), card: "title",
    cell: (row) => <Link to={`/office/rounds/${roundId}/entries/${row.id}`} className="num font-semibold whitespace-nowrap">{row.code}</Link>,
  },
  { key: "title", header: m.office_entries_column_title(), cell: (row) => <><span className="hand text-[1.125rem]">{row.title}</span> <span className="small muted block">{row.categoryName}</span></> },
  { key: "where", header: m.paper_column_where(), card: "status", cell: (row) => <PaperChip where={row.where} always={row.medium === "image"} /> },
  { key: "last", header: m.paper_column_last(), cell: (row) => (row.last || row.repeats.length > 0 || row.withdrawn ? <LastStep row={row} /> : null) },
];
