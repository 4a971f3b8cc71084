import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { pathOf } from "#app/domain/contests/steps.ts";
import { actPage, isWaiting, nextAct } from "#app/domain/documents/next-act.ts";
import { listOfficeRounds, type OfficeRoundRow } from "#app/domain/documents/office-rounds.server.ts";
import { isAdministrator, isOrganiserOf } from "#app/domain/people/actor.ts";
import { actWords } from "#app/http/act-words.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatDate, formatDateTime, formatWeekday } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PhaseStepper } from "#app/ui/phase-stepper.tsx";
import { TaskList } from "#app/ui/task-list.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({
    name: ctx.actor.name,
    now: ctx.now,
    administrator: isAdministrator(ctx.actor),
    rounds: (await listOfficeRounds(ctx)).map((round) => {
      const next = nextAct(round, ctx.now);
      // A secretary screens; whatever else a round waits for is the organiser's to do.
      const own = next.act === "screen" || isOrganiserOf(ctx.actor, round.unitId);
      return { round, next, due: own && !isWaiting(next) };
    }),
  }));

type Waiting = { round: OfficeRoundRow; next: ReturnType<typeof nextAct> };

const nameOf = (round: OfficeRoundRow) => m.office_home_round({ contest: round.contestName, year: round.year, round: round.name });

/** What rounds wait for, each with the way to it; rounds that only wait for others stand below. */
function Tasks({ due }: { due: readonly Waiting[] }) {
  return (
    <Card flush title={m.office_home_due({ count: due.length })}>
      <TaskList
        tasks={due.map(({ round, next }) => {
          const words = actWords(next);
          return {
            key: round.id, icon: words.icon, tone: words.tone, title: words.title, hint: nameOf(round),
            action: (
              <LinkButton to={`/office/rounds/${round.id}${actPage[next.act]}`} size="s">
                {words.button}
              </LinkButton>
            ),
          };
        })}
      />
    </Card>
  );
}

function RoundCard({ round }: { round: OfficeRoundRow }) {
  const { phase, phaseEndsAt, hasNext, forwarded } = round;
  return (
    <section className="card">
      <h2 className="section-title">
        <Link to={`/office/rounds/${round.id}`}>{m.office_home_contest({ contest: round.contestName, year: round.year })}</Link>
      </h2>
      <p className="small muted mb-4">
        {round.name} · {m.office_home_phase({ phase: phaseWord(phase) })}
        {phaseEndsAt && phase !== "published" ? ` · ${m.office_home_until({ at: formatDateTime(phaseEndsAt) })}` : ""}
      </p>
      <PhaseStepper
        label={m.office_overview_path()} phone="compact"
        steps={pathOf({ phase, hasNext, forwarded }).map(({ kind, state }) => ({
          key: kind, state, label: kind === "forward" ? m.office_overview_forward() : phaseWord(kind),
        }))}
      />
      <p className="small num mt-4">
        {m.office_home_counts({ received: round.received, valid: round.valid, pending: round.pending })}
      </p>
    </section>
  );
}

export default function OfficeHome() {
  const { name, now, administrator, rounds } = useLoaderData<typeof loader>();
  const due = rounds.filter((one) => one.due);
  return (
    <>
      <PageHeader
        title={m.office_home_hello({ name })}
        hint={m.office_home_today({ weekday: formatWeekday(now), date: formatDate(now) })}
        actions={<LinkButton to="/office/contests" icon="settings">{m.office_home_contests()}</LinkButton>}
      />
      {rounds.length === 0 ? (
        <EmptyState
          title={m.office_home_empty()}
          actions={<LinkButton to="/office/contests" kind="primary">{m.office_home_make()}</LinkButton>}
        >
          {administrator ? m.office_home_empty_administrator() : m.office_home_empty_text()}
        </EmptyState>
      ) : (
        <div className="stack-wide">
          {due.length > 0 ? <Tasks due={due} /> : <p className="card">{m.office_home_nothing_due()}</p>}
          <div className="grid gap-5 xl:grid-cols-2">
            {rounds.map(({ round }) => (
              <RoundCard key={round.id} round={round} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_home_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
