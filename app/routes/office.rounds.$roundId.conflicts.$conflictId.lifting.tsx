import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { liftConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { findConflict } from "#app/domain/judging/queries/conflicts.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { ReasonForm } from "#app/http/reason-form.tsx";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const conflict = await findConflict(ctx, args.params.roundId ?? "", args.params.conflictId ?? "");
    if (!conflict) throw new DomainError("not-found", "conflict-not-found");
    return conflict;
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const { roundId, code } = await liftConflict(ctx, args.params.conflictId ?? "", reason);
    return redirectWithToast(`/office/rounds/${roundId}/conflicts`, m.tasks_conflicts_lift_done({ code }));
  });

export default function Lifting() {
  const { code, judgeName } = useLoaderData<typeof loader>();
  const { roundId } = useParams();
  const page = `/office/rounds/${roundId}/conflicts`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.tasks_conflicts()}</Link>} title={m.tasks_conflicts_lift_question({ judge: judgeName, code })} />
      <ReasonForm answer={useActionData<typeof action>()} cancelTo={page} label={m.tasks_conflicts_lift_reason()} does={m.tasks_conflicts_lift()}>
        <p>{m.tasks_conflicts_lift_text()}</p>
      </ReasonForm>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_conflicts_lift()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
