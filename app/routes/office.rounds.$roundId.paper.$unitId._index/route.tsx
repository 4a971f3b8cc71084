import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { listHandovers } from "#app/domain/entries/queries/handovers.server.ts";
import { findPaperOverview, listOriginals } from "#app/domain/entries/queries/paper.server.ts";
import { HandoverList } from "#app/http/handover-list.tsx";
import { originalBasics } from "#app/http/original-columns.tsx";
import { load } from "#app/http/page.server.ts";
import { PrintOptions } from "#app/http/print-options.tsx";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { NumberField } from "#app/ui/field.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", unitId = "" } = args.params;
    const after = new URL(args.request.url).searchParams.get("after") ?? "";
    const { round, units } = await findPaperOverview(ctx, roundId);
    const unit = units.find((known) => known.unitId === unitId);
    if (!unit) throw new DomainError("not-found", "unit-unknown");
    const [page, notes] = await Promise.all([
      listOriginals(ctx, roundId, { view: "all", participantId: unitId, after }),
      listHandovers(ctx, roundId, unitId),
    ]);
    return { round, unit, page, notes };
  });

export default function UnitOriginals() {
  const { round, unit, page, notes } = useLoaderData<typeof loader>();
  const office = `/office/rounds/${round.id}`;
  const at = `${office}/paper/${unit.unitId}`;
  const printed = page.rows.flatMap(({ slip }) => (slip ? [slip] : []));
  return (
    <>
      <PageHeader
        back={<Link to={`${office}/paper`}>{m.paper_title()}</Link>}
        title={unit.unitName}
        hint={m.paper_check_in_hint({ received: formatCount(unit.received), expected: formatCount(unit.expected) })}
        actions={
          <>
            {unit.here > 0 ? <LinkButton to={`${at}/return`} icon="undo">{m.paper_return_open({ count: formatCount(unit.here) })}</LinkButton> : null}
            {unit.here > 0 ? <LinkButton to={`${at}/handover`} kind="primary" icon="file-text">{m.paper_handover_open()}</LinkButton> : null}
          </>
        }
      />
      <div className="split">
        <div className="stack">
          <DataTable caption={m.paper_unit_table()} columns={originalBasics(round.id)} rows={page.rows} rowKey={(row) => row.id} />
          <Pager nextTo={page.next ? `${at}?after=${encodeURIComponent(page.next)}` : null} />
        </div>
        <div className="stack">
          <HandoverList notes={notes} pageOf={(id) => `${office}/handovers/${id}`} />
          <Card title={m.paper_print_title()}>
            <Form method="post" action={`${office}/slips`} reloadDocument className="stack">
              <input type="hidden" name="contestId" value={round.contestId} />
              <input type="hidden" name="unitId" value={unit.unitId} />
              <input type="hidden" name="participantId" value={unit.unitId} />
              <PrintOptions prefix="unit" />
              <div><Button name="which" value="new" icon="print">{m.paper_print_new()}</Button></div>
              {printed.length > 0 ? <p><a href={`/office/slips.pdf?layout=slips&codes=${printed.join(".")}`}>{m.paper_print_again({ count: formatCount(printed.length) })}</a></p> : null}
              <NumberField name="count" label={m.paper_blank_count()} hint={m.paper_blank_count_hint()} defaultValue="20" />
              <div><Button name="which" value="blank" icon="print">{m.paper_blank_print()}</Button></div>
            </Form>
          </Card>
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.unit.unitName ?? m.paper_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
