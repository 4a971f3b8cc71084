import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { draftHandover } from "#app/domain/entries/commands/handovers.server.ts";
import { handoverSchema } from "#app/domain/entries/paper-forms.ts";
import { findReturning } from "#app/domain/entries/queries/handovers.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { SignersForm } from "#app/http/signers-form.tsx";
import { m } from "#app/paraglide/messages.js";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", unitId = "" } = args.params;
    const { round, unitName } = await findReturning(ctx, roundId, unitId);
    return { roundId, unitId, unitName, hostName: round.unitName, me: ctx.actor.name };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, handoverSchema, async (ctx, form) => {
    const { roundId = "", unitId = "" } = args.params;
    const { handoverId } = await draftHandover(ctx, roundId, unitId, form);
    return redirect(`/office/rounds/${roundId}/handovers/${handoverId}`);
  });

export default function NewHandover() {
  const { roundId, unitId, unitName, hostName, me } = useLoaderData<typeof loader>();
  const back = `/office/rounds/${roundId}/paper/${unitId}`;
  return (
    <>
      <PageHeader back={<Link to={back}>{unitName}</Link>} title={m.paper_handover_open()} hint={m.paper_handover_hint()} />
      <SignersForm
        state={useActionData<typeof action>() as FormState | undefined}
        giverUnit={unitName} receiverUnit={hostName} receiver={me} submit={m.paper_handover_do()} backTo={back}
      />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_handover_open()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
