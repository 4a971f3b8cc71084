import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { completePrivacyTask } from "#app/domain/entries/commands/privacy-tasks.server.ts";
import { privacyNoteSchema } from "#app/domain/entries/model.ts";
import { countPrivacyTasks, listPrivacyTasks, type PrivacyTaskRow } from "#app/domain/entries/queries/privacy-tasks.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { vnDayOf } from "#app/platform/dates.ts";
import { Button } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { privacyTaskWords, purposeWords } from "#app/ui/consent-words.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime, formatDay } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const done = query.get("view") === "done";
    const today = vnDayOf(ctx.now);
    const [page, counts] = await Promise.all([
      listPrivacyTasks(ctx, { done, after: query.get("after") ?? "" }), countPrivacyTasks(ctx, today),
    ]);
    return { ...page, counts, done, today };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, privacyNoteSchema, async (ctx, { taskId, note }) => {
    await completePrivacyTask(ctx, taskId, note);
    return redirectWithToast("/office/privacy", m.consent_task_done());
  });

const columnsOf = (today: string, done: boolean): Column<PrivacyTaskRow>[] => [
  {
    key: "task", header: m.consent_task_what(), card: "title",
    cell: (row) => (
      <>
        <b>{privacyTaskWords[row.kind]()}</b>
        <span className="small muted block">{row.purposes.map((purpose) => purposeWords[purpose].short()).join(", ")}</span>
      </>
    ),
  },
  {
    key: "child", header: m.consent_task_child(),
    cell: (row) => (
      <>
        {row.childName} · {row.unitName}
        <span className="small muted block">{[row.contestName, row.code].filter(Boolean).join(" · ")}</span>
      </>
    ),
  },
  {
    key: "due", header: m.consent_task_due(), card: "status",
    cell: (row) => {
      if (done) return m.consent_task_done_by({ at: formatDateTime(row.doneAt!), by: row.doneBy ?? "" });
      const late = row.dueOn < today;
      return (
        <Chip tone={late ? "bad" : row.dueOn === today ? "warn" : "plain"} icon={late ? "warning" : "clock"}>
          {late ? m.consent_task_late({ day: formatDay(row.dueOn) }) : m.consent_task_until({ day: formatDay(row.dueOn) })}
        </Chip>
      );
    },
  },
  { key: "act", header: m.consent_task_how(), card: "action", cell: (row) => (done ? row.note || null : <DoneForm row={row} />) },
];

function DoneForm({ row }: { row: PrivacyTaskRow }) {
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3" preventScrollReset>
      <input type="hidden" name="taskId" value={row.id} />
      <TextField name="note" label={m.consent_task_note()} optional className="grow" />
      <Button size="s" icon="check">{m.consent_task_complete()}</Button>
    </Form>
  );
}

export default function OfficePrivacy() {
  const { rows, next, counts, done, today } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const to = (view: string) => `/office/privacy${view}`;
  return (
    <>
      <PageHeader title={m.consent_tasks_title()} hint={m.consent_tasks_hint()} />
      <div className="stack">
        <FormError title={state?.formError ?? state?.errors.note} />
        <Tabs
          label={m.consent_tasks_title()} look="pills"
          tabs={[
            { to: to(""), label: m.consent_tasks_open(), count: counts.open, current: !done },
            { to: to("?view=done"), label: m.consent_tasks_done(), current: done },
          ]}
        />
        <DataTable
          caption={m.consent_tasks_title()} columns={columnsOf(today, done)} rows={rows} rowKey={(row) => row.id}
          rowTone={(row) => (!done && row.dueOn < today ? "bad" : undefined)}
          empty={<EmptyState title={m.consent_tasks_none()}>{m.consent_tasks_none_text()}</EmptyState>}
        />
        <Pager nextTo={next ? to(`?${done ? "view=done&" : ""}after=${next}`) : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.consent_tasks_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
