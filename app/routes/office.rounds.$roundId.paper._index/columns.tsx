import { Link } from "@remix-run/react";
import type { PaperRow, PaperUnit } from "#app/domain/entries/queries/paper.server.ts";
import { originalBasics } from "#app/http/original-columns.tsx";
import { m } from "#app/paraglide/messages.js";
import type { Column } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";

/** How far each unit's originals are. */
export const unitColumns = (roundId: string): readonly Column<PaperUnit>[] => [
  { key: "unit", header: m.paper_column_unit(), card: "title", cell: (row) => <Link to={`/office/rounds/${roundId}/paper/${row.unitId}`}>{row.unitName}</Link> },
  {
    key: "received", header: m.paper_column_received(),
    cell: (row) => (
      <span className="block min-w-32">
        <span className="num">{m.paper_count_of({ received: formatCount(row.received), expected: formatCount(row.expected) })}</span>
        <ProgressBar thin value={row.received} max={Math.max(row.expected, 1)} label={m.paper_progress({ unit: row.unitName })} />
      </span>
    ),
  },
  { key: "missing", header: m.paper_view_missing(), align: "number", cell: (row) => formatCount(row.expected - row.received) },
  { key: "here", header: m.paper_view_here(), align: "number", cell: (row) => formatCount(row.here) },
  { key: "away", header: m.paper_view_away(), align: "number", cell: (row) => formatCount(row.handedOver + row.returned) },
];

/** Originals of all units in one list. */
export const originalColumns = (roundId: string): readonly Column<PaperRow>[] => {
  const [code, title, where, last] = originalBasics(roundId);
  return [
    code!, title!,
    { key: "unit", header: m.paper_column_unit(), cell: (row) => [...new Set([row.unitName, row.participantName])].join(" · ") },
    where!, last!,
  ];
};
