import type { Queue } from "#app/platform/queue.server.ts";

/** What happens by the clock of Vietnam: job name and cron notation (minute hour day month weekday). */
export const timetable: readonly { job: string; cron: string }[] = [
  { job: "contests.move-phases", cron: "* * * * *" },
  { job: "files.mend-steps", cron: "0 3 * * *" },
  { job: "files.sweep-orphans", cron: "20 3 * * *" },
  { job: "files.sweep-unreferenced", cron: "40 3 * * *" },
  { job: "entries.forget-imports", cron: "50 3 * * *" },
  { job: "entries.forget-proofs", cron: "0 4 * * *" },
];

/** Puts the timetable into a started queue; repeating it changes nothing. */
export async function keepTimetable(queue: Queue): Promise<void> {
  for (const { job, cron } of timetable) await queue.schedule(job, cron);
}
