import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { claimSlip, releaseSlip } from "#app/domain/entries/commands/slips.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title, slip, where, contestSlug } = await findUnitEntry(ctx, args.params.entryId ?? "");
    return { id, title, slip: slip && formatSlip(slip), printed: slip, held: where !== "awaited", contestSlug };
  });

const schema = z.object({ code: z.string().max(60).default(""), release: z.literal("yes").optional() });

export const action = (args: ActionFunctionArgs) =>
  act(args, schema, async (ctx, { code, release }) => {
    const entryId = args.params.entryId ?? "";
    const page = `/unit/entries/${entryId}/slip`;
    if (release) {
      await releaseSlip(ctx, entryId);
      return redirectWithToast(page, m.paper_slip_released());
    }
    const claimed = await claimSlip(ctx, entryId, code);
    return redirectWithToast(page, m.paper_slip_claimed({ code: formatSlip(claimed.code) }));
  });

export default function EntrySlip() {
  const { id, title, slip, printed, held, contestSlug } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>() as FormState | undefined);
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHeader back={<Link to={`/unit/entries/${id}`}>{m.unit_back_entry()}</Link>} title={m.unit_paper_slip()} hint={<span className="hand text-[1.25em]">{title}</span>} />
      <div className="stack max-w-[620px]">
        {slip ? (
          <>
            <p>{m.paper_slip_has()} <b className="num">{slip}</b></p>
            <div className="cluster">
              <a className="btn btn-secondary" href={`/unit/slips.pdf?layout=slips&codes=${printed}`}><span className="btn-face">{m.paper_slip_print()}</span></a>
              <LinkButton to={`/unit/contests/${contestSlug}/paper`} icon="qr">{m.unit_paper_open()}</LinkButton>
            </div>
            <FormError title={formError} />
            {held ? null : (
              <Form method="post">
                <Button name="release" value="yes" kind="danger-line" icon="undo" busy={busy}>{m.paper_slip_release()}</Button>
              </Form>
            )}
          </>
        ) : (
          <>
            <Form method="post" className="stack">
              <FormError title={formError} />
              <TextField {...field("code")} label={m.paper_slip_code()} hint={m.paper_slip_code_hint()} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} />
              <div><Button kind="primary" icon="check" busy={busy}>{m.paper_slip_claim_do()}</Button></div>
            </Form>
            <Form method="post" action={`/unit/contests/${contestSlug}/slips`} reloadDocument>
              <input type="hidden" name="entry" value={id} />
              <Button name="which" value="chosen" icon="print">{m.paper_slip_new()}</Button>
            </Form>
          </>
        )}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.unit_paper_slip()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
