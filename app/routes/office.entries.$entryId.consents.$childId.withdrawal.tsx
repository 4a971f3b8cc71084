import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { listTraces } from "#app/domain/documents/traces.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import { consentWithdrawalSchema } from "#app/domain/entries/model.ts";
import { findChildConsents } from "#app/domain/entries/queries/child-consents.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { WithdrawalForm } from "#app/http/withdrawal-form.tsx";
import { m } from "#app/paraglide/messages.js";
import { formatVnDate, vnDayOf } from "#app/platform/dates.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

/** As the unit's page, for an office that a family has written to. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { entryId = "", childId = "" } = args.params;
    const child = await findChildConsents(ctx, entryId, childId);
    const traces = await listTraces(ctx.db, child.contestId, child.childId);
    return { child, traces, today: formatVnDate(vnDayOf(ctx.now)), backTo: "/office/privacy" };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, consentWithdrawalSchema, async (ctx, ask) => {
    const { entryId = "", childId = "" } = args.params;
    const { contestId } = await findChildConsents(ctx, entryId, childId);
    await withdrawConsents(ctx, contestId, { ...ask, childId });
    return redirectWithToast("/office/privacy", m.consent_withdraw_done());
  });

export default function OfficeConsentWithdrawal() {
  const page = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  return (
    <>
      <PageHeader
        back={<Link to={page.backTo}>{m.consent_tasks_title()}</Link>}
        title={m.consent_withdraw_title({ name: page.child.fullName })}
        hint={`${page.child.unitName} · ${page.child.contestName}`}
      />
      <WithdrawalForm {...page} state={state} />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.consent_withdraw_meta() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
