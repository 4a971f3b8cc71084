import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { addConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { newConflictSchema } from "#app/domain/judging/model.ts";
import { listConflictChoices } from "#app/domain/judging/queries/conflicts.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Select, TextArea, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, async (ctx) => listConflictChoices(ctx, args.params.roundId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, newConflictSchema, async (ctx, input) => {
    const roundId = args.params.roundId ?? "";
    const { code } = await addConflict(ctx, roundId, input);
    return redirectWithToast(`/office/rounds/${roundId}/conflicts?view=confirmed`, m.tasks_conflicts_confirm_done({ code }));
  });

export default function NewConflict() {
  const { judges } = useLoaderData<typeof loader>();
  const { roundId } = useParams();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const page = `/office/rounds/${roundId}/conflicts`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.tasks_conflicts()}</Link>} title={m.tasks_conflicts_new()} hint={m.tasks_conflicts_new_text()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <Select
          {...field("judgeId")} label={m.tasks_conflicts_judge()} placeholder={m.tasks_conflicts_choose()}
          options={judges.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField {...field("code")} label={m.tasks_conflicts_code()} autoCapitalize="characters" />
        <TextArea {...field("note")} label={m.tasks_conflicts_note()} maxLength={500} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary">{m.tasks_conflicts_save()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_conflicts_new()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
