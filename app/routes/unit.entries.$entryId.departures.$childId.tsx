import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { decideGroup } from "#app/domain/entries/commands/privacy-tasks.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, title, authors } = await findUnitEntry(ctx, args.params.entryId ?? "");
    const left = authors.find(({ childId, departed }) => departed && childId === args.params.childId);
    if (!left) throw new DomainError("not-found", "child-not-found");
    const others = authors.filter(({ departed }) => !departed).map(({ fullName }) => fullName);
    return { id, title, name: left.fullName, undecided: left.undecided, others };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({ continues: z.enum(["yes", "no"]) }), async (ctx, { continues }) => {
    const { entryId = "", childId = "" } = args.params;
    await decideGroup(ctx, entryId, childId, continues === "yes");
    return redirectWithToast(`/unit/entries/${entryId}`, m.consent_group_saved());
  });

export default function Departure() {
  const { id, title, name, undecided, others } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/entries/${id}/consents`}>{m.unit_consents_title()}</Link>}
        title={m.consent_group_title({ name })}
        hint={title}
      />
      <div className="stack max-w-[560px]">
        <FormError title={state?.formError} />
        <p>{m.consent_group_text({ others: others.join(", ") })}</p>
        {undecided ? (
          <Form method="post" className="cluster">
            <Button name="continues" value="yes" kind="primary" icon="users">{m.consent_group_continue()}</Button>
            <Button name="continues" value="no" kind="danger-line" icon="undo">{m.consent_group_end()}</Button>
          </Form>
        ) : (
          <p>{m.consent_group_decided()}</p>
        )}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.consent_group_link() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
