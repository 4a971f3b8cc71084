import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { editContest } from "#app/domain/contests/commands/edit-contest.server.ts";
import { contestSchema } from "#app/domain/contests/forms.ts";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, setup, may } = await findSetup(ctx, args.params.contestId ?? "");
    return { id: contest.id, contest: setup.contest, may };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, contestSchema, async (ctx, value) => {
    const { contestId } = await editContest(ctx, args.params.contestId ?? "", value);
    return redirectWithToast(`/office/contests/${contestId}`, m.office_saved());
  });

export default function General() {
  const { id, contest, may } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <div className="split">
      <Form method="post" className="stack">
        <FormError title={formError} faults={faults} />
        <TextField label={m.office_contests_name()} {...field("name", contest.name)} required />
        <TextField label={m.office_contests_theme()} {...field("theme", contest.theme)} />
        <TextArea label={m.office_contests_lead()} hint={m.office_contests_lead_hint()} {...field("lead", contest.lead)} />
        {may.edit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : null}
      </Form>
      <Card title={m.office_setup_reuse()}>
        <div className="stack">
          <LinkButton to={`/office/contests/${id}/export`} reloadDocument icon="download">{m.office_setup_export()}</LinkButton>
          <LinkButton to={`/office/contests/${id}/copy`} icon="copy">{m.office_setup_copy()}</LinkButton>
        </div>
      </Card>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.contest.name ?? m.office_contests_title() }];
