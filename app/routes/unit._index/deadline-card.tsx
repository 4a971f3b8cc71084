import type { UnitContest, UnitSummary } from "#app/domain/entries/queries/for-unit.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DeadlineTicket } from "#app/ui/deadline-ticket.tsx";
import { formatDate, formatTime, formatWeekday } from "#app/ui/format.ts";

type Props = { contest: UnitContest; summary: UnitSummary; now: Date };

/** The deadline as a ticket and in words, and how much was sent for each category. */
export function DeadlineCard({ contest, summary, now }: Props) {
  const { phase, endsAt } = contest.intake;
  const msLeft = phase === "open" && endsAt ? endsAt.getTime() - now.getTime() : 0;
  return (
    <Card>
      <div className="flex items-center gap-4">
        {endsAt ? <DeadlineTicket msLeft={msLeft} /> : null}
        <div className="min-w-0">
          {endsAt ? (
            <p className="font-bold leading-snug">
              {m.unit_deadline({ time: formatTime(endsAt), weekday: formatWeekday(endsAt), date: formatDate(endsAt) })}
            </p>
          ) : null}
          <ul className="small muted mt-1">
            {summary.categories.map(({ categoryId, name, states }) => {
              const sent = states.submitted + states.returned + states.valid + states.invalid;
              return (
                <li key={categoryId}>
                  {m.unit_deadline_category({ name, sent, drafts: states.draft })}
                </li>
              );
            })}
          </ul>
        </div>
      </div>
      <p className="small muted mt-3">{m.unit_deadline_organiser({ contest: contest.name, organiser: contest.organiser })}</p>
    </Card>
  );
}
