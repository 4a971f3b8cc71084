import type { PhaseKind } from "#app/domain/contests/model.ts";
import { vnDayOf } from "#app/platform/dates.ts";

/**
 * The intake of a contest's first round: its phase, its deadline, which is excluded, and the minutes of grace in
 * which what is under way is still taken.
 */
export type Intake = { phase: PhaseKind; endsAt: Date | null; graceMinutes?: number };

const minuteMs = 60_000;

/** Intake stands open while the round is in that phase and, by the clock, before the deadline: at 17:00 it is closed. */
export function isIntakeOpen(intake: Intake, now: Date): boolean {
  return takesSubmissions({ ...intake, graceMinutes: 0 }, now);
}

/** Whether a draft may still be sent: while intake is open and in the minutes of grace, which are not announced. */
export function takesSubmissions({ phase, endsAt, graceMinutes = 0 }: Intake, now: Date): boolean {
  return phase === "open" && (endsAt === null || now.getTime() < endsAt.getTime() + graceMinutes * minuteMs);
}

/** How a submission stands to the deadline: "by-postmark" came later but was posted in time. */
export type Lateness = "in-time" | "by-postmark" | "in-grace" | "late";

export type Arrival = {
  submittedAt: Date;
  deadline: Date | null;
  graceMinutes?: number;
  /** The day stamped on the envelope of a paper entry, ISO. */
  postmarkedOn?: string | null;
};

/** Compares a first submission with the deadline ("tính theo dấu bưu điện" where a postmark is on record). */
export function latenessOf({ submittedAt, deadline, graceMinutes = 0, postmarkedOn = null }: Arrival): Lateness {
  if (!deadline || submittedAt.getTime() < deadline.getTime()) return "in-time";
  if (isPostedInTime(postmarkedOn, deadline)) return "by-postmark";
  return submittedAt.getTime() < deadline.getTime() + graceMinutes * minuteMs ? "in-grace" : "late";
}

/** A postmark counts by its day: in time on the day of the last moment before the deadline, and earlier. */
export function isPostedInTime(postmarkedOn: string | null, deadline: Date): boolean {
  return postmarkedOn !== null && postmarkedOn <= vnDayOf(new Date(deadline.getTime() - 1));
}
