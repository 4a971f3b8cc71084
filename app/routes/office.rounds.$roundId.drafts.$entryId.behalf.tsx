import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { explainOnBehalf } from "#app/domain/entries/commands/explain-on-behalf.server.ts";
import { isIntakeOpen } from "#app/domain/entries/deadline.ts";
import { behalfSchema } from "#app/domain/entries/office-forms.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { BehalfFields } from "#app/http/behalf-fields.tsx";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { onBehalfLine } from "#app/http/return-words.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DomainError } from "#app/platform/domain-error.ts";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

const addressOf = ({ roundId = "", entryId = "" }: { roundId?: string; entryId?: string }) =>
  `/office/rounds/${roundId}/drafts/${entryId}`;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { title, unitName, onBehalf, intake } = await findUnitEntry(ctx, args.params.entryId ?? "");
    if (!onBehalf) throw new DomainError("not-found", "entry-not-found");
    return { at: addressOf(args.params), title, unitName, onBehalf, late: !isIntakeOpen(intake, ctx.now) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, behalfSchema, async (ctx, input) => {
    await explainOnBehalf(ctx, args.params.entryId ?? "", input);
    return redirectWithToast(addressOf(args.params), m.office_saved());
  });

/** Why the office entered the work, and the postmark; the unit reads both. */
export default function Behalf() {
  const { at, title, unitName, onBehalf, late } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader back={<Link to={at}>{title}</Link>} title={m.limits_behalf_edit()} hint={onBehalfLine({ ...onBehalf, reason: "", postmarkedOn: null }, unitName)} />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <BehalfFields field={field} saved={onBehalf} late={late} />
        <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.limits_behalf_edit() }];
