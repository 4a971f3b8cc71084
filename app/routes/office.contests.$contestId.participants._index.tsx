import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { inviteSchema } from "#app/domain/contests/forms.ts";
import { findSetup, listParticipants } from "#app/domain/contests/queries/for-office.server.ts";
import { listUnitChoices } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, may } = await findSetup(ctx, args.params.contestId ?? "");
    const participants = await listParticipants(ctx, contest.id);
    const units = await listUnitChoices(ctx);
    const options = units.map(unitOption);
    return { host: contest.rounds[0]?.unitId ?? "", participants, options, may };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, inviteSchema, async (ctx, value) => {
    const { invited } = await inviteParticipants(ctx, args.params.contestId ?? "", value);
    return redirectWithToast(`/office/contests/${args.params.contestId}/participants`, m.office_participants_invited({ count: invited }));
  });

export default function Participants() {
  const { host, participants, options, may } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <div className="split">
      <DataTable
        caption={m.office_participants_count({ count: participants.length })}
        captionShown
        rows={participants}
        rowKey={({ unitId }) => unitId}
        empty={<p className="muted">{m.office_participants_empty()}</p>}
        columns={[
          { key: "name", header: m.office_units_name(), card: "title", cell: ({ unitId, name }) => <Link to={`/office/units/${unitId}`}>{name}</Link> },
          { key: "people", header: m.office_units_people(), align: "number", cell: ({ people }) => people },
          { key: "entries", header: m.office_participants_entries(), align: "number", cell: ({ entries }) => entries },
          {
            key: "do", header: "", card: "action",
            cell: ({ unitId, name, entries }) =>
              may.edit && entries === 0 ? (
                <Form method="post" action={`${unitId}/removal`}>
                  <Button kind="tertiary" size="s" aria-label={m.office_participants_remove_of({ name })}>{m.office_participants_remove()}</Button>
                </Form>
              ) : null,
          },
        ]}
      />
      {may.edit ? (
        <div className="stack">
          <FormError title={formError} faults={faults} />
          <Card title={m.office_participants_invite_below()}>
            <Form method="post" className="stack">
              <Select label={m.office_participants_below()} hint={m.office_participants_below_hint()} options={options} {...field("allBelow", host)} />
              <Button kind="primary" className="sm:justify-self-start" icon="plus">{m.office_participants_invite_all()}</Button>
            </Form>
          </Card>
          <Card title={m.office_participants_invite_one()}>
            <Form method="post" className="stack">
              <Select label={m.office_units_name()} placeholder={m.office_choose()} options={options} {...field("unitIds")} />
              <Button icon="plus">{m.office_participants_invite()}</Button>
            </Form>
          </Card>
        </div>
      ) : null}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_participants() }];
