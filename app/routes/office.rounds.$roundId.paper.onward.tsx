import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { handOverOriginals } from "#app/domain/entries/commands/handovers.server.ts";
import { handoverSchema, tickedIds } from "#app/domain/entries/paper-forms.ts";
import { findGoingUp } from "#app/domain/entries/queries/handovers.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { LeavingList } from "#app/http/leaving-list.tsx";
import { load } from "#app/http/page.server.ts";
import { SignersForm } from "#app/http/signers-form.tsx";
import { m } from "#app/paraglide/messages.js";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { round, unitName, originals } = await findGoingUp(ctx, roundId);
    return { roundId, unitName, originals, hostName: round.unitName, me: ctx.actor.name };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, handoverSchema.extend({ original: tickedIds }), async (ctx, { original, ...form }) => {
    const roundId = args.params.roundId ?? "";
    const { handoverId } = await handOverOriginals(ctx, roundId, { originals: original, form });
    return redirect(`/office/rounds/${roundId}/handovers/${handoverId}`);
  });

export default function OriginalsOnward() {
  const { roundId, unitName, hostName, me, originals } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const back = `/office/rounds/${roundId}/paper`;
  return (
    <>
      <PageHeader back={<Link to={back}>{m.paper_title()}</Link>} title={m.paper_onward_title()} hint={m.paper_onward_hint()} />
      {unitName === null || originals.length === 0 ? <Note tone="info">{m.paper_onward_none()}</Note> : (
        <SignersForm state={state} giverUnit={hostName} receiverUnit={unitName} giver={me} submit={m.paper_onward_do()} backTo={back}>
          <LeavingList originals={originals} ticked={[state?.values.original ?? []].flat()} error={state?.errors.original} />
        </SignersForm>
      )}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_onward_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
