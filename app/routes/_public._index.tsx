import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listPublicContests, type PublicContest } from "#app/domain/contests/landing.server.ts";
import { isSetupOpen } from "#app/domain/people/setup.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { CrayonStroke, CrayonUnderline } from "#app/ui/crayon.tsx";
import { DeadlineTicket } from "#app/ui/deadline-ticket.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatDate, formatTime, formatWeekday } from "#app/ui/format.ts";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db, now }) => {
    const contests = await listPublicContests(db);
    if (contests.length === 0 && (await isSetupOpen(db))) throw redirect("/setup");
    return { now, contests };
  });

/** Entries are taken: the phase says so and its end has not come. */
const takesEntries = ({ phase, intakeEndsAt }: PublicContest, now: Date) =>
  phase === "open" && (intakeEndsAt === null || now < intakeEndsAt);

function ContestCard({ contest, now }: { contest: PublicContest; now: Date }) {
  const at = `/contests/${contest.slug}`;
  const { intakeEndsAt: ends } = contest;
  const open = takesEntries(contest, now);
  return (
    <li className="card flex flex-col items-start gap-3">
      <Chip tone={open ? "ok" : contest.published ? "award" : "info"} icon={open ? "inbox" : "flag"}>
        {open ? m.public_home_open() : contest.published ? m.public_home_published() : phaseWord(contest.phase)}
      </Chip>
      <h3 className="public-section">
        <Link to={at} className="text-text no-underline hover:underline">
          {contest.name} · {contest.year}
        </Link>
      </h3>
      <p className="hand text-[1.375rem] text-bad">{m.public_contest_theme({ theme: contest.theme })}</p>
      <p className="small muted">{contest.organisation}</p>
      {open && ends ? (
        <div className="deadline">
          <DeadlineTicket msLeft={ends.getTime() - now.getTime()} />
          <p className="small font-semibold">
            {m.public_contest_deadline({ time: formatTime(ends), weekday: formatWeekday(ends), date: formatDate(ends) })}
          </p>
        </div>
      ) : null}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        <LinkButton to={at} kind={open ? "primary" : "secondary"}>{m.public_home_see()}</LinkButton>
        {contest.published ? <LinkButton to={`${at}/results`}>{m.public_contest_results()}</LinkButton> : null}
      </div>
    </li>
  );
}

/** What the portal does for each of the three who come here first. */
function About() {
  const parts = [
    { colour: "red", title: m.public_home_for_units(), text: m.public_home_for_units_text() },
    { colour: "yellow", title: m.public_home_for_judges(), text: m.public_home_for_judges_text() },
    { colour: "green", title: m.public_home_for_families(), text: m.public_home_for_families_text() },
  ] as const;
  return (
    <section className="wrap mt-14 grid gap-8 lg:grid-cols-3" aria-label={m.public_home_about()}>
      {parts.map(({ colour, title, text }) => (
        <div key={colour}>
          <CrayonStroke colour={colour} />
          <h2 className="section-title mt-3">{title}</h2>
          <p className="mt-1 text-text-2">{text}</p>
        </div>
      ))}
    </section>
  );
}

export default function Home() {
  const { contests, now } = useLoaderData<typeof loader>();
  return (
    <>
      <section className="wrap grid items-center gap-8 py-8 lg:grid-cols-[minmax(0,1fr)_420px] lg:py-14">
        <div>
          <h1 className="public-title">
            {m.public_home_title_start()} <CrayonUnderline>{m.public_home_title_end()}</CrayonUnderline>
          </h1>
          <p className="mt-6 max-w-[56ch] text-[1.0625rem] text-text-2">{m.public_home_lead()}</p>
        </div>
        <img
          src="/drawings/to-school.webp" alt={m.public_contest_drawn()} width={720} height={509}
          className="hidden rotate-2 rounded-[2px] shadow-(--sh-paper) lg:block"
        />
      </section>
      <section className="wrap">
        <h2 className="public-section mb-4">{m.public_home_contests()}</h2>
        {contests.length > 0 ? (
          <ul className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
            {contests.map((contest) => (
              <ContestCard key={contest.slug} contest={contest} now={now} />
            ))}
          </ul>
        ) : (
          <EmptyState title={m.public_home_empty()} level={3}>
            {m.public_home_empty_text()}
          </EmptyState>
        )}
      </section>
      <About />
    </>
  );
}

export const meta: MetaFunction = () => [
  { title: m.common_app_name() },
  { name: "description", content: m.common_app_line() },
  { property: "og:title", content: m.common_app_name() },
  { property: "og:description", content: m.common_app_line() },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
