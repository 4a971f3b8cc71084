import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useParams } from "@remix-run/react";
import { reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { findJudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ phase: (await findJudgingProgress(ctx, args.params.roundId ?? "")).phase }));

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const roundId = args.params.roundId ?? "";
    await reopenJudging(ctx, roundId, reason);
    return redirectWithToast(`/office/rounds/${roundId}/judging`, m.office_judging_reopen_done());
  });

export default function UndoClosure() {
  const { roundId } = useParams();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const page = `/office/rounds/${roundId}/decision`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.common_nav_decision()}</Link>} title={m.office_judging_reopen_question()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <p>{m.office_judging_reopen_text()}</p>
        <TextArea {...field("reason")} label={m.office_decision_reason()} hint={m.office_judging_gap_hint()} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="danger-line" icon="undo">{m.office_judging_reopen()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.office_judging_reopen()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
