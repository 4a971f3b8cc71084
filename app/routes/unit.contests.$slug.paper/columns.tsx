import { Link } from "@remix-run/react";
import type { UnitEntryRow } from "#app/domain/entries/queries/for-unit.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import { PaperChip } from "#app/http/paper-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import type { Column } from "#app/ui/data-table.tsx";

/** A unit's entries as pieces of paper: which slip goes with each, and where its original is. */
export const paperColumns = (): readonly Column<UnitEntryRow>[] => [
  {
    key: "tick", header: m.paper_column_print(), card: "status",
    cell: (row) =>
      row.state === "withdrawn" ? null : (
        <input type="checkbox" name="entry" value={row.id} className="tick" aria-label={m.paper_print_tick({ title: row.title })} />
      ),
  },
  { key: "title", header: m.unit_entries_column_title(), card: "title", cell: (row) => <Link to={`/unit/entries/${row.id}`} className="hand text-[1.25rem]">{row.title}</Link> },
  { key: "code", header: m.unit_entries_column_code(), cell: (row) => (row.code ? <b className="num whitespace-nowrap">{row.code}</b> : m.paper_not_sent()) },
  {
    key: "slip", header: m.unit_paper_slip_code(),
    cell: (row) => <Link to={`/unit/entries/${row.id}/slip`} className="num whitespace-nowrap">{row.slip ? formatSlip(row.slip) : m.paper_slip_claim()}</Link>,
  },
  { key: "where", header: m.paper_column_where(), cell: (row) => (row.code && row.medium === "image" ? <PaperChip where={row.where} always /> : <PaperChip where={row.where} />) },
];
