import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findGoingUp, listHandovers } from "#app/domain/entries/queries/handovers.server.ts";
import { findPaperOverview, listOriginals, type PaperView } from "#app/domain/entries/queries/paper.server.ts";
import { HandoverList } from "#app/http/handover-list.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { originalColumns, unitColumns } from "./columns.tsx";

const views = ["missing", "here", "away", "again"] as const satisfies readonly PaperView[];

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const query = new URL(args.request.url).searchParams;
    const view = views.find((known) => known === query.get("view")) ?? null;
    const overview = await findPaperOverview(ctx, roundId);
    const [page, notes, up] = await Promise.all([
      view ? listOriginals(ctx, roundId, { view, after: query.get("after") ?? "" }) : null,
      listHandovers(ctx, roundId),
      findGoingUp(ctx, roundId),
    ]);
    return { overview, view, page, notes, up: { unitName: up.unitName, count: up.originals.length } };
  });

const viewWords = {
  missing: () => m.paper_view_missing(),
  here: () => m.paper_view_here(),
  away: () => m.paper_view_away(),
  again: () => m.paper_view_again(),
};

export default function RoundPaper() {
  const { overview, view, page, notes, up } = useLoaderData<typeof loader>();
  const { round, units, total, again } = overview;
  const at = `/office/rounds/${round.id}/paper`;
  const counts = { missing: total.expected - total.received, here: total.here, away: total.handedOver + total.returned, again };
  const started = round.phase !== "draft" && round.phase !== "archived";
  return (
    <>
      <PageHeader
        title={m.paper_title()}
        hint={m.paper_check_in_hint({ received: formatCount(total.received), expected: formatCount(total.expected) })}
        actions={
          <>
            {up.unitName && up.count > 0 ? <LinkButton to={`${at}/onward`} icon="send">{m.paper_onward_open({ unit: up.unitName, count: formatCount(up.count) })}</LinkButton> : null}
            {started ? <LinkButton to={`/office/rounds/${round.id}/check-in`} kind="primary" icon="qr">{m.paper_check_in_open()}</LinkButton> : null}
          </>
        }
      />
      <div className="stack">
        <Tabs
          label={m.paper_views()} look="pills"
          tabs={[
            { to: at, label: m.paper_view_units(), count: units.length, current: view === null },
            ...views.map((known) => ({ to: `${at}?view=${known}`, label: viewWords[known](), count: counts[known], current: view === known })),
          ]}
        />
        {view === "again" && again > 0 ? <p className="muted">{m.paper_view_again_text()}</p> : null}
        {page ? (
          <>
            <DataTable
              caption={viewWords[view!]()} columns={originalColumns(round.id)} rows={page.rows} rowKey={(row) => row.id}
              empty={<EmptyState title={m.paper_view_none()}>{m.paper_view_none_text()}</EmptyState>}
            />
            <Pager nextTo={page.next ? `${at}?${new URLSearchParams({ view: view!, after: page.next })}` : null} />
          </>
        ) : (
          <DataTable
            caption={m.paper_view_units()} columns={unitColumns(round.id)} rows={units} rowKey={(row) => row.unitId}
            empty={<EmptyState title={m.paper_units_none()}>{m.paper_units_none_text()}</EmptyState>}
          />
        )}
        <HandoverList notes={notes} pageOf={(id) => `/office/rounds/${round.id}/handovers/${id}`} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
