import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { withdrawDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { findDecider } from "#app/domain/awards/queries/deciders.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { ReasonForm } from "#app/http/reason-form.tsx";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", deciderId = "" } = args.params;
    await findDecider(ctx, roundId, deciderId);
    return { page: `/office/rounds/${roundId}/deciders/${deciderId}` };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const { categoryId, roundId } = await withdrawDecider(ctx, args.params.deciderId ?? "", reason);
    return redirectWithToast(`/office/rounds/${roundId}/decision?category=${categoryId}`, m.decider_withdrawn_done());
  });

export default function WithdrawDecider() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader back={<Link to={page}>{m.decider_title()}</Link>} title={m.decider_withdraw_question()} />
      <ReasonForm
        answer={useActionData<typeof action>()} cancelTo={page} label={m.decider_withdraw_reason()}
        does={m.decider_withdraw()} kind="danger-line" icon="undo"
      >
        <p>{m.decider_withdraw_text()}</p>
      </ReasonForm>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.decider_withdraw()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
