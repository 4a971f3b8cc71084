import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findOverview } from "#app/domain/documents/overview.server.ts";
import { belowMinimum } from "#app/domain/entries/limits.ts";
import { listRoundPlaces } from "#app/domain/entries/queries/limits.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatDate, formatWeekday } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { BelowCard } from "./below-card.tsx";
import { Board } from "./board.tsx";
import { JudgesCard } from "./judges-card.tsx";
import { NextActCard } from "./next-act-card.tsx";
import { Path } from "./path.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const overview = await findOverview(ctx, roundId);
    const { places } = await listRoundPlaces(ctx, roundId);
    return { now: ctx.now, overview, below: belowMinimum(places) };
  });

function hintOf(now: Date, rules: { version: number; documentNo: string } | null): string {
  const today = m.office_overview_today({ weekday: formatWeekday(now), date: formatDate(now) });
  if (!rules) return today;
  const version = m.office_overview_rules({ version: rules.version });
  return `${today} · ${version}${rules.documentNo ? ` (${rules.documentNo})` : ""}`;
}

export default function RoundOverview() {
  const { now, overview, below } = useLoaderData<typeof loader>();
  const { round, next, judges, may } = overview;
  const at = `/office/rounds/${round.id}`;
  return (
    <>
      <PageHeader
        title={m.office_overview_title()}
        hint={<span className="inline-block first-letter:uppercase">{hintOf(now, overview.rules)}</span>}
        actions={
          <>
            <LinkButton to={`${at}/report`} icon="chart">{m.common_nav_report()}</LinkButton>
            {may.movePhase ? <LinkButton to={`${at}/phase`} icon="calendar">{m.office_overview_phase()}</LinkButton> : null}
          </>
        }
      />
      <Path overview={overview} now={now} />
      <div className="mt-5 grid gap-5 lg:grid-cols-[minmax(0,1fr)_322px] lg:items-start">
        <div className="grid gap-4 lg:order-2">
          <NextActCard round={round} next={next} now={now} mayMove={may.movePhase} />
          {below.length > 0 ? <BelowCard below={below} to={`${at}/limits`} /> : null}
          {judges.length > 0 ? <JudgesCard judges={judges} to={`${at}/judging`} /> : null}
        </div>
        <Board overview={overview} />
      </div>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? m.office_overview_page_title({ contest: data.overview.round.contestName }) : m.office_overview_title() },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
