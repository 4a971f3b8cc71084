import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { returnOriginals } from "#app/domain/entries/commands/handovers.server.ts";
import { handoverSchema, tickedIds } from "#app/domain/entries/paper-forms.ts";
import { findReturning } from "#app/domain/entries/queries/handovers.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { LeavingList } from "#app/http/leaving-list.tsx";
import { load } from "#app/http/page.server.ts";
import { SignersForm } from "#app/http/signers-form.tsx";
import { m } from "#app/paraglide/messages.js";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", unitId = "" } = args.params;
    const { round, ...leaving } = await findReturning(ctx, roundId, unitId);
    return { ...leaving, roundId, unitId, hostName: round.unitName, me: ctx.actor.name };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, handoverSchema.extend({ original: tickedIds }), async (ctx, { original, ...form }) => {
    const { roundId = "", unitId = "" } = args.params;
    const { handoverId } = await returnOriginals(ctx, roundId, { unitId, originals: original, form });
    return redirect(`/office/rounds/${roundId}/handovers/${handoverId}`);
  });

export default function ReturnOriginals() {
  const { roundId, unitId, unitName, hostName, me, originals } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const back = `/office/rounds/${roundId}/paper/${unitId}`;
  return (
    <>
      <PageHeader back={<Link to={back}>{unitName}</Link>} title={m.paper_return_title()} hint={m.paper_return_hint()} />
      {originals.length === 0 ? <Note tone="info">{m.paper_return_none()}</Note> : (
        <SignersForm state={state} giverUnit={hostName} receiverUnit={unitName} giver={me} submit={m.paper_return_do()} backTo={back}>
          <LeavingList originals={originals} ticked={[state?.values.original ?? []].flat()} error={state?.errors.original} />
        </SignersForm>
      )}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_return_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
