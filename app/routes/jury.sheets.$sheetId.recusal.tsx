import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { recuseFromSheet } from "#app/domain/judging/commands/recuse.server.ts";
import { recusalSchema } from "#app/domain/judging/model.ts";
import { findSheet } from "#app/domain/judging/queries/sheet.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useJury } from "./jury.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, blindCode } = await findSheet(ctx, args.params.sheetId ?? "");
    return { id, blindCode };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, recusalSchema, async (ctx, { note }) => {
    const { roundId, blindCode } = await recuseFromSheet(ctx, args.params.sheetId ?? "", note);
    return redirectWithToast(`/jury/rounds/${roundId}`, m.tasks_recused({ code: blindCode }));
  });

export default function Recusal() {
  const { id, blindCode } = useLoaderData<typeof loader>();
  const { theme } = useJury();
  const { field, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/jury/sheets/${id}`;
  return (
    <JuryFrame title={m.tasks_recuse()} theme={theme}>
      <div className="stack-wide mx-auto max-w-[620px]">
        <PageHeader back={<Link to={page}>{m.tasks_back_to_work({ code: blindCode })}</Link>} title={m.tasks_recuse_question({ code: blindCode })} />
        <Form method="post" className="stack">
          <FormError title={formError} />
          <ul className="list-disc pl-5">
            <li>{m.tasks_recuse_at_once()}</li>
            <li>{m.tasks_recuse_scores()}</li>
            <li>{m.tasks_recuse_blind()}</li>
          </ul>
          <TextArea {...field("note")} label={m.tasks_recuse_note()} hint={m.tasks_recuse_note_hint()} maxLength={500} />
          <div className="cluster">
            <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
            <Button kind="primary" busy={busy}>{m.tasks_recuse_do()}</Button>
          </div>
        </Form>
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_recuse()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
