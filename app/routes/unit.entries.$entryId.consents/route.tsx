import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { consentFormSchema } from "#app/domain/entries/model.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatVnDate, vnDayOf } from "#app/platform/dates.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { ChildCard } from "./child-card.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title, authors, category } = await findUnitEntry(ctx, args.params.entryId ?? "");
    return { id, title, authors, medium: category.medium, today: formatVnDate(vnDayOf(ctx.now)) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, consentFormSchema, async (ctx, form) => {
    const { id, contestId } = await findUnitEntry(ctx, args.params.entryId ?? "");
    await recordConsents(ctx, contestId, form);
    return redirectWithToast(`/unit/entries/${id}/consents`, m.unit_consents_saved());
  });

export default function Consents() {
  const { id, title, authors, medium, today } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/entries/${id}`}>{m.unit_back_entry()}</Link>}
        title={m.unit_consents_title()}
        hint={m.unit_consents_hint({ title })}
      />
      <div className="stack max-w-[720px]">
        <FormError title={state?.formError} />
        {authors.map((author) => (
          <ChildCard
            key={author.childId} entryId={id} author={author} medium={medium} today={today}
            state={state?.values.childId === author.childId ? state : undefined}
          />
        ))}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_consents_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
