import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { returnSchema } from "#app/domain/entries/office-forms.ts";
import { findRoundEntry } from "#app/domain/entries/queries/for-office.server.ts";
import { returnFields } from "#app/domain/entries/returns.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { returnFieldWords } from "#app/http/return-words.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { addDays, vnDayOf } from "#app/platform/dates.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDay } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

/** Days a unit is given unless the office says otherwise. */
const usualDays = 3;

const deskOf = (roundId: string | undefined, back: string) => `/office/rounds/${roundId}/screening?${new URLSearchParams(back)}`;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", roundEntryId = "" } = args.params;
    const { id, code, title, returned } = await findRoundEntry(ctx, roundId, roundEntryId);
    const back = new URL(args.request.url).searchParams.get("back") ?? new URLSearchParams({ view: "all", entry: id }).toString();
    return { code, title, returned, back, desk: deskOf(roundId, back), dueOn: returned?.dueOn ?? addDays(vnDayOf(ctx.now), usualDays) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, returnSchema.extend({ back: z.string().default("") }), async (ctx, { back, ...input }) => {
    const { code } = await returnEntry(ctx, args.params.roundEntryId ?? "", input);
    return redirectWithToast(deskOf(args.params.roundId, back), m.returns_form_done({ code }));
  });

const chosenIn = (state: FormState | undefined): string[] | null => {
  if (!state?.values) return null;
  const { fields = [] } = state.values;
  return Array.isArray(fields) ? fields : [fields];
};

/** Which parts of a work its unit should put right, why, and until when. */
export default function Correction() {
  const { code, title, returned, back, desk, dueOn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { field, error, formError, faults } = fieldState(answer);
  const chosen = chosenIn(answer as FormState | undefined) ?? returned?.fields ?? [];
  return (
    <>
      <PageHeader back={<Link to={desk}>{m.office_screening_title()}</Link>} title={m.returns_form_title({ code })} hint={<span className="hand text-[1.25rem]">{title}</span>} />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <input type="hidden" name="back" value={back} />
        <Fieldset legend={m.returns_form_fields()}>
          {error("fields") ? <p className="field-error" id="fields">{error("fields")}</p> : null}
          <div className="grid gap-2 sm:grid-cols-2">
            {returnFields.map((name, index) => (
              <Checkbox
                key={name} name="fields" value={name} id={`fields-${name}`} autoFocus={index === 0} defaultChecked={chosen.includes(name)}
                label={<span className="inline-block first-letter:uppercase">{returnFieldWords[name]()}</span>}
              />
            ))}
          </div>
        </Fieldset>
        <TextArea label={m.returns_form_reason()} hint={m.returns_form_reason_hint()} {...field("reason", returned?.reason)} />
        <DateField label={m.returns_form_due()} hint={m.returns_form_due_hint()} {...field("dueOn", formatDay(dueOn))} />
        <div className="cluster">
          <LinkButton to={desk}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" icon="undo">{m.returns_form_submit()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: m.returns_form_title({ code: page?.code ?? "" }) }];
