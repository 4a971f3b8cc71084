import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { deleteEntry } from "#app/domain/entries/commands/delete-entry.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title } = await findUnitEntry(ctx, args.params.entryId ?? "");
    return { at: `/office/rounds/${args.params.roundId}/drafts/${id}`, title };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    await deleteEntry(ctx, args.params.entryId ?? "");
    return redirectWithToast(`/office/rounds/${args.params.roundId}/entries/new`, m.unit_delete_done());
  });

export default function DeletionOnBehalf() {
  const { at, title } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHeader back={<Link to={at}>{m.unit_back_entry()}</Link>} title={m.unit_delete_question({ title })} hint={m.unit_delete_hint()} />
      <Form method="post" className="stack">
        <FormError title={state?.formError} />
        <div className="cluster">
          <LinkButton to={at}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="danger" icon="trash" busy={busy}>{m.unit_delete_submit()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_delete_submit() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
