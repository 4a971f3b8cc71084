import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { categories, publishedAt } = await findDecision(ctx, roundId);
    if (publishedAt) throw redirect(`/office/rounds/${roundId}/decision`);
    return { roundId, categories };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const roundId = args.params.roundId ?? "";
    await publishRound(ctx, roundId);
    return redirectWithToast(`/office/rounds/${roundId}/decision`, m.office_decision_published_done());
  });

export default function Publication() {
  const { roundId, categories } = useLoaderData<typeof loader>();
  const { formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/office/rounds/${roundId}/decision`;
  return (
    <>
      <PageHeader back={<Link to={page}>{m.common_nav_decision()}</Link>} title={m.office_decision_publish_question()} />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        {categories.map((category) => (
          <Card key={category.id} title={category.name}>
            <p>
              {m.office_decision_publish_counts({
                awarded: formatCount(category.awarded), places: formatCount(category.places),
                nominated: formatCount(category.nominated), quota: formatCount(category.quota),
                departures: formatCount(category.departures),
              })}
            </p>
          </Card>
        ))}
        <ul className="list-disc pl-5">
          <li>{m.office_decision_publish_frozen()}</li>
          <li>{m.office_decision_publish_public()}</li>
          <li>{m.office_decision_publish_consent()}</li>
        </ul>
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" icon="seal" busy={busy}>{m.office_decision_publish()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.office_decision_publish()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
