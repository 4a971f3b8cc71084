import { Link } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { backOf, type ListData } from "./list.tsx";
import { Pictures } from "./pictures.tsx";

/** What came of a list: its drafts, their pictures, and the way back. */
export function ListResult({ data }: { data: ListData }) {
  const { list, at, may, onBehalf, contest, entered } = data;
  const words = { file: list.fileName, who: list.createdByName, when: formatDateTime(list.confirmedAt ?? list.createdAt) };
  const here = `${at}/${list.id}`;
  return (
    <>
      <PageHeader
        back={backOf(data)}
        title={list.undoneAt ? m.import_undone_title() : m.import_result_title({ count: formatCount(list.summary.written ?? 0) })}
        hint={onBehalf ? m.import_result_office_hint(words) : m.import_result_hint(words)}
        actions={onBehalf ? null : <LinkButton to={`/unit/contests/${contest.slug}/entries`} kind="primary">{m.import_to_entries()}</LinkButton>}
      />
      {entered ? (
        <div className="stack">
          <Card flush>
            <DataTable
              caption={m.import_row_work()}
              rows={entered.rows}
              rowKey={({ entryId }) => entryId}
              empty={<p className="muted p-4">{m.import_result_none()}</p>}
              columns={[
                { key: "row", header: m.import_row_number(), align: "number", cell: ({ row }) => row },
                {
                  key: "title", header: m.import_row_work(), card: "title",
                  cell: ({ entryId, title }) => (onBehalf ? <b>{title}</b> : <Link to={`/unit/entries/${entryId}`}>{title}</Link>),
                },
                { key: "authors", header: m.import_row_authors(), cell: ({ authors }) => authors.join(", ") },
                { key: "unit", header: m.import_row_unit(), cell: ({ unitName }) => unitName },
                {
                  key: "file", header: m.import_result_file(), card: "status",
                  cell: ({ hasFile }) => <Chip tone={hasFile ? "ok" : "warn"}>{hasFile ? m.import_result_has_file() : m.import_result_no_file()}</Chip>,
                },
              ]}
            />
          </Card>
          <Pager nextTo={entered.next === null ? null : `${here}?after=${entered.next}`} />
          {data.pictures ? <Pictures importId={list.id} pictures={data.pictures} entryTo={onBehalf ? null : "/unit/entries/"} /> : null}
          {may.undo ? <LinkButton to={`${here}/undo`} icon="undo">{m.import_undo()}</LinkButton> : null}
        </div>
      ) : null}
    </>
  );
}
