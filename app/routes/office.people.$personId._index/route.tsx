import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { findPerson } from "#app/domain/people/queries.server.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDate, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => findPerson(ctx, args.params.personId ?? ""));

export default function Person() {
  const person = useLoaderData<typeof loader>();
  const at = `/office/people/${person.id}`;
  return (
    <>
      <PageHeader
        back={<Link to="/office/people">{m.office_people_title()}</Link>}
        title={person.fullName}
        hint={person.identifier}
      />
      <div className="split">
        <Card title={m.office_people_places()}>
          {person.places.length === 0 ? <p className="muted">{m.office_people_no_places()}</p> : null}
          <ul className="stack">
            {person.places.map((place) => (
              <li key={place.id} className="cluster justify-between">
                <span>
                  <b>{roleWord(place.role)}</b> {place.place ?? ""}
                  <small className="muted block">{m.office_people_since({ day: formatDate(place.since) })}</small>
                </span>
                {person.endable.includes(place.id) ? (
                  <LinkButton to={`${at}/appointments/${place.id}/end`} size="s" kind="danger-line">
                    {m.office_people_end()}
                  </LinkButton>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
        <div className="stack">
          {person.lockedUntil ? (
            <Note tone="warn">{m.office_people_locked({ time: formatDateTime(person.lockedUntil) })}</Note>
          ) : null}
          <Card title={m.office_people_access()}>
            <div className="stack">
              <p>{m.office_people_access_now({ sessions: person.sessions, links: person.links })}</p>
              {person.may.issueInvitation ? (
                <Form method="post" action={`${at}/invitation`} className="stack">
                  <p className="field-hint">{m.office_people_reissue_hint()}</p>
                  <Button icon="print">{m.office_people_reissue()}</Button>
                </Form>
              ) : null}
              {person.may.revokeAccess ? (
                <Form method="post" action={`${at}/access`}>
                  <Button kind="danger-line">{m.office_people_revoke()}</Button>
                </Form>
              ) : null}
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.fullName ?? m.office_people_title() }];
