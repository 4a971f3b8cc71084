import { Link } from "@remix-run/react";
import type { OfficeEntryRow } from "#app/domain/entries/queries/for-office.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { PaperChip } from "#app/http/paper-parts.tsx";
import { returnLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import type { Column } from "#app/ui/data-table.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { StatusChip } from "#app/ui/status-chip.tsx";

/** A round's entries as an office reads them. */
export const officeColumns = (roundId: string): readonly Column<OfficeEntryRow>[] => [
  { key: "thumb", header: m.office_entries_column_work(), card: "media", cell: (row) => <Thumb src={thumbPicture(row.thumb).small} size={60} /> },
  {
    key: "code",
    header: m.office_entries_column_code(),
    card: "title",
    cell: (row) => (
      <Link to={`/office/rounds/${roundId}/entries/${row.id}`} className="num font-semibold whitespace-nowrap">
        {row.code}
      </Link>
    ),
  },
  {
    key: "title",
    header: m.office_entries_column_title(),
    cell: (row) => (
      <>
        <span className="hand text-[1.125rem]">{row.title}</span>
        {row.returned ? <span className="small block text-warn">{returnLine(row.returned)}</span> : null}
        {row.onBehalf ? <span className="small muted block">{m.limits_behalf_chip()}: {row.onBehalf.by ?? row.onBehalf.office}</span> : null}
        {row.state === "invalid" && row.note ? <span className="small block text-bad">{row.note}</span> : null}
      </>
    ),
  },
  {
    key: "category",
    header: m.office_entries_category(),
    cell: (row) => (
      <span>
        {row.categoryName} {row.divisionName ? <span className="small muted sm:block">{row.divisionName}</span> : null}
      </span>
    ),
  },
  {
    key: "unit",
    header: m.office_entries_unit(),
    cell: (row) => [...new Set([row.unitName, row.participantName])].join(" · "),
  },
  { key: "entered", header: m.office_entries_column_entered(), cell: (row) => <span className="num">{formatDateTime(row.enteredAt)}</span> },
  { key: "state", header: m.office_entries_column_state(), card: "status", cell: (row) => <span className="grid justify-items-start gap-1 whitespace-nowrap"><StatusChip status={row.state} /><PaperChip where={row.where} /></span> },
];
