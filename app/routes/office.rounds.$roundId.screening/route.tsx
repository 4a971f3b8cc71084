import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { rejectEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { rejectionSchema } from "#app/domain/entries/model.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { deskOf } from "./desk.server.ts";
import { Queue } from "./queue.tsx";
import { Findings } from "./findings.tsx";
import { useDeskKeys, useNextPicture } from "./use-desk-keys.ts";
import { Verdict } from "./verdict.tsx";
import { type View, views } from "./views.ts";
import { Work } from "./work.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const desk = await listScreening(ctx, args.params.roundId ?? "");
    const ask = { view: query.get("view"), entry: query.get("entry"), search: query.get("q") ?? "" };
    return deskOf(desk, ask, ctx.now);
  });

/** Rejecting is this page's own form, since its words may be refused; the other verdicts have addresses of their own. */
export const action = (args: ActionFunctionArgs) =>
  act(args, rejectionSchema.extend({ roundEntryId: z.string(), back: z.string().default("") }), async (ctx, form) => {
    const { roundEntryId, back, rule, note } = form;
    await rejectEntry(ctx, roundEntryId, { rule, note });
    return redirect(`/office/rounds/${args.params.roundId}/screening?${new URLSearchParams(back)}`);
  });

const stageWords = (phase: string): string => {
  if (phase === "open") return m.office_screening_still_open();
  return phase === "judging" ? m.returns_desk_late() : m.office_screening_over();
};

const viewWords = {
  needs: () => m.office_screening_view_needs(),
  clear: () => m.office_screening_view_clear(),
  returned: () => m.returns_view(),
  decided: () => m.office_screening_view_decided(),
  all: () => m.office_screening_view_all(),
};

export default function ScreeningDesk() {
  const desk = useLoaderData<typeof loader>();
  const state = (useActionData<typeof action>() as FormState | undefined) ?? null;
  const { roundId, counts, view, queue, current, screening, search } = desk;
  const at = `/office/rounds/${roundId}/screening`;
  useDeskKeys(desk);
  useNextPicture(desk.nextPicture);
  const queryOf = (each: View) => new URLSearchParams({ view: each, ...(search ? { q: search } : {}) });
  return (
    <>
      <PageHeader
        title={m.office_screening_title()}
        hint={m.office_screening_hint({ total: counts.all, clear: counts.clear, needs: counts.needs, decided: counts.decided })}
        actions={
          screening || desk.mayReturn ? (
            <>
              <Form method="post" action={`${at}/undo`}>
                <Button icon="undo" id="undo-last">{m.office_screening_undo_last()}</Button>
              </Form>
              {screening ? <LinkButton to={`${at}/bulk`} icon="list">{m.returns_bulk_link()}</LinkButton> : null}
              {screening && counts.clear > 0 ? (
                <Form method="post" action={`${at}/approval`}>
                  <Button kind="ok" icon="check">{m.office_screening_accept_all({ count: counts.clear })}</Button>
                </Form>
              ) : null}
            </>
          ) : null
        }
      />
      <div className="stack">
        {screening ? null : <Note tone="info">{stageWords(desk.phase)}</Note>}
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <Tabs
            label={m.office_screening_views()}
            look="pills"
            tabs={views.filter((each) => each !== "returned" || counts.returned > 0 || view === each).map((each) => ({
              to: `${at}?${queryOf(each)}`,
              label: viewWords[each](),
              count: counts[each],
              current: each === view,
            }))}
          />
          <Form method="get" role="search" className="flex items-end gap-3">
            <TextField id="desk-search" name="q" type="search" label={m.returns_search()} defaultValue={search} key={search} />
            <Button icon="search">{m.returns_search_button()}</Button>
          </Form>
          {counts.returned > 0 ? <Link className="small ml-auto" to={`/office/rounds/${roundId}/returns`}>{m.returns_page_title()}</Link> : null}
        </div>
        {current ? (
          <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[228px_minmax(0,1fr)_320px] xl:items-start">
            <Queue queue={queue} current={current.id} view={view} at={at} more={desk.more} search={search} />
            <Work item={current} key={current.id} />
            <div className="stack lg:max-xl:col-start-2 lg:max-xl:row-start-1">
              <Findings checks={current.checks} />
              <Verdict desk={desk} item={current} state={state} />
            </div>
          </div>
        ) : (
          <EmptyState title={desk.total === 0 ? m.office_screening_empty_title() : m.office_screening_view_empty_title()}>
            {desk.total === 0 ? m.office_screening_empty_text() : m.office_screening_view_empty_text()}
          </EmptyState>
        )}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_screening_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
