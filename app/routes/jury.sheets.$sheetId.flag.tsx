import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { flagEntry } from "#app/domain/judging/commands/flags.server.ts";
import { flagSchema } from "#app/domain/judging/model.ts";
import { flagReasons } from "#app/domain/judging/notes.ts";
import { findSheet } from "#app/domain/judging/queries/sheet.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { flagWords } from "#app/http/flag-words.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
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
  act(args, flagSchema, async (ctx, flag) => {
    const sheetId = args.params.sheetId ?? "";
    await flagEntry(ctx, sheetId, flag);
    return redirectWithToast(`/jury/sheets/${sheetId}`, m.lighttable_flag_sent());
  });

export default function Flag() {
  const { id, blindCode } = useLoaderData<typeof loader>();
  const { theme } = useJury();
  const { field, error, typed, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/jury/sheets/${id}`;
  return (
    <JuryFrame title={m.lighttable_flag()} theme={theme}>
      <div className="stack-wide mx-auto max-w-[620px]">
        <PageHeader
          back={<Link to={page}>{m.lighttable_back_to_work({ code: blindCode })}</Link>}
          title={m.lighttable_flag_question({ code: blindCode })}
          hint={m.lighttable_flag_hint()}
        />
        <Form method="post" className="stack">
          <FormError title={formError} />
          <RadioGroup
            name="reason"
            label={m.lighttable_flag_reason()}
            options={flagReasons.map((value) => ({ value, label: flagWords(value) }))}
            defaultValue={typed("reason")}
            error={error("reason")}
          />
          <TextArea {...field("note")} label={m.lighttable_flag_note()} maxLength={1000} />
          <div className="cluster">
            <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
            <Button kind="primary" icon="flag" busy={busy}>{m.lighttable_flag_send()}</Button>
          </div>
        </Form>
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.lighttable_flag()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
