import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { closureSchema } from "#app/domain/judging/model.ts";
import { countOpenLooks } from "#app/domain/judging/queries/second-looks.server.ts";
import { findJudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { missing, phase } = await findJudgingProgress(ctx, roundId);
    return { roundId, missing, phase, openLooks: await countOpenLooks(ctx, roundId) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, closureSchema, async (ctx, { reason }) => {
    const roundId = args.params.roundId ?? "";
    await closeJudging(ctx, roundId, reason);
    return redirectWithToast(`/office/rounds/${roundId}/decision`, m.office_judging_close_done());
  });

export default function Closure() {
  const { roundId, missing, openLooks } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/office/rounds/${roundId}/judging`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.common_nav_judging()}</Link>} title={m.office_judging_close_question()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <ul className="list-disc pl-5">
          <li>{m.office_judging_close_locks()}</li>
          <li>{m.office_judging_close_ranks()}</li>
          <li>{m.office_judging_close_undo()}</li>
        </ul>
        {missing > 0 ? <Note tone="warn">{m.office_judging_missing({ missing: formatCount(missing) })}</Note> : null}
        {openLooks > 0 ? <Note tone="warn">{m.looks_open({ count: formatCount(openLooks) })}</Note> : null}
        {missing > 0 || openLooks > 0 ? (
          <TextArea
            {...field("reason")} label={missing > 0 ? m.office_judging_gap_reason() : m.looks_open_reason()} hint={m.office_judging_gap_hint()}
          />
        ) : null}
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" icon="lock" busy={busy}>{m.office_judging_close()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.office_judging_close()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
