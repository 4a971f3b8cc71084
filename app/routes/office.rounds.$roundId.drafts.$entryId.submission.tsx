import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Review } from "./unit.entries.$entryId.submission/review.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", entryId = "" } = args.params;
    const entry = await findUnitEntry(ctx, entryId);
    if (entry.state !== "draft" && !entry.returned) throw redirect(`/office/rounds/${roundId}/drafts/${entryId}`);
    const gaps = entry.gaps.map(({ part, reason, params }) => ({ part, words: reasonWords(reason, params) }));
    const open = entry.returned ? !isReturnOver(entry.returned.dueOn, ctx.now) : officeTakesIn(entry.intake.phase);
    return { at: `/office/rounds/${roundId}/drafts/${entryId}`, entry, gaps, open, grace: false };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const { roundId = "", entryId = "" } = args.params;
    const { code, roundEntryId } = await submitEntry(ctx, entryId);
    return redirectWithToast(`/office/rounds/${roundId}/entries/${roundEntryId}`, m.limits_behalf_sent({ code }));
  });

export default function SubmissionOnBehalf() {
  const review = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const formError = state?.formError ?? Object.values(state?.errors ?? {})[0] ?? null;
  return <Review {...review} state={state && { ...state, formError }} />;
}

export const meta: MetaFunction = () => [{ title: m.unit_review_meta() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
