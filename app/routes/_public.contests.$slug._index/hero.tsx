import type { Landing } from "#app/domain/contests/landing.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { CrayonUnderline } from "#app/ui/crayon.tsx";
import { DeadlineTicket } from "#app/ui/deadline-ticket.tsx";
import { formatDate, formatTime, formatWeekday } from "#app/ui/format.ts";
import { HeroArt, type HeroWork } from "./hero-art.tsx";

type HeroProps = { contest: Landing; works: readonly HeroWork[]; intakeEndsAt: Date | null; now: Date; open: boolean };

/** The title with the crayon under its last two words. */
function Title({ name }: { name: string }) {
  const words = name.split(" ");
  const kept = words.slice(0, -2).join(" ");
  return (
    <h1 className="public-title">
      {kept} <CrayonUnderline>{words.slice(-2).join(" ")}</CrayonUnderline>
    </h1>
  );
}

/** The deadline as a ticket with its day and hour, while entries are taken. */
function Deadline({ endsAt, now }: { endsAt: Date; now: Date }) {
  return (
    <div className="deadline">
      <DeadlineTicket msLeft={endsAt.getTime() - now.getTime()} />
      <p className="font-bold leading-snug">
        {m.public_contest_deadline({
          time: formatTime(endsAt), weekday: formatWeekday(endsAt), date: formatDate(endsAt),
        })}
      </p>
    </div>
  );
}

/** The top of a contest's page: what it is, until when, the two ways on, and drawings. */
export function Hero({ contest, works, intakeEndsAt, now, open }: HeroProps) {
  const at = `/contests/${contest.slug}`;
  const published = contest.rounds.some((round) => round.published);
  const categories = contest.categories.map(({ name }) => name.toLowerCase()).join(", ");
  return (
    <section className="overflow-hidden">
      <div className="wrap grid gap-x-10 lg:grid-cols-2">
        <HeroArt works={works} />
        <div className="relative flex flex-col items-start gap-4 pt-3 lg:order-first lg:py-14">
          <p className="eyebrow">{m.public_contest_eyebrow({ categories, year: contest.year })}</p>
          <Title name={contest.name} />
          <p className="hand text-[1.75rem] text-bad">{m.public_contest_theme({ theme: contest.theme })}</p>
          <p className="max-w-[54ch] text-[1.0625rem] text-text-2">{contest.lead}</p>
          <div className="flex w-full flex-wrap gap-3">
            {published ? (
              <LinkButton to={`${at}/results`} kind="primary" size="l">
                {m.public_contest_results()}
              </LinkButton>
            ) : null}
            <LinkButton to={`${at}/rules`} kind={published ? "secondary" : "primary"} size="l">
              {m.public_contest_rules()}
            </LinkButton>
            {open ? (
              <LinkButton to="/unit" size="l">
                {m.public_contest_send()}
              </LinkButton>
            ) : null}
          </div>
          {open && intakeEndsAt ? <Deadline endsAt={intakeEndsAt} now={now} /> : null}
        </div>
      </div>
    </section>
  );
}
