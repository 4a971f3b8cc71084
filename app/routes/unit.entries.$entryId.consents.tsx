import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { consentFormSchema } from "#app/domain/entries/model.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { consentMethods } from "#app/domain/entries/states.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { methodWords } from "#app/ui/entry-words.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title, authors } = await findUnitEntry(ctx, args.params.entryId ?? "");
    return { id, title, authors };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, consentFormSchema, async (ctx, form) => {
    const entryId = args.params.entryId ?? "";
    await recordConsents(ctx, entryId, form);
    return redirectWithToast(`/unit/entries/${entryId}/consents`, m.unit_consents_saved());
  });

export default function Consents() {
  const { id, title, authors } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/entries/${id}`}>{m.unit_back_entry()}</Link>}
        title={m.unit_consents_title()}
        hint={m.unit_consents_hint({ title })}
      />
      <div className="stack max-w-[640px]">
        <FormError title={state?.formError} />
        {authors.map((author) => (
          <Card key={author.childId} title={author.fullName}>
            <Form method="post" className="stack" preventScrollReset>
              <input type="hidden" name="childId" value={author.childId} />
              <Checkbox name="publishWork" value="yes" defaultChecked={author.publishWork} label={m.unit_consent_work()} hint={m.unit_consent_work_hint()} />
              <Checkbox name="publishName" value="yes" defaultChecked={author.publishName} label={m.unit_consent_name()} hint={m.unit_consent_name_hint()} />
              <div className="grid gap-4 sm:grid-cols-2">
                <Select
                  name="method"
                  label={m.unit_consent_method()}
                  defaultValue={author.method ?? "paper"}
                  options={consentMethods.map((value) => ({ value, label: methodWords[value]() }))}
                />
                <TextField
                  name="guardianName"
                  label={m.unit_consent_guardian()}
                  optional
                  autoComplete="off"
                  defaultValue={author.guardianName}
                  error={state?.values.childId === author.childId ? state.errors.guardianName : undefined}
                />
              </div>
              <Button icon="disk">{m.unit_consents_save({ name: author.fullName })}</Button>
            </Form>
          </Card>
        ))}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_consents_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
