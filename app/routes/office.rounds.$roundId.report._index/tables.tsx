import type { EntryTally, Report } from "#app/domain/documents/report.ts";
import { m } from "#app/paraglide/messages.js";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";

type NumberColumn<Row> = { key: string; header: string; value: (row: Row) => number };

/** What a phone's card shows of a row: the rest stands in the sums below and in the file. */
const onCards = ["received", "valid", "awarded", "nominated", "children"];

const numbers = <Row,>(columns: readonly NumberColumn<Row>[]): Column<Row>[] =>
  columns.map(({ key, header, value }) => ({
    key, header, align: "number", card: onCards.includes(key) ? undefined : "hidden",
    cell: (row) => formatCount(value(row)),
  }));

/** Columns of entries; entries without a verdict have a column while there are any. */
const tallies = <Row extends EntryTally>(pending: boolean) =>
  numbers<Row>([
    { key: "valid", header: m.office_report_valid(), value: ({ valid }) => valid },
    { key: "rejected", header: m.office_report_rejected(), value: ({ rejected }) => rejected },
    { key: "withdrawn", header: m.office_report_withdrawn(), value: ({ withdrawn }) => withdrawn },
    ...(pending ? [{ key: "pending", header: m.office_report_pending(), value: (row: Row) => row.pending }] : []),
    { key: "awarded", header: m.office_report_awarded(), value: ({ awarded }) => awarded },
    { key: "nominated", header: m.office_report_nominated(), value: ({ nominated }) => nominated },
  ]);

/** The round by invited unit with a row of totals, in which a child of two works is one child. */
export function UnitTable({ report }: { report: Report }) {
  type Row = Report["total"] & { key: string; name: string };
  const total: Row = { ...report.total, key: "total", name: m.office_report_total() };
  const columns: Column<Row>[] = [
    { key: "name", header: m.office_report_unit(), card: "title", cell: (row) => <Named row={row} /> },
    ...numbers<Row>([
      ...report.categories.map(({ code, name }) => ({
        key: `category-${code}`, header: name, value: (row: Row) => row.byCategory[code] ?? 0,
      })),
      { key: "received", header: m.office_report_received(), value: ({ received }) => received },
    ]),
    ...tallies<Row>(report.total.pending > 0),
    ...numbers<Row>([
      { key: "children", header: m.office_report_children_column(), value: ({ children }) => children },
      { key: "female", header: m.office_report_female(), value: ({ female }) => female },
      { key: "minority", header: m.office_report_minority(), value: ({ minority }) => minority },
    ]),
  ];
  const rows: Row[] = [...report.units.map((unit) => ({ ...unit, key: unit.unitId })), total];
  return (
    <DataTable
      caption={m.office_report_units_caption()} columns={columns} rows={rows} rowKey={({ key }) => key}
      rowTone={({ key }) => (key === "total" ? "current" : undefined)}
    />
  );
}

const Named = ({ row }: { row: { key: string; name: string } }) =>
  row.key === "total" ? <b>{row.name}</b> : <>{row.name}</>;

/** The round by category and division. */
export function DivisionTable({ report }: { report: Report }) {
  type Row = Report["divisions"][number];
  const columns: Column<Row>[] = [
    { key: "category", header: m.office_report_category(), card: "title", cell: ({ category }) => category },
    { key: "division", header: m.office_report_division(), cell: ({ division }) => division ?? m.office_report_no_division() },
    ...numbers<Row>([{ key: "received", header: m.office_report_received(), value: ({ received }) => received }]),
    ...tallies<Row>(report.total.pending > 0),
    ...numbers<Row>([
      { key: "children", header: m.office_report_children_column(), value: ({ children }) => children },
    ]),
  ];
  return (
    <DataTable
      caption={m.office_report_by_division()} columns={columns} rows={report.divisions} rowKey={({ key }) => key}
      empty={<p className="muted">{m.office_report_no_entries()}</p>}
    />
  );
}
