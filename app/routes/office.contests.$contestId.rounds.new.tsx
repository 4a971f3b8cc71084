import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { addRound } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { roundFormSchema } from "#app/domain/contests/forms.ts";
import { listUnitChoices } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { RoundFields } from "#app/http/round-fields.tsx";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const units = await listUnitChoices(ctx);
    return { units: units.map(unitOption) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, roundFormSchema, async (ctx, value) => {
    await addRound(ctx, args.params.contestId ?? "", value);
    return redirectWithToast(`/office/contests/${args.params.contestId}/rounds`, m.office_saved());
  });

export default function NewRound() {
  const { units } = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  return (
    <Form method="post" className="stack max-w-[560px]">
      <h2 className="section-title">{m.office_round_add()}</h2>
      <p className="muted">{m.office_round_add_hint()}</p>
      <FormError title={form.formError} faults={form.faults} />
      <RoundFields form={form} units={units} />
      <Button kind="primary" className="sm:justify-self-start">{m.office_round_add()}</Button>
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_round_add() }];
