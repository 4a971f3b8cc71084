import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, redirect, useLoaderData } from "@remix-run/react";
import { startKeying } from "#app/domain/judging/commands/key-in.server.ts";
import { paperSchema } from "#app/domain/judging/model.ts";
import { type KeyingView, listPapers, type PaperView } from "#app/domain/judging/queries/key-in.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    return { roundId, ...(await listPapers(ctx, roundId)) };
  });

/** Begins one's keying of a paper, or goes on with it. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/key-in`;
  const outcome = await act(args, paperSchema, async (ctx, paper) => {
    const { keyingId } = await startKeying(ctx, { roundId: args.params.roundId ?? "", ...paper });
    return redirect(`${page}/${keyingId}`);
  });
  return refusalAsToast(outcome, page);
}

function Standing({ paper }: { paper: PaperView }) {
  if (paper.ballot) return <span className="muted">{m.ballot_keyin_title()}</span>;
  if (paper.recording) return <Chip tone="ok" icon="check">{m.keyin_recorded({ count: formatCount(paper.recording.sheets) })}</Chip>;
  if (paper.differing > 0) return <Chip tone="bad" icon="warning">{m.keyin_differing({ count: formatCount(paper.differing) })}</Chip>;
  return paper.keyings.length > 0 ? m.keyin_waiting_second() : m.keyin_none();
}

function Turn({ keying, page, droppable }: { keying: KeyingView | undefined; page: string; droppable: boolean }) {
  if (!keying) return m.ui_table_empty_value();
  return (
    <span className="grid gap-1">
      {m.keyin_turn_by({ name: keying.by, rows: formatCount(keying.rows) })}
      <small>{keying.finished ? m.keyin_turn_finished() : m.keyin_turn_open()}</small>
      {droppable ? <Link to={`${page}/${keying.id}/withdrawal`} className="small">{m.keyin_drop({ turn: keying.turn })}</Link> : null}
    </span>
  );
}

function Act({ paper, page, mayKey }: { paper: PaperView; page: string; mayKey: boolean }) {
  if (paper.recording) return <LinkButton to={`${page}/${paper.recording.id}/take-back`} size="s">{m.keyin_take_back()}</LinkButton>;
  const own = paper.keyings.find((keying) => keying.own);
  if (own) {
    const mend = paper.differing > 0;
    return <LinkButton to={`${page}/${own.id}${mend ? "?differing=1" : ""}`} size="s">{mend ? m.keyin_mend() : m.keyin_continue()}</LinkButton>;
  }
  if (!mayKey || paper.ballot || paper.keyings.length > 1) return null;
  return (
    <Form method="post">
      <input type="hidden" name="judgeId" value={paper.judgeId} />
      <input type="hidden" name="categoryId" value={paper.categoryId} />
      <Button size="s">{m.keyin_start()}</Button>
    </Form>
  );
}

function columnsOf(page: string, mayKey: boolean, judging: boolean): Column<PaperView>[] {
  const turn = (number: number) => (paper: PaperView) => (
    <Turn keying={paper.keyings.find((one) => one.turn === number)} page={page} droppable={judging && !paper.recording} />
  );
  const columns: Column<PaperView>[] = [
    { key: "judge", header: m.keyin_paper(), card: "title", cell: ({ judgeName }) => <b>{judgeName}</b> },
    { key: "category", header: m.keyin_category(), cell: ({ categoryName }) => categoryName },
    {
      key: "sheets", header: m.keyin_sheets(), align: "number",
      cell: ({ sheets, online }) => (
        <>{formatCount(sheets)}{online > 0 ? <small>{m.keyin_online({ count: formatCount(online) })}</small> : null}</>
      ),
    },
    { key: "first", header: m.keyin_turn_1(), cell: turn(1) },
    { key: "second", header: m.keyin_turn_2(), cell: turn(2) },
    { key: "standing", header: m.keyin_standing(), cell: (paper) => <Standing paper={paper} /> },
  ];
  if (!judging) return columns;
  return [...columns, { key: "act", header: m.keyin_act(), card: "action", cell: (paper) => <Act {...{ paper, page, mayKey }} /> }];
}

export default function KeyIn() {
  const { roundId, phase, mayKey, papers } = useLoaderData<typeof loader>();
  const judging = phase === "judging";
  return (
    <div className="stack-wide">
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/judging`}>{m.common_nav_judging()}</Link>}
        title={m.keyin_title()} hint={m.keyin_hint()}
      />
      {judging ? null : <Note tone="info">{m.keyin_not_judging()}</Note>}
      {judging && !mayKey ? <Note tone="info">{m.keyin_organiser_note()}</Note> : null}
      {papers.some(({ ballot }) => ballot) ? <Note tone="info" title={m.ballot_keyin_title()}>{m.ballot_keyin_note()}</Note> : null}
      <DataTable
        caption={m.keyin_table()} columns={columnsOf(`/office/rounds/${roundId}/key-in`, mayKey, judging)} rows={papers}
        rowKey={({ judgeId, categoryId }) => `${judgeId} ${categoryId}`}
        rowTone={({ differing }) => (differing > 0 ? "bad" : undefined)}
        empty={<EmptyState title={m.keyin_empty()}>{m.keyin_empty_text()}</EmptyState>}
      />
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.keyin_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
