import { formatCount } from "#app/ui/format.ts";
import { m } from "#app/paraglide/messages.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * What is left until a deadline in the largest unit that is at least one, rounded down, so that nobody is
 * promised more than there is. Null when it has passed.
 */
export function timeLeft(msLeft: number): { count: number; unit: "days" | "hours" | "minutes" } | null {
  if (msLeft <= 0) return null;
  if (msLeft >= DAY_MS) return { count: Math.floor(msLeft / DAY_MS), unit: "days" };
  if (msLeft >= HOUR_MS) return { count: Math.floor(msLeft / HOUR_MS), unit: "hours" };
  return { count: Math.max(1, Math.floor(msLeft / MINUTE_MS)), unit: "minutes" };
}

const UNIT_WORDS = {
  days: () => m.ui_deadline_days(),
  hours: () => m.ui_deadline_hours(),
  minutes: () => m.ui_deadline_minutes(),
};

/** The yellow ticket: how long is left. Put the exact day and hour in words beside it. */
export function DeadlineTicket({ msLeft }: { msLeft: number }) {
  const left = timeLeft(msLeft);
  if (!left) return <span className="ticket ticket-over">{m.ui_deadline_over()}</span>;
  return (
    <span className="ticket">
      <b className="num">{formatCount(left.count)}</b> {UNIT_WORDS[left.unit]()}
    </span>
  );
}
