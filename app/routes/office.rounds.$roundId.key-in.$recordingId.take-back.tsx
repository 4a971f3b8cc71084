import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation, useParams } from "@remix-run/react";
import { takeBackPaper } from "#app/domain/judging/commands/key-in.server.ts";
import { reasonSchema } from "#app/domain/judging/model.ts";
import { listPapers } from "#app/domain/judging/queries/key-in.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ phase: (await listPapers(ctx, args.params.roundId ?? "")).phase }));

export const action = (args: ActionFunctionArgs) =>
  act(args, reasonSchema, async (ctx, { reason }) => {
    const { sheets } = await takeBackPaper(ctx, args.params.recordingId ?? "", reason);
    return redirectWithToast(`/office/rounds/${args.params.roundId}/key-in`, m.keyin_take_back_done({ count: formatCount(sheets) }));
  });

export default function PaperTakeBack() {
  const { roundId } = useParams();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/office/rounds/${roundId}/key-in`;
  return (
    <>
      <PageHeader
        back={<Link to={page}>{m.keyin_title()}</Link>}
        title={m.keyin_take_back_question()} hint={m.keyin_take_back_hint()}
      />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        <TextArea {...field("reason")} label={m.keyin_reason()} maxLength={1000} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{m.keyin_take_back_do()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.keyin_take_back_question()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
