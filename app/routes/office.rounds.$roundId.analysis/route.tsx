import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findAnalysis } from "#app/domain/awards/queries/analysis.server.ts";
import { ballotWords } from "#app/http/ballot-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Advice } from "./advice.tsx";
import { Alerts, Judges, ReliabilityCard } from "./judges.tsx";
import { Discussion, Ranks } from "./ranks.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const category = new URL(args.request.url).searchParams.get("category") ?? undefined;
    return { roundId, analysis: await findAnalysis(ctx, roundId, category) };
  });

/** What the closed sheets say of the panel and of the result's firmness; read from one row that a job made. */
export default function Analysis() {
  const { roundId, analysis } = useLoaderData<typeof loader>();
  const { snapshot, madeAt, categories, categoryId, ballot } = analysis;
  const votes = ballot !== null && ballot.kind !== "stars";
  const page = `/office/rounds/${roundId}`;
  return (
    <>
      <PageHeader
        back={<Link to={`${page}/decision?category=${categoryId}`}>{m.common_nav_decision()}</Link>}
        title={m.panel_analysis_title()}
        hint={madeAt ? m.panel_analysis_hint({ moment: formatDateTime(madeAt) }) : undefined}
        actions={
          <>
            <LinkButton to={`${page}/score-sheets.pdf?filled`} reloadDocument icon="print">{m.panel_paper_filled()}</LinkButton>
            <LinkButton to={`${page}/panel.xlsx`} reloadDocument icon="download">{m.panel_export_xlsx()}</LinkButton>
            <LinkButton to={`${page}/panel.json`} reloadDocument icon="download">{m.panel_export_json()}</LinkButton>
          </>
        }
      />
      <Tabs
        label={m.jury_categories_label()}
        tabs={categories.map(({ id, name }) => ({ to: `${page}/analysis?category=${id}`, label: name, current: id === categoryId }))}
      />
      {snapshot ? (
        <div className="stack-wide mt-4">
          {ballot ? <Note tone="info" title={ballotWords(ballot)}>{m.ballot_analysis_note()}</Note> : null}
          {votes ? null : <Advice snapshot={snapshot} />}
          {votes ? null : <Discussion snapshot={snapshot} />}
          <Ranks snapshot={snapshot} ballot={ballot} />
          {votes ? null : <Judges snapshot={snapshot} />}
          {votes ? null : <ReliabilityCard snapshot={snapshot} />}
          {votes ? null : <Alerts snapshot={snapshot} />}
        </div>
      ) : (
        <div className="mt-4"><Note tone="info">{m.panel_analysis_waiting()}</Note></div>
      )}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.panel_analysis_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
