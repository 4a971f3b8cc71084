import { Link } from "@remix-run/react";
import type { UnitEntryRow } from "#app/domain/entries/queries/for-unit.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import type { RoundStanding } from "#app/domain/forwarding/standings.server.ts";
import { PaperChip } from "#app/http/paper-parts.tsx";
import { returnLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import type { Column } from "#app/ui/data-table.tsx";
import { StandingChips } from "#app/ui/standing-chips.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";

type Row = UnitEntryRow & { standings: readonly RoundStanding[] };

const standingColumn: Column<Row> = {
  key: "standing",
  get header() {
    return m.unit_entries_column_standing();
  },
  cell: (row) => (row.standings.length > 0 ? <span className="cluster"><StandingChips standings={row.standings} /></span> : null),
};

/** What the organisers say of an entry: why it is not valid, what is to be corrected until when. */
const noteOf = (row: Row): { tone: string; words: string } | null => {
  if (row.returned) return { tone: "text-warn", words: returnLine(row.returned) };
  return row.state === "invalid" && row.note ? { tone: "text-bad", words: row.note } : null;
};

const noteColumn: Column<Row> = {
  key: "note",
  get header() {
    return m.unit_entries_column_note();
  },
  cell: (row) => {
    const note = noteOf(row);
    return note && <span className={`small ${note.tone}`}>{note.words}</span>;
  },
};

/** A unit's entries: the work, its title in the child's hand, who made it, where it is and, where some have it, what was said and how far it came. */
export const entryColumnsOf = (rows: readonly Row[]): readonly Column<Row>[] => [
  ...entryColumns,
  ...(rows.some(noteOf) ? [noteColumn] : []),
  ...(rows.some(({ standings }) => standings.length > 0) ? [standingColumn] : []),
];

const entryColumns: readonly Column<Row>[] = [
  {
    key: "thumb",
    get header() {
      return m.unit_entries_column_work();
    },
    card: "media", cell: (row) => <Thumb src={thumbPicture(row.thumb).small} size={60} />,
  },
  {
    key: "title",
    get header() {
      return m.unit_entries_column_title();
    },
    card: "title",
    cell: (row) => (
      <Link to={`/unit/entries/${row.id}`} className="hand text-[1.25rem]">
        {row.title}
      </Link>
    ),
  },
  {
    key: "authors",
    get header() {
      return m.unit_entries_column_authors();
    },
    cell: (row) => (row.authors.length > 0 ? row.authors.join(", ") : m.unit_entries_no_authors()),
  },
  {
    key: "category",
    get header() {
      return m.unit_entries_column_category();
    },
    cell: (row) => row.categoryName,
  },
  {
    key: "code",
    get header() {
      return m.unit_entries_column_code();
    },
    cell: (row) => (row.code ? <b className="num whitespace-nowrap">{row.code}</b> : null),
  },
  {
    key: "state",
    get header() {
      return m.unit_entries_column_state();
    },
    card: "status",
    cell: (row) => <span className="grid justify-items-start gap-1 whitespace-nowrap"><StatusChip status={row.state} /><PaperChip where={row.where} /></span>,
  },
];
