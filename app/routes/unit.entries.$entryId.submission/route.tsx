import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { findUnitEntry, withoutGrace } from "#app/domain/entries/queries/for-unit.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { isIntakeOpen, takesSubmissions } from "#app/domain/entries/rules.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Review } from "./review.tsx";
import { Sent } from "./sent.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const entry = await findUnitEntry(ctx, args.params.entryId ?? "");
    const gaps = entry.gaps.map(({ part, reason, params }) => ({ part, words: reasonWords(reason, params) }));
    const open = entry.returned ? !isReturnOver(entry.returned.dueOn, ctx.now) : takesSubmissions(entry.intake, ctx.now);
    return { entry: withoutGrace(entry), gaps, open, grace: entry.state === "draft" && open && !isIntakeOpen(entry.intake, ctx.now) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, z.object({}), async (ctx) => {
    const entryId = args.params.entryId ?? "";
    await submitEntry(ctx, entryId);
    return redirect(`/unit/entries/${entryId}/submission`);
  });

export default function Submission() {
  const { entry, ...review } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  if (entry.state !== "draft" && entry.state !== "returned") return <Sent entry={entry} />;
  return <Review at={`/unit/entries/${entry.id}`} entry={entry} {...review} state={state} />;
}

export const meta: MetaFunction = () => [{ title: m.unit_review_meta() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
