import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useParams } from "@remix-run/react";
import { reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { ReasonForm } from "#app/http/reason-form.tsx";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ phase: (await findOfficeRound(ctx, args.params.roundId ?? "")).phase }));

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const roundId = args.params.roundId ?? "";
    await reopenJudging(ctx, roundId, reason);
    return redirectWithToast(`/office/rounds/${roundId}/judging`, m.office_judging_reopen_done());
  });

export default function UndoClosure() {
  const { roundId } = useParams();
  const page = `/office/rounds/${roundId}/decision`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.common_nav_decision()}</Link>} title={m.office_judging_reopen_question()} />
      <ReasonForm
        answer={useActionData<typeof action>()} cancelTo={page} label={m.office_decision_reason()} hint={m.office_judging_gap_hint()}
        does={m.office_judging_reopen()} kind="danger-line" icon="undo"
      >
        <p>{m.office_judging_reopen_text()}</p>
      </ReasonForm>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.office_judging_reopen()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
