import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { publishRules } from "#app/domain/contests/commands/edit-contest.server.ts";
import { rulesSchema } from "#app/domain/contests/forms.ts";
import { findSetup, listRulesVersions } from "#app/domain/contests/queries/for-office.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { may } = await findSetup(ctx, args.params.contestId ?? "");
    return { versions: await listRulesVersions(ctx, args.params.contestId ?? ""), may };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, rulesSchema, async (ctx, value) => {
    const { version } = await publishRules(ctx, args.params.contestId ?? "", value);
    return redirectWithToast(`/office/contests/${args.params.contestId}/rules`, m.office_rules_published({ version }));
  });

export default function Rules() {
  const { versions, may } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <div className="split">
      <Form method="post" className="stack" key={versions[0]?.version}>
        <FormError title={formError} faults={faults} />
        <TextArea label={m.office_rules_text()} hint={m.office_rules_hint()} rows={24} {...field("body", versions[0]?.body)} required />
        <TextField label={m.office_document_no()} hint={m.office_rules_document_hint()} optional {...field("documentNo")} />
        <TextField label={m.office_rules_reason()} optional {...field("reason")} />
        {may.edit ? <Button kind="primary" className="sm:justify-self-start">{m.office_rules_publish({ version: (versions[0]?.version ?? 0) + 1 })}</Button> : null}
      </Form>
      <Card title={m.office_rules_versions()}>
        <ul className="stack">
          {versions.map(({ version, documentNo, reason, publishedAt }) => (
            <li key={version}>
              <b>{m.office_rules_version({ version })}</b> {documentNo}
              <small className="muted block">{[formatDateTime(publishedAt), reason].filter(Boolean).join(" · ")}</small>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_rules() }];
