import { addDays } from "#app/platform/dates.ts";

/**
 * Days off of every year (month-day): New Year, Liberation Day, Labour Day and National Day. Tết, the Hùng Kings' day
 * and the second day of the National Day are set anew each year and count as working days here: a deadline may so be
 * told too early, never too late.
 */
const fixedHolidays = new Set(["01-01", "04-30", "05-01", "09-02"]);

/** True for Monday to Friday that are no fixed public holiday of Việt Nam. `day` is an ISO date. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !fixedHolidays.has(day.slice(5));
}

/** The day that is `count` working days after `day`, which itself is not counted. Throws RangeError below 1. */
export function addWorkingDays(day: string, count: number): string {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of working days: ${count}`);
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}
