import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { saveRound } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { roundFormSchema } from "#app/domain/contests/forms.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
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
import { RoundSummary } from "./parts.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const view = await findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? "");
    const units = await listUnitChoices(ctx);
    return { ...view, units: units.map(unitOption) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, roundFormSchema, async (ctx, value) => {
    const { contestId = "", ordinal = "" } = args.params;
    const { round } = await findRoundSetup(ctx, contestId, ordinal);
    await saveRound(ctx, round.id, value);
    return redirectWithToast(`/office/contests/${contestId}/rounds/${ordinal}`, m.office_saved());
  });

export default function Round() {
  const view = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  return (
    <div className="split">
      <Form method="post" className="stack" key={view.round.id}>
        <h2 className="section-title">{view.round.name}</h2>
        <FormError title={form.formError} faults={form.faults} />
        <RoundFields form={form} saved={view.round} units={view.units} />
        {view.may.edit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : <p className="muted">{m.office_round_locked()}</p>}
      </Form>
      <RoundSummary view={view} />
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.round.name ?? m.office_setup_rounds() }];
