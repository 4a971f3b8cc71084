import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { publishConsentText } from "#app/domain/entries/commands/publish-consent-text.server.ts";
import { findConsentText } from "#app/domain/entries/consent-texts.server.ts";
import { consentWordingSchema } from "#app/domain/entries/consent-wording-form.ts";
import { purposes } from "#app/domain/entries/states.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { purposeWords } from "#app/ui/consent-words.ts";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, may } = await findSetup(ctx, args.params.contestId ?? "");
    return { text: await findConsentText(ctx.db, contest.id), may };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, consentWordingSchema, async (ctx, form) => {
    const { version } = await publishConsentText(ctx, args.params.contestId ?? "", form);
    return redirectWithToast(`/office/contests/${args.params.contestId}/consent-text`, m.consent_text_published({ version }));
  });

export default function ConsentTextPage() {
  const { text, may } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const { opening, purposes: sentences, rights } = text.wording;
  return (
    <Form method="post" className="stack max-w-[720px]" key={text.version}>
      <FormError title={formError} faults={faults} />
      <p className="muted">{m.consent_text_hint({ version: text.version })}</p>
      <TextArea label={m.consent_text_opening()} rows={4} {...field("opening", opening)} required />
      <Fieldset legend={m.consent_text_purposes()} hint={m.consent_text_purposes_hint()}>
        {purposes.map((purpose) => (
          <TextArea key={purpose} label={purposeWords[purpose].short()} rows={2} {...field(`purposes.${purpose}`, sentences[purpose])} required />
        ))}
      </Fieldset>
      <TextArea label={m.consent_text_rights()} rows={6} {...field("rights", rights)} required />
      <TextField label={m.consent_text_reason()} optional {...field("reason")} />
      {may.edit ? <Button kind="primary" className="sm:justify-self-start">{m.consent_text_publish({ version: text.version + 1 })}</Button> : null}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.consent_text_tab() }];
