import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { formatScore } from "#app/ui/format.ts";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, setup, frozen, may } = await findSetup(ctx, args.params.contestId ?? "");
    return { id: contest.id, categories: setup.categories, mayAdd: may.edit && !frozen };
  });

export default function Categories() {
  const { id, categories, mayAdd } = useLoaderData<typeof loader>();
  const at = `/office/contests/${id}/categories`;
  return (
    <>
      <DataTable
        caption={m.office_setup_categories()}
        rows={categories}
        rowKey={({ code }) => code}
        columns={[
          { key: "name", header: m.office_category_name(), card: "title", cell: ({ code, name }) => <Link to={`${at}/${code}`}>{name}</Link> },
          { key: "code", header: m.office_category_code(), cell: ({ code }) => code },
          { key: "medium", header: m.office_category_medium(), cell: ({ medium }) => (medium === "image" ? m.office_category_image() : m.office_category_video()) },
          { key: "authors", header: m.office_category_authors(), align: "number", cell: ({ minAuthors, maxAuthors }) => `${minAuthors}–${maxAuthors}` },
          { key: "divisions", header: m.office_category_divisions(), cell: ({ divisions }) => divisions.map(({ name }) => name).join(", ") },
          {
            key: "points", header: m.office_category_points(), align: "number",
            cell: ({ criteria }) => formatScore(criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
          },
        ]}
      />
      {mayAdd ? (
        <p><LinkButton to={`${at}/new`} kind="primary" icon="plus">{m.office_category_add()}</LinkButton></p>
      ) : null}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_categories() }];
