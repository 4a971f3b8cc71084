import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { withdrawalSchema } from "#app/domain/entries/model.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title, code, state } = await findUnitEntry(ctx, args.params.entryId ?? "");
    return { id, title, code, state };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, withdrawalSchema, async (ctx, { reason }) => {
    const entryId = args.params.entryId ?? "";
    await withdrawEntry(ctx, entryId, reason);
    return redirectWithToast(`/unit/entries/${entryId}`, m.unit_withdraw_done());
  });

export default function Withdrawal() {
  const { id, title, code } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const busy = useNavigation().state === "submitting";
  const typed = state?.values.reason;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/entries/${id}`}>{m.unit_back_entry()}</Link>}
        title={m.unit_withdraw_question({ code: code ?? "" })}
        hint={title}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={state?.formError} />
        <ul className="list-disc pl-5">
          <li>{m.unit_withdraw_point_gone()}</li>
          <li>{m.unit_withdraw_point_code()}</li>
        </ul>
        <TextArea
          name="reason"
          label={m.unit_withdraw_reason()}
          hint={m.unit_withdraw_reason_hint()}
          defaultValue={typeof typed === "string" ? typed : ""}
          error={state?.errors.reason}
        />
        <div className="cluster">
          <LinkButton to={`/unit/entries/${id}`}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="danger" icon="undo" busy={busy}>{m.unit_withdraw_submit({ code: code ?? "" })}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_withdraw_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
