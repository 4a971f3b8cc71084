import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable } from "#app/ui/data-table.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, setup, may } = await findSetup(ctx, args.params.contestId ?? "");
    const rounds = setup.rounds.map((round, at) => ({ ...round, ...contest.rounds[at]! }));
    return { id: contest.id, rounds, mayAdd: may.edit };
  });

export default function Rounds() {
  const { id, rounds, mayAdd } = useLoaderData<typeof loader>();
  const at = `/office/contests/${id}/rounds`;
  return (
    <>
      <DataTable
        caption={m.office_setup_rounds()}
        rows={rounds}
        rowKey={(round) => round.id}
        columns={[
          { key: "ordinal", header: m.office_round_ordinal(), align: "number", cell: ({ ordinal }) => ordinal },
          { key: "name", header: m.office_round_name(), card: "title", cell: ({ ordinal, name }) => <Link to={`${at}/${ordinal}`}>{name}</Link> },
          { key: "host", header: m.office_round_host(), cell: ({ unitName }) => unitName },
          { key: "prefix", header: m.office_round_prefix(), cell: ({ codePrefix }) => codePrefix },
          { key: "phase", header: m.office_round_phase(), card: "status", cell: ({ phase }) => <Chip>{phaseWord(phase)}</Chip> },
        ]}
      />
      {mayAdd ? <p><LinkButton to={`${at}/new`} icon="plus">{m.office_round_add()}</LinkButton></p> : null}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_rounds() }];
