import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import {
  findRoundFilters, listRoundEntries, type OfficeState,
} from "#app/domain/entries/queries/for-office.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { officeColumns } from "./columns.tsx";

const states = ["submitted", "returned", "valid", "invalid", "withdrawn"] as const satisfies readonly OfficeState[];

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const query = new URL(args.request.url).searchParams;
    const ask = {
      state: states.find((known) => known === query.get("state")),
      categoryId: query.get("category") ?? "",
      participantId: query.get("unit") ?? "",
      search: query.get("search") ?? "",
      after: query.get("after") ?? "",
    };
    const filters = await findRoundFilters(ctx, roundId);
    const { state, ...rest } = ask;
    const page = await listRoundEntries(ctx, roundId, { ...rest, ...(state ? { state } : {}) });
    return { ...filters, page, ask: { ...rest, state: state ?? "" } };
  });

type Ask = { state: string; categoryId: string; participantId: string; search: string };

function addressOf(roundId: string, { state, categoryId, participantId, search }: Ask, after = ""): string {
  const named = { state, category: categoryId, unit: participantId, search, after };
  const query = new URLSearchParams(Object.entries(named).filter(([, value]) => value !== ""));
  return `/office/rounds/${roundId}/entries${query.size > 0 ? `?${query}` : ""}`;
}

const stateWords = {
  submitted: () => m.office_entries_state_submitted(),
  returned: () => m.ui_status_returned(),
  valid: () => m.ui_status_valid(),
  invalid: () => m.ui_status_invalid(),
  withdrawn: () => m.ui_status_withdrawn(),
};

export default function RoundEntries() {
  const { round, categories, participants, states: counts, drafts, page, ask } = useLoaderData<typeof loader>();
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  const narrowed = ask.state !== "" || ask.categoryId !== "" || ask.participantId !== "" || ask.search !== "";
  const options = (all: readonly { id: string; name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeader
        title={m.office_entries_title()}
        hint={drafts === null ? m.office_entries_hint_later({ total }) : m.office_entries_hint({ total, drafts })}
        actions={
          round.ordinal === 1 ? (
            <>
              {round.phase === "open" ? (
                <LinkButton to={`/office/contests/${round.contestId}/import`} icon="upload">{m.office_entries_import()}</LinkButton>
              ) : null}
              <LinkButton to={`/office/rounds/${round.id}/limits`} icon="list">{m.limits_page_title()}</LinkButton>
              <LinkButton to={`/office/rounds/${round.id}/entries/new`} icon="plus">{m.limits_new_action()}</LinkButton>
            </>
          ) : null
        }
      />
      <div className="stack">
        <Tabs
          label={m.office_entries_states()}
          look="pills"
          tabs={[
            { to: addressOf(round.id, { ...ask, state: "" }), label: m.office_entries_all(), count: total, current: ask.state === "" },
            ...states.map((state) => ({
              to: addressOf(round.id, { ...ask, state }),
              label: stateWords[state](),
              count: counts[state],
              current: ask.state === state,
            })),
          ]}
        />
        <Form method="get" role="search" className="grid gap-3 sm:grid-cols-2 xl:grid-cols-[2fr_1fr_1fr_auto] xl:items-end">
          {ask.state ? <input type="hidden" name="state" value={ask.state} /> : null}
          <TextField name="search" type="search" label={m.office_entries_search()} defaultValue={ask.search} />
          <Select name="category" label={m.office_entries_category()} placeholder={m.office_entries_any()} options={options(categories)} defaultValue={ask.categoryId} />
          <Select name="unit" label={m.office_entries_unit()} placeholder={m.office_entries_any()} options={options(participants)} defaultValue={ask.participantId} />
          <Button icon="search">{m.office_entries_find()}</Button>
        </Form>
        <DataTable
          caption={m.office_entries_title()}
          columns={officeColumns(round.id)}
          rows={page.rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title={narrowed ? m.office_entries_none_title() : m.office_entries_empty_title()}>
              {narrowed ? <Link to={addressOf(round.id, { state: "", categoryId: "", participantId: "", search: "" })}>{m.office_entries_show_all()}</Link> : m.office_entries_empty_text()}
            </EmptyState>
          }
        />
        <Pager nextTo={page.next ? addressOf(round.id, ask, page.next) : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_entries_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
