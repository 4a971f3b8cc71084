import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { findEntryChoices, listUnitContests, listUnitEntries } from "#app/domain/entries/queries/for-unit.server.ts";
import { listUnitHandovers } from "#app/domain/entries/queries/handovers.server.ts";
import { countUnitOriginals } from "#app/domain/entries/queries/paper.server.ts";
import { listBlankSlips } from "#app/domain/entries/queries/slips.server.ts";
import { HandoverList } from "#app/http/handover-list.tsx";
import { load } from "#app/http/page.server.ts";
import { PrintOptions } from "#app/http/print-options.tsx";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Blanks } from "./blanks.tsx";
import { paperColumns } from "./columns.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = (await listUnitContests(ctx)).find(({ slug }) => slug === args.params.slug);
    if (!contest) throw new DomainError("not-found", "contest-not-found");
    const after = new URL(args.request.url).searchParams.get("after") ?? "";
    const [page, count, blanks, { units }, notes] = await Promise.all([
      listUnitEntries(ctx, contest.id, { after }),
      countUnitOriginals(ctx, contest.id),
      listBlankSlips(ctx, contest.id),
      findEntryChoices(ctx, contest.id),
      listUnitHandovers(ctx, contest.id),
    ]);
    return { contest, page, count, blanks, units, notes };
  });

export default function UnitPaper() {
  const { contest, page, count, blanks, units, notes } = useLoaderData<typeof loader>();
  const at = `/unit/contests/${contest.slug}`;
  return (
    <>
      <PageHeader
        back={<Link to={`${at}/entries`}>{m.unit_back_list()}</Link>}
        title={m.paper_unit_title()}
        hint={m.paper_unit_hint({ received: formatCount(count.received), expected: formatCount(count.expected), organiser: contest.organiser })}
      />
      <div className="split">
        <Form method="post" action={`${at}/slips`} reloadDocument className="stack">
          <input type="hidden" name="contestId" value={contest.id} />
          <p className="muted">{m.paper_unit_explain()}</p>
          <DataTable
            caption={m.paper_unit_table()} columns={paperColumns()} rows={page.rows} rowKey={(row) => row.id}
            empty={<EmptyState title={m.paper_unit_none()}>{m.paper_unit_none_text()}</EmptyState>}
          />
          <Pager nextTo={page.next ? `${at}/paper?after=${encodeURIComponent(page.next)}` : null} />
          {page.rows.length > 0 ? (
            <Card title={m.paper_print_title()}>
              <div className="stack">
                <PrintOptions prefix="entries" />
                <div className="cluster">
                  <Button name="which" value="chosen" kind="primary" icon="print">{m.paper_print_chosen()}</Button>
                  <Button name="which" value="new" icon="print">{m.paper_print_new()}</Button>
                </div>
              </div>
            </Card>
          ) : null}
        </Form>
        <div className="stack">
          <Blanks contestId={contest.id} action={`${at}/slips`} pdf="/unit/slips.pdf" units={units} blanks={blanks} />
          <HandoverList notes={notes} pdfOf={(id) => `/unit/handovers/${id}/note.pdf`} />
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_unit_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
