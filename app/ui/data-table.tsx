import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { m } from "#app/paraglide/messages.js";

/** One column: how it is headed, what it shows and its part on the phone's card. */
export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** `number` is set right in tabular figures. */
  align?: "number";
  /**
   * On the card below 640 px: `title` is its heading, `status` stands at its upper right, `media` at its
   * left, `action` below; all others are label and value. `hidden` is left out there.
   */
  card?: "title" | "status" | "media" | "action" | "hidden";
};

type DataTableProps<Row> = {
  /** Said to screen readers; shown when `captionShown`. */
  caption: string;
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row: the current one, one that needs a hand, or one in the discussion zone. */
  rowTone?: (row: Row) => "current" | "bad" | "zone" | undefined;
  /** In place of the rows when there are none. */
  empty?: ReactNode;
  /** A line of totals or a pager under the rows. */
  foot?: ReactNode;
};

function textOf(header: ReactNode): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** A table that becomes cards below 640 px; its roles are kept there, so that readers still hear a table. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionShown, columns, rows, rowKey, rowTone, empty, foot } = props;
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div className="table-card">
      <table className="data-table" role="table">
        <caption className={captionShown ? "data-caption" : "sr-only"}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" className={column.align && "cell-number"}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className={cx(rowTone?.(row) && `row-${rowTone(row)}`)}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  role="cell"
                  data-label={textOf(column.header)}
                  className={cx(column.align && "cell-number", column.card && `cell-${column.card}`)}
                >
                  {column.cell(row) ?? m.ui_table_empty_value()}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot ? <div className="table-foot">{foot}</div> : null}
    </div>
  );
}
