import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { type DeciderView, findDecider } from "#app/domain/awards/queries/deciders.server.ts";
import { deciderName, outcomeWords } from "#app/http/decider-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { Matrix } from "./matrix.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", deciderId = "" } = args.params;
    return { roundId, decider: await findDecider(ctx, roundId, deciderId) };
  });

type Judge = DeciderView["judges"][number];

function Answered({ judge: { answered, of } }: { judge: Judge }) {
  const words = m.decider_answered_of({ done: formatCount(answered), total: formatCount(of) });
  return (
    <span className="grid gap-1">
      <span className="num">{words}</span>
      {of > 0 ? <ProgressBar value={answered} max={of} label={words} tone="judge" /> : null}
    </span>
  );
}

const columnsOf = (): Column<Judge>[] => [
  {
    key: "judge", header: m.decider_judge(), card: "title",
    cell: ({ name, present }) => <>{name} {present ? null : <span className="muted">({m.decider_judge_left()})</span>}</>,
  },
  { key: "answered", header: m.decider_judge_answered(), cell: (judge) => <Answered judge={judge} /> },
];

function State({ decider }: { decider: DeciderView }) {
  const { withdrawnAt, withdrawalReason, endedAt, endedBy, endReason, outcome, done, judges } = decider;
  if (withdrawnAt) return <Note tone="warn">{m.decider_withdrawn({ reason: withdrawalReason })}</Note>;
  if (endedAt && outcome) {
    return (
      <Note tone="ok" title={m.decider_ended_by({ moment: formatDateTime(endedAt), name: endedBy })}>
        {outcomeWords[outcome]()} {endReason ? m.decider_ended_early({ reason: endReason }) : null}
      </Note>
    );
  }
  if (judges.every(({ of }) => of === 0)) return <Note tone="warn">{m.decider_no_judges()}</Note>;
  return done ? <Note tone="ok">{m.decider_end_ready()}</Note> : null;
}

export default function Decider() {
  const { roundId, decider } = useLoaderData<typeof loader>();
  const { id, kind, places, entries, judges, matrix, may } = decider;
  const page = `/office/rounds/${roundId}/deciders/${id}`;
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/decision?category=${decider.categoryId}`}>{m.common_nav_decision()}</Link>}
        title={`${m.decider_title()}: ${deciderName(kind, entries.length)}`}
        hint={m.decider_opened_by({ moment: formatDateTime(decider.openedAt), name: decider.openedBy })}
        actions={
          <span className="cluster">
            {may.withdraw ? <LinkButton to={`${page}/withdrawal`} icon="undo">{m.decider_withdraw()}</LinkButton> : null}
            {may.end ? <LinkButton to={`${page}/end`} kind="primary">{m.decider_end()}</LinkButton> : null}
          </span>
        }
      />
      <div className="stack">
        <State decider={decider} />
        {matrix ? (
          <>
            <Matrix rows={matrix} />
            <p className="small muted">{m.decider_matrix_hint()}</p>
          </>
        ) : null}
        <DataTable caption={m.decider_judges()} captionShown columns={columnsOf()} rows={judges} rowKey={({ judgeId }) => judgeId} />
        {decider.endedAt ? null : <p className="small muted">{m.decider_judges_hint()}</p>}
        <Card title={m.decider_entries()}>
          {places === null ? null : <p className="muted">{m.decider_places({ places: formatCount(places) })}</p>}
          <ul className="grid gap-1">
            {entries.map(({ code, title }) => <li key={code}><b className="num">{code}</b> {title}</li>)}
          </ul>
        </Card>
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.decider_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
