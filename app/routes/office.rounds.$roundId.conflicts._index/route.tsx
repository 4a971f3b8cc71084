import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { conflictViews } from "#app/domain/judging/conflict-views.ts";
import { listConflicts } from "#app/domain/judging/queries/conflicts.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { conflictColumns } from "./columns.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const view = conflictViews.find((known) => known === query.get("view")) ?? "proposed";
    const round = await findOfficeRound(ctx, args.params.roundId ?? "");
    const page = await listConflicts(ctx, round.id, { view, after: query.get("after") ?? "" });
    return { roundId: round.id, view, page, may: judgingRules.findConflicts(ctx.actor, round, ctx.now) };
  });

const viewWords = {
  proposed: m.tasks_conflicts_proposed,
  confirmed: m.tasks_conflicts_confirmed,
  lifted: m.tasks_conflicts_lifted,
};

function Acts({ at, strong }: { at: string; strong: boolean }) {
  return (
    <>
      <Form method="post" action={`${at}/search`}>
        <Button icon="search">{m.tasks_conflicts_search()}</Button>
      </Form>
      <LinkButton to={`${at}/new`} icon="plus">{m.tasks_conflicts_new()}</LinkButton>
      <LinkButton to={`${at}/interest`} icon="users">{m.tasks_interest_new()}</LinkButton>
      {strong ? (
        <Form method="post" action={`${at}/confirmation`}>
          <Button kind="primary" icon="check">{m.tasks_conflicts_strong()}</Button>
        </Form>
      ) : null}
    </>
  );
}

export default function Conflicts() {
  const { roundId, view, page, may } = useLoaderData<typeof loader>();
  const at = `/office/rounds/${roundId}/conflicts`;
  const strong = view === "proposed" && page.rows.some(({ strength }) => strength === "strong");
  return (
    <>
      <PageHeader title={m.tasks_conflicts()} hint={m.tasks_conflicts_hint()} actions={may ? <Acts at={at} strong={strong} /> : null} />
      <div className="stack">
        <Tabs
          label={m.tasks_conflicts_views()} look="pills"
          tabs={conflictViews.map((known) => ({ to: `${at}?view=${known}`, label: viewWords[known](), count: page.counts[known], current: known === view }))}
        />
        <DataTable
          caption={m.tasks_conflicts()} columns={conflictColumns(at, view, may)} rows={page.rows} rowKey={({ id }) => id}
          empty={<EmptyState title={m.tasks_conflicts_none()}>{view === "proposed" ? m.tasks_conflicts_none_text() : null}</EmptyState>}
        />
        <Pager nextTo={page.next ? `${at}?${new URLSearchParams({ view, after: page.next })}` : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_conflicts()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
