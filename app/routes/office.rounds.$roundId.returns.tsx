import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listReturns, type StandingReturn } from "#app/domain/entries/queries/versions.server.ts";
import { load } from "#app/http/page.server.ts";
import { fieldsLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatDateTime, formatDay } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => listReturns(ctx, args.params.roundId ?? "", ctx.now));

const columnsOf = (roundId: string): Column<StandingReturn>[] => [
  {
    key: "code", header: m.office_entries_column_code(), card: "title",
    cell: (row) => <Link className="num font-semibold whitespace-nowrap" to={`/office/rounds/${roundId}/screening?view=all&entry=${row.id}`}>{row.code}</Link>,
  },
  { key: "title", header: m.office_entries_column_title(), cell: (row) => <span className="hand text-[1.125rem]">{row.title}</span> },
  { key: "unit", header: m.office_entries_unit(), cell: (row) => row.unitName },
  {
    key: "fields", header: m.returns_column_fields(), cell: (row) => (
      <span>
        {fieldsLine(row.fields)} <span className="small muted block">{row.reason}</span>
      </span>
    ),
  },
  { key: "at", header: m.returns_column_at(), cell: (row) => <span className="num">{[formatDateTime(row.at), row.by].filter(Boolean).join(" · ")}</span> },
  {
    key: "due", header: m.returns_column_due(), card: "status",
    cell: (row) => <Chip tone={row.over ? "bad" : "warn"} icon="clock">{row.over ? m.returns_over({ day: formatDay(row.dueOn) }) : formatDay(row.dueOn)}</Chip>,
  },
];

/** What is with its units for correction, overdue first. */
export default function Returns() {
  const { round, returns } = useLoaderData<typeof loader>();
  const over = returns.filter((row) => row.over).length;
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${round.id}/screening`}>{m.office_screening_title()}</Link>}
        title={m.returns_page_title()} hint={m.returns_page_hint({ count: returns.length, over })}
      />
      <DataTable
        caption={m.returns_page_title()} columns={columnsOf(round.id)} rows={returns} rowKey={(row) => row.id}
        rowTone={(row) => (row.over ? "bad" : undefined)} empty={<EmptyState title={m.returns_none_title()}>{m.returns_none_text()}</EmptyState>}
      />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.returns_page_title() }];
