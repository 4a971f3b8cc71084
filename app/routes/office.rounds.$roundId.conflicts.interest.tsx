import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { noteInterest } from "#app/domain/judging/commands/conflicts.server.ts";
import { newInterestSchema } from "#app/domain/judging/model.ts";
import { listConflictChoices } from "#app/domain/judging/queries/conflicts.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Select, TextArea } from "#app/ui/field.tsx";
import { formatCount } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, async (ctx) => listConflictChoices(ctx, args.params.roundId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, newInterestSchema, async (ctx, input) => {
    const roundId = args.params.roundId ?? "";
    const { proposed } = await noteInterest(ctx, roundId, input);
    return redirectWithToast(`/office/rounds/${roundId}/conflicts`, m.tasks_conflicts_found({ count: formatCount(proposed) }));
  });

export default function NewInterest() {
  const { judges, units } = useLoaderData<typeof loader>();
  const { roundId } = useParams();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const page = `/office/rounds/${roundId}/conflicts`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.tasks_conflicts()}</Link>} title={m.tasks_interest_new()} hint={m.tasks_interest_text()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <Select
          {...field("judgeId")} label={m.tasks_conflicts_judge()} placeholder={m.tasks_conflicts_choose()}
          options={judges.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          {...field("unitId")} label={m.tasks_interest_unit()} placeholder={m.tasks_conflicts_choose()}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea {...field("note")} label={m.tasks_interest_note()} optional maxLength={500} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary">{m.tasks_conflicts_save()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_interest_new()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
