import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mediaViews } from "#app/domain/entries/media-views.ts";
import { listMediaSteps } from "#app/domain/entries/queries/media.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { mediaColumns } from "./columns.tsx";

const viewWords = {
  failed: () => m.duplicates_media_view_failed(),
  all: () => m.duplicates_media_view_all(),
};

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const view = mediaViews.find((known) => known === query.get("view")) ?? "failed";
    const list = await listMediaSteps(ctx, args.params.roundId ?? "", { view, after: query.get("after") ?? "" });
    return { ...list, view };
  });

export default function MediaSteps() {
  const { round, rows, next, counts, view } = useLoaderData<typeof loader>();
  const at = `/office/rounds/${round.id}/media`;
  const onlyWaiting = view === "failed" && counts.all > 0;
  return (
    <>
      <PageHeader title={m.duplicates_media_title()} hint={m.duplicates_media_hint()} />
      <div className="stack">
        <Tabs
          label={m.duplicates_views()}
          look="pills"
          tabs={mediaViews.map((each) => ({ to: `${at}?view=${each}`, label: viewWords[each](), count: counts[each], current: each === view }))}
        />
        <DataTable
          caption={m.duplicates_media_title()}
          columns={mediaColumns(round.id, view)}
          rows={rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title={onlyWaiting ? m.duplicates_media_empty_failed() : m.duplicates_media_empty()}>
              {m.duplicates_media_empty_text()}
            </EmptyState>
          }
        />
        <Pager nextTo={next ? `${at}?${new URLSearchParams({ view, after: next })}` : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.duplicates_media_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
