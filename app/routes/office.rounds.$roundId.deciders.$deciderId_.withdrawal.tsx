import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { withdrawDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { findDecider } from "#app/domain/awards/queries/deciders.server.ts";
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
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHeader back={<Link to={page}>{m.decider_title()}</Link>} title={m.decider_withdraw_question()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <p>{m.decider_withdraw_text()}</p>
        <TextArea {...field("reason")} label={m.decider_withdraw_reason()} maxLength={1000} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="danger-line" icon="undo" busy={busy}>{m.decider_withdraw()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.decider_withdraw()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
