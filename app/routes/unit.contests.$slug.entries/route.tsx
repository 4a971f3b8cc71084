import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { type EntryState, entryStates } from "#app/domain/entries/states.ts";
import { countUnitEntries, listUnitContests, listUnitEntries } from "#app/domain/entries/queries/for-unit.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { listStandings } from "#app/domain/forwarding/standings.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TextField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { DomainError } from "#app/platform/domain-error.ts";
import { entryColumnsOf } from "./columns.tsx";
import { stateTabs } from "./state-tabs.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = (await listUnitContests(ctx)).find(({ slug }) => slug === args.params.slug);
    if (!contest) throw new DomainError("not-found", "contest-not-found");
    const query = new URL(args.request.url).searchParams;
    const state = entryStates.find((known) => known === query.get("state"));
    const search = query.get("search") ?? "";
    const after = query.get("after") ?? "";
    const [summary, page] = await Promise.all([
      countUnitEntries(ctx, contest.id),
      listUnitEntries(ctx, contest.id, { ...(state ? { state } : {}), search, after }),
    ]);
    const standings = await listStandings(ctx.db, page.rows.map(({ id }) => id));
    const rows = page.rows.map((row) => ({ ...row, standings: standings.get(row.id) ?? [] }));
    const open = isIntakeOpen(contest.intake, ctx.now);
    return { contest, summary, rows, next: page.next, state: state ?? null, search, open };
  });

const addressOf = (slug: string, query: { state?: EntryState | null; search?: string; after?: string | null }) => {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return `/unit/contests/${slug}/entries${kept.length > 0 ? `?${new URLSearchParams(kept)}` : ""}`;
};

export default function UnitEntries() {
  const { contest, summary, rows, next, state, search, open } = useLoaderData<typeof loader>();
  const newTo = `/unit/entries/new?contest=${contest.slug}`;
  const to = (part: string) => `/unit/contests/${contest.slug}/${part}`;
  const add = open ? (
    <>
      <LinkButton to={to("desk")} icon="list">
        {m.desk_link()}
      </LinkButton>
      <LinkButton to={newTo} kind="primary" icon="plus">
        {m.unit_home_add()}
      </LinkButton>
    </>
  ) : null;
  return (
    <>
      <PageHeader title={m.unit_entries_title()} hint={`${contest.name} · ${contest.year}`} actions={add} />
      <div className="stack">
        <nav className="cluster" aria-label={m.unit_entries_more()}>
          {open ? <Link to={to("import")}>{m.unit_entries_import()}</Link> : null}
          <Link to={to("consents")}>{m.consent_sheet_title()}</Link>
          <Link to={to("paper")}>{m.unit_paper_open()}</Link>
        </nav>
        <Tabs
          label={m.unit_entries_states()}
          look="pills"
          tabs={stateTabs(summary, state, (to) => addressOf(contest.slug, { state: to, search }))}
        />
        <Form method="get" className="flex items-end gap-3" role="search">
          {state ? <input type="hidden" name="state" value={state} /> : null}
          <TextField name="search" type="search" label={m.unit_entries_search()} defaultValue={search} className="grow" />
          <Button icon="search">{m.unit_entries_search_button()}</Button>
        </Form>
        <DataTable
          caption={m.unit_entries_title()}
          columns={entryColumnsOf(rows)}
          rows={rows}
          rowKey={(row) => row.id}
          empty={
            state || search ? (
              <EmptyState title={m.unit_entries_none_title()} actions={<Link to={addressOf(contest.slug, {})}>{m.unit_entries_show_all()}</Link>}>
                {m.unit_entries_none_text()}
              </EmptyState>
            ) : (
              <EmptyState title={m.unit_home_empty_title()} actions={add}>
                {open ? m.unit_home_empty_text() : m.unit_home_empty_closed()}
              </EmptyState>
            )
          }
        />
        <Pager nextTo={next ? addressOf(contest.slug, { state, search, after: next }) : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_entries_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
