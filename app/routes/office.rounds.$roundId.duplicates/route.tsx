import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { decidePair } from "#app/domain/entries/commands/decide-pair.server.ts";
import { pairViews } from "#app/domain/entries/duplicates/decisions.ts";
import { decisionSchema } from "#app/domain/entries/duplicates/model.ts";
import { listPairs } from "#app/domain/entries/duplicates/queries.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { PairCard } from "./pair-card.tsx";

const viewOf = (url: string) => {
  const asked = new URL(url).searchParams.get("view");
  return pairViews.find((known) => known === asked) ?? "open";
};

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const view = viewOf(args.request.url);
    const after = new URL(args.request.url).searchParams.get("after") ?? "";
    return { view, ...(await listPairs(ctx, args.params.roundId ?? "", { view, after })) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, decisionSchema, async (ctx, form) => {
    const roundId = args.params.roundId ?? "";
    await decidePair(ctx, roundId, form);
    return redirect(`/office/rounds/${roundId}/duplicates?view=${viewOf(args.request.url)}`);
  });

const viewWords = {
  open: () => m.duplicates_view_open(),
  later: () => m.duplicates_view_later(),
  settled: () => m.duplicates_view_settled(),
};

/** A pair as the page has it. */
export type ShownPair = ReturnType<typeof useLoaderData<typeof loader>>["pairs"][number];

export default function Duplicates() {
  const { round, view, pairs, next, counts } = useLoaderData<typeof loader>();
  const state = (useActionData<typeof action>() as FormState | undefined) ?? null;
  const at = `/office/rounds/${round.id}/duplicates`;
  const elsewhere = state?.formError && !pairs.some(({ id }) => id === state.values.pairId);
  return (
    <>
      <PageHeader title={m.duplicates_title()} hint={m.duplicates_hint()} />
      <div className="stack">
        <Tabs
          label={m.duplicates_views()}
          look="pills"
          tabs={pairViews.map((each) => ({ to: `${at}?view=${each}`, label: viewWords[each](), count: counts[each], current: each === view }))}
        />
        {elsewhere ? <FormError title={state.formError} /> : null}
        {pairs.length === 0 ? (
          <EmptyState title={view === "open" ? m.duplicates_empty_open() : m.duplicates_empty()}>
            {view === "open" ? m.duplicates_empty_open_text() : null}
          </EmptyState>
        ) : (
          pairs.map((pair) => <PairCard key={pair.id} pair={pair} roundId={round.id} state={state} />)
        )}
        <Pager nextTo={next ? `${at}?${new URLSearchParams({ view, after: next })}` : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.duplicates_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
