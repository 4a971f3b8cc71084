import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  countUnitEntries, listLatestUnitEntries, listUnitContests,
} from "#app/domain/entries/queries/for-unit.server.ts";
import { listOwnPlaces } from "#app/domain/entries/queries/limits.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatDate, formatWeekday } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TaskList } from "#app/ui/task-list.tsx";
import { DeadlineCard } from "./deadline-card.tsx";
import { EntryStrips } from "./entry-strips.tsx";
import { PlacesCard } from "./places-card.tsx";
import { tasksOf } from "./tasks.tsx";

const shownOfEachState = 6;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contests = await listUnitContests(ctx);
    const asked = new URL(args.request.url).searchParams.get("contest");
    const contest = contests.find(({ slug }) => slug === asked) ?? contests[0];
    const about = { name: ctx.actor.name, now: ctx.now, contests };
    if (!contest) return { ...about, chosen: null };
    const [summary, latest, places] = await Promise.all([
      countUnitEntries(ctx, contest.id),
      listLatestUnitEntries(ctx, contest.id, shownOfEachState),
      listOwnPlaces(ctx, contest.id),
    ]);
    return { ...about, chosen: { contest, summary, latest, places, open: isIntakeOpen(contest.intake, ctx.now) } };
  });

export default function UnitHome() {
  const { name, now, contests, chosen } = useLoaderData<typeof loader>();
  if (!chosen) {
    return (
      <>
        <PageHeader title={m.unit_home_hello({ name })} />
        <EmptyState title={m.unit_home_no_contest_title()}>{m.unit_home_no_contest_text()}</EmptyState>
      </>
    );
  }
  const { contest, summary, latest, places, open } = chosen;
  const tasks = tasksOf(contest, summary, open);
  const newTo = `/unit/entries/new?contest=${contest.slug}`;
  const none = latest.length === 0;
  return (
    <>
      <PageHeader
        title={tasks.length > 0 ? m.unit_home_hello_tasks({ name, count: tasks.length }) : m.unit_home_hello({ name })}
        hint={m.unit_home_today({ weekday: formatWeekday(now), date: formatDate(now) })}
        actions={
          open && !none ? (
            <>
              <LinkButton to={`/unit/contests/${contest.slug}/desk`} icon="list">{m.desk_link()}</LinkButton>
              <LinkButton to={newTo} kind="primary" icon="plus">
                {m.unit_home_add()}
              </LinkButton>
            </>
          ) : null
        }
      />
      {contests.length > 1 ? (
        <Tabs
          label={m.unit_home_contests()}
          look="pills"
          tabs={contests.map(({ slug, name: label, year }) => ({
            to: `/unit?contest=${slug}`,
            label: `${label} · ${year}`,
            current: slug === contest.slug,
          }))}
        />
      ) : null}
      <div className="mt-4 grid gap-5 lg:grid-cols-[minmax(0,1fr)_360px] lg:items-start">
        <div className="grid gap-4 lg:order-2">
          <DeadlineCard contest={contest} summary={summary} now={now} />
          <PlacesCard places={places} />
        </div>
        {tasks.length > 0 ? (
          <Card flush>
            <TaskList tasks={tasks} />
          </Card>
        ) : none ? (
          <EmptyState
            title={m.unit_home_empty_title()}
            actions={
              open ? (
                <>
                  <LinkButton to={newTo} kind="primary" size="l" icon="camera">
                    {m.unit_home_add_first()}
                  </LinkButton>
                  <LinkButton to={`/unit/contests/${contest.slug}/desk`} size="l" icon="list">{m.desk_link()}</LinkButton>
                </>
              ) : null
            }
          >
            {open ? m.unit_home_empty_text() : m.unit_home_empty_closed()}
          </EmptyState>
        ) : (
          <Card>
            <p>{m.unit_home_nothing_to_do()}</p>
          </Card>
        )}
      </div>
      <EntryStrips slug={contest.slug} summary={summary} latest={latest} />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_home_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
