import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { listPeople } from "#app/domain/people/queries.server.ts";
import { mayAppointSomewhere } from "#app/domain/people/rules.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { TextField } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const q = query.get("q") ?? "";
    const list = await listPeople(ctx, { search: q, after: query.get("after") ?? "" });
    return { ...list, q, mayAppoint: mayAppointSomewhere(ctx.actor) };
  });

export default function People() {
  const { people, next, q, mayAppoint } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.office_people_title()}
        hint={m.office_people_hint()}
        actions={mayAppoint ? <LinkButton to="new" kind="primary" icon="plus">{m.office_people_add()}</LinkButton> : null}
      />
      <div className="stack-wide">
        <Form method="get" role="search" className="cluster items-end">
          <TextField label={m.office_people_search()} name="q" type="search" defaultValue={q} />
          <Button icon="search">{m.office_search()}</Button>
        </Form>
        <DataTable
          caption={m.office_people_title()}
          rows={people}
          rowKey={({ id }) => id}
          empty={<p className="muted">{m.office_people_none()}</p>}
          columns={[
            { key: "name", header: m.office_people_name(), card: "title", cell: ({ id, fullName }) => <Link to={`/office/people/${id}`}>{fullName}</Link> },
            { key: "identifier", header: m.office_people_identifier(), cell: ({ identifier }) => identifier },
            {
              key: "places", header: m.office_people_places(),
              cell: ({ places }) => (
                <ul>
                  {places.map(({ id, role, place }) => (
                    <li key={id}>{place ? `${roleWord(role)} · ${place}` : roleWord(role)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
          foot={<Pager nextTo={next ? `?${new URLSearchParams({ q, after: next }).toString()}` : null} />}
        />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_people_title() }];
