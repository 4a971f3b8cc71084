import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listContests } from "#app/domain/contests/queries/for-office.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, async (ctx) => ({ contests: await listContests(ctx) }));

export default function Contests() {
  const { contests } = useLoaderData<typeof loader>();
  const actions = (
    <>
      <LinkButton to="/office/contests/import" icon="upload">{m.office_contests_import()}</LinkButton>
      <LinkButton to="/office/contests/new" kind="primary" icon="plus">{m.office_contests_new()}</LinkButton>
    </>
  );
  return (
    <>
      <PageHeader title={m.office_contests_title()} hint={m.office_contests_hint()} actions={contests.length > 0 ? actions : null} />
      <DataTable
        caption={m.office_contests_title()}
        rows={contests}
        rowKey={({ id }) => id}
        empty={<EmptyState title={m.office_contests_empty()} actions={actions}>{m.office_contests_empty_hint()}</EmptyState>}
        columns={[
          { key: "name", header: m.office_contests_name(), card: "title", cell: ({ id, name }) => <Link to={`/office/contests/${id}`}>{name}</Link> },
          { key: "year", header: m.office_contests_year(), align: "number", cell: ({ year }) => year },
          {
            key: "rounds", header: m.office_contests_rounds(),
            cell: ({ rounds }) => (
              <ul className="grid gap-1">
                {rounds.map((round) => (
                  <li key={round.id} className="cluster">
                    {round.name} <Chip>{phaseWord(round.phase)}</Chip>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_contests_title() }];
