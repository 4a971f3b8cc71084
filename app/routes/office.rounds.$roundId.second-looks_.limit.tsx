import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { changeSpreadLimit } from "#app/domain/judging/commands/second-looks.server.ts";
import { spreadLimitSchema } from "#app/domain/judging/model.ts";
import { findSecondLooks } from "#app/domain/judging/queries/second-looks.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths } from "#app/platform/decimal.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { NumberField, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { limit, changesLeft } = await findSecondLooks(ctx, roundId);
    return { roundId, limit: limit === null ? "" : formatHundredths(limit), changesLeft };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, spreadLimitSchema, async (ctx, input) => {
    const roundId = args.params.roundId ?? "";
    const { changed } = await changeSpreadLimit(ctx, roundId, input);
    return redirectWithToast(`/office/rounds/${roundId}/second-looks`, changed ? m.looks_limit_done() : m.looks_limit_same());
  });

export default function SpreadLimit() {
  const { roundId, limit, changesLeft } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/office/rounds/${roundId}/second-looks`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.looks_title()}</Link>} title={m.looks_limit_title()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        {changesLeft === null ? null : <p className="muted">{m.looks_limit_left({ count: formatCount(changesLeft) })}</p>}
        <NumberField label={m.looks_limit_field()} hint={m.looks_limit_hint()} optional {...field("limit", limit)} />
        <TextArea {...field("reason")} label={m.looks_limit_reason()} hint={m.looks_limit_reason_hint()} maxLength={1000} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{m.looks_limit_change()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.looks_limit_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
