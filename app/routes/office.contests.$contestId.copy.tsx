import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { cloneContest } from "#app/domain/contests/commands/create-contest.server.ts";
import { copySchema } from "#app/domain/contests/forms.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { NumberField, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const action = (args: ActionFunctionArgs) =>
  act(args, copySchema, async (ctx, value) => {
    const { contestId } = await cloneContest(ctx, args.params.contestId ?? "", value);
    return redirect(`/office/contests/${contestId}`);
  });

export default function CopyContest() {
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <Card title={m.office_setup_copy()}>
      <Form method="post" className="stack max-w-[560px]">
        <p className="muted">{m.office_setup_copy_hint()}</p>
        <FormError title={formError} faults={faults} />
        <TextField label={m.office_contests_name()} {...field("name")} required />
        <NumberField label={m.office_contests_year()} {...field("year")} required />
        <Button kind="primary" className="sm:justify-self-start" icon="copy">{m.office_setup_copy()}</Button>
      </Form>
    </Card>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_copy() }];
