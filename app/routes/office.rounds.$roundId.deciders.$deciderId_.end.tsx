import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { endDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { deciderEndSchema } from "#app/domain/awards/model.ts";
import { findDecider } from "#app/domain/awards/queries/deciders.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

const pageOf = ({ params }: Pick<LoaderFunctionArgs, "params">) => `/office/rounds/${params.roundId}/deciders/${params.deciderId}`;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { judges, done } = await findDecider(ctx, args.params.roundId ?? "", args.params.deciderId ?? "");
    return { page: pageOf(args), done, open: judges.reduce((sum, { answered, of }) => sum + of - answered, 0) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, deciderEndSchema, async (ctx, { reason }) => {
    await endDecider(ctx, args.params.deciderId ?? "", reason);
    return redirectWithToast(pageOf(args), m.decider_ended());
  });

export default function EndDecider() {
  const { page, done, open } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHeader back={<Link to={page}>{m.decider_title()}</Link>} title={m.decider_end_question()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <p>{done ? m.decider_end_ready() : m.decider_end_early({ open: formatCount(open) })}</p>
        <p>{m.decider_end_result()}</p>
        {done ? null : <TextArea {...field("reason")} label={m.decider_end_reason()} maxLength={1000} />}
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{m.decider_end()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.decider_end()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
