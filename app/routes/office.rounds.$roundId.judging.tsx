import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { findJudgingProgress, type JudgeProgress, type JudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    return { roundId, progress: await findJudgingProgress(ctx, roundId) };
  });

/** Begins judging; during judging it adds the sheets of judges and entries that came late. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/judging`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { opened } = await startJudging(ctx, args.params.roundId ?? "");
    return redirectWithToast(page, m.office_judging_started({ sheets: formatCount(opened) }));
  });
  return refusalAsToast(outcome, page);
}

function columnsOf({ categories, phase }: JudgingProgress, roundId: string): Column<JudgeProgress>[] {
  const columns: Column<JudgeProgress>[] = [
    {
      key: "judge",
      header: m.office_judging_judge(),
      card: "title",
      cell: (judge) => (
        <span className="cluster">
          <b>{judge.name}</b>
          {judge.isHead ? <Chip tone="judge" icon="star">{m.office_judging_head()}</Chip> : null}
        </span>
      ),
    },
    ...categories.map(({ id, name }): Column<JudgeProgress> => ({
      key: id,
      header: name,
      cell: (judge) => <CategoryProgress of={judge.categories.find(({ categoryId }) => categoryId === id)} name={name} />,
    })),
  ];
  if (phase !== "judging") return columns;
  const release = (judge: JudgeProgress) => (
    <LinkButton to={`/office/rounds/${roundId}/judges/${judge.judgeId}/release`} size="s">{m.tasks_release()}</LinkButton>
  );
  return [...columns, { key: "release", header: m.tasks_release_column(), card: "action", cell: release }];
}

function CategoryProgress({ of, name }: { of: JudgeProgress["categories"][number] | undefined; name: string }) {
  if (!of) return m.ui_table_empty_value();
  const words = m.office_judging_counts({ done: formatCount(of.submitted), total: formatCount(of.total) });
  return (
    <span className="grid gap-1">
      <ProgressBar value={of.submitted} max={of.total} label={`${name}: ${words}`} tone="judge" thin />
      <span className="small num">
        {words}
        {of.begun > 0 ? ` · ${m.office_judging_begun({ count: formatCount(of.begun) })}` : null}
        {of.abstained > 0 ? ` · ${m.tasks_abstained_count({ count: formatCount(of.abstained) })}` : null}
      </span>
    </span>
  );
}

function Actions({ roundId, progress }: { roundId: string; progress: JudgingProgress }) {
  if (progress.phase === "screening") {
    return (
      <Form method="post">
        <Button kind="primary" icon="star">{m.office_judging_start()}</Button>
      </Form>
    );
  }
  if (progress.phase === "judging") {
    return (
      <>
        <LinkButton to={`/office/rounds/${roundId}/score-sheets.pdf`} reloadDocument icon="print">{m.panel_paper_blank()}</LinkButton>
        <LinkButton to={`/office/rounds/${roundId}/key-in`} icon="list">{m.keyin_title()}</LinkButton>
        <LinkButton to={`/office/rounds/${roundId}/closure`} kind="primary" icon="lock">{m.office_judging_close()}</LinkButton>
      </>
    );
  }
  return progress.closure ? (
    <LinkButton to={`/office/rounds/${roundId}/decision`} kind="primary" icon="gavel">{m.common_nav_decision()}</LinkButton>
  ) : null;
}

export default function Judging() {
  const { roundId, progress } = useLoaderData<typeof loader>();
  const { closure, missing, phase } = progress;
  return (
    <div className="stack-wide">
      <PageHeader
        title={m.common_nav_judging()}
        hint={m.office_judging_hint()}
        actions={
          <>
            <LinkButton to={`/office/rounds/${roundId}/assignment`} icon="grid">{m.tasks_assignment()}</LinkButton>
            <LinkButton to={`/office/rounds/${roundId}/conflicts`} icon="users">{m.tasks_conflicts_open()}</LinkButton>
            <Actions roundId={roundId} progress={progress} />
          </>
        }
      />
      {closure ? (
        <Note tone="ok" title={m.office_judging_closed_at({ moment: formatDateTime(closure.closedAt) })}>
          {closure.missingSheets > 0
            ? m.office_judging_closed_with_gaps({ missing: formatCount(closure.missingSheets), reason: closure.reason })
            : null}
        </Note>
      ) : null}
      {phase === "judging" && missing > 0 ? (
        <Note tone="info">{m.office_judging_missing({ missing: formatCount(missing) })}</Note>
      ) : null}
      <p className="cluster">
        <LinkButton to={`/office/rounds/${roundId}/second-looks`} kind="tertiary" icon="eye">{m.looks_title()}</LinkButton>
        <LinkButton to={`/office/rounds/${roundId}/flags`} kind="tertiary" icon="flag">{m.lighttable_flags_title()}</LinkButton>
      </p>
      <DataTable
        caption={m.office_judging_table()}
        columns={columnsOf(progress, roundId)}
        rows={progress.judges}
        rowKey={(judge) => judge.judgeId}
        empty={<EmptyState title={m.office_judging_no_judges()}>{m.office_judging_no_judges_text()}</EmptyState>}
      />
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.common_nav_judging()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
