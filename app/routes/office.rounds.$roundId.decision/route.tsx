import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { type DecisionView, findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { listDeciders } from "#app/domain/awards/queries/deciders.server.ts";
import { ballotWords } from "#app/http/ballot-words.ts";
import { methodPhrase } from "#app/http/method-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Deciders } from "./deciders.tsx";
import { Ranking } from "./ranking.tsx";
import { Sheets } from "./sheets.tsx";
import { Ties } from "./ties.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const roundId = args.params.roundId ?? "";
    const from = Number(query.get("from")) || undefined;
    const decision = await findDecision(ctx, roundId, { category: query.get("category") ?? undefined, from });
    const deciders = await listDeciders(ctx, roundId, decision.categoryId);
    return { roundId, decision, deciders, paged: from !== undefined };
  });

function Release({ roundId, decision }: { roundId: string; decision: DecisionView }) {
  if (decision.publishedAt) {
    return (
      <>
        <Note tone="ok" title={m.office_decision_published_at({ moment: formatDateTime(decision.publishedAt) })} />
        <LinkButton to={`/office/rounds/${roundId}/forwarding`} kind="primary" size="l" icon="send" full>
          {m.common_nav_forwarding()}
        </LinkButton>
      </>
    );
  }
  if (!decision.may.decide) return null;
  return (
    <>
      <Note tone="warn">{m.office_decision_departure_warning()}</Note>
      <LinkButton to={`/office/rounds/${roundId}/publication`} kind="primary" size="l" icon="lock" full>
        {m.office_decision_publish()}
      </LinkButton>
      <LinkButton to={`/office/rounds/${roundId}/closure/undo`} kind="tertiary" icon="undo" full>
        {m.office_judging_reopen()}
      </LinkButton>
    </>
  );
}

export default function Decision() {
  const { roundId, decision, deciders, paged } = useLoaderData<typeof loader>();
  const at = (categoryId: string, rest = "") => `/office/rounds/${roundId}/decision?category=${categoryId}${rest}`;
  const hint = m.office_decision_hint({
    moment: formatDateTime(decision.closedAt),
    method: decision.ballot ? ballotWords(decision.ballot) : methodPhrase[decision.aggregation](),
    judges: formatCount(decision.judges.length),
  });
  return (
    <>
      <PageHeader
        title={m.common_nav_decision()}
        hint={hint}
        actions={
          <Tabs
            label={m.jury_categories_label()}
            tabs={decision.categories.map(({ id, name, ranked }) => ({
              to: at(id), label: name, count: ranked, current: id === decision.categoryId,
            }))}
          />
        }
      />
      {decision.missingSheets > 0 ? (
        <Note tone="info">
          {m.office_judging_closed_with_gaps({ missing: formatCount(decision.missingSheets), reason: decision.closingReason })}
        </Note>
      ) : null}
      <div className="split mt-4">
        <Ranking {...{ roundId, decision, paged }} to={(from) => at(decision.categoryId, from === null ? "" : `&from=${from}`)} />
        <div className="stack">
          <Ties {...{ roundId, decision, deciders }} />
          <Deciders {...{ roundId, decision, deciders }} />
          <Sheets decision={decision} />
          <LinkButton to={`/office/rounds/${roundId}/analysis?category=${decision.categoryId}`} icon="chart" full>
            {m.panel_analysis_title()}
          </LinkButton>
          <LinkButton to={`/office/rounds/${roundId}/remarks`} icon="list" full>{m.panel_remarks()}</LinkButton>
          <Release {...{ roundId, decision }} />
        </div>
      </div>
      <Outlet />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.common_nav_decision()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
