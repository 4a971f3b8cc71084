/**
 * Days and moments as people in Việt Nam write them. A day is an ISO date string ("2015-03-31"), a moment a
 * Date. The country keeps UTC+7 without summer time (since 1975), so a fixed offset is exact for every date
 * used here.
 */

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

export type DatePrecision = "day" | "year";

export type DateFault =
  | "date-empty"
  | "not-a-date"
  | "no-such-day"
  | "no-such-month"
  | "year-out-of-range"
  | "year-needs-four-digits";

/** `params` hold what was read: day, month, year and, for "no-such-day", the month's last day. */
export type DateRefusal = { ok: false; reason: DateFault; params: Record<string, number> };
export type DateReading = { ok: true; iso: string; precision: DatePrecision } | DateRefusal;

export type TimeFault = "time-empty" | "not-a-time";
export type MomentReading =
  { ok: true; at: Date } | DateRefusal | { ok: false; reason: TimeFault; params: Record<string, number> };

const pad = (value: number, width = 2) => String(value).padStart(width, "0");
const isoOf = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
const refuse = (reason: DateFault, params: Record<string, number> = {}): DateRefusal => ({
  ok: false,
  reason,
  params,
});

/** The number of days of a month (1–12) of the Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dayOf(year: number, month: number, day: number): DateReading {
  const params = { day, month, year };
  if (year < FIRST_YEAR || year > LAST_YEAR) return refuse("year-out-of-range", params);
  if (month < 1 || month > 12) return refuse("no-such-month", params);
  const lastDay = daysInMonth(year, month);
  if (day < 1 || day > lastDay) return refuse("no-such-day", { ...params, lastDay });
  return { ok: true, iso: isoOf(year, month, day), precision: "day" };
}

/**
 * Reads a typed day: dd/mm/yyyy with /, - or . between, eight digits ddmmyyyy, the ISO form a date field
 * sends, or a year alone (precision "year", iso its first day). "31/02/2015" is "no-such-day", not the 3rd of
 * March.
 */
export function parseVnDate(raw: string): DateReading {
  const text = raw.trim().replace(/\s*([/.-])\s*/g, "$1");
  if (text === "") return refuse("date-empty");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? /^(\d{2})()(\d{2})(\d{4})$/.exec(text);
  if (written) return dayOf(Number(written[4]), Number(written[3]), Number(written[1]));
  if (/^\d{1,2}([/.-])\d{1,2}\1\d{2}$/.test(text)) return refuse("year-needs-four-digits");
  if (!/^\d{4}$/.test(text)) return refuse("not-a-date");
  const year = Number(text);
  if (year < FIRST_YEAR || year > LAST_YEAR) return refuse("year-out-of-range", { year });
  return { ok: true, iso: isoOf(year, 1, 1), precision: "year" };
}

/** Reads a time of day, "17:00", "17h", "17h30" or "17 giờ 00", as [hour, minute]; null if it is none. */
export function parseVnTime(raw: string): [number, number] | null {
  const match = /^(\d{1,2})(?:\s*(?::|h|giờ)\s*(\d{2})?(?:\s*phút)?(?::00)?)$/iu.exec(
    raw.trim().normalize("NFC"),
  );
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  return match && hour <= 23 && minute <= 59 ? [hour, minute] : null;
}

/**
 * Reads a typed moment in Vietnamese time: "31/08/2023 17:00", "17 giờ 00, 31/08/2023" or what a date-time
 * field sends ("2023-08-31T17:00"). A day without a time is "time-empty": a deadline must say its hour.
 */
export function parseVnDateTime(raw: string): MomentReading {
  const text = raw
    .trim()
    .normalize("NFC")
    .replace(/\s*ngày\s*/giu, " ")
    .replace(/[,;]/g, " ")
    .replace(/\s+/g, " ");
  const day = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.exec(text)?.[0];
  if (day === undefined) return refuse(text === "" ? "date-empty" : "not-a-date");
  const date = parseVnDate(day);
  if (!date.ok) return date;
  const rest = text.replace(day, "").replace(/^T/, "").trim();
  if (rest === "") return { ok: false, reason: "time-empty", params: {} };
  const time = parseVnTime(rest);
  if (!time) return { ok: false, reason: "not-a-time", params: {} };
  return { ok: true, at: vnInstant(date.iso, `${pad(time[0])}:${pad(time[1])}`) };
}

/** The calendar day in Việt Nam (ISO date) at a moment. */
export function vnDayOf(now: Date): string {
  return new Date(now.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The time of day in Việt Nam, "17:00", at a moment. */
export function vnTimeOf(now: Date): string {
  return new Date(now.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/**
 * The moment a Vietnamese clock shows `time` ("17:00") on a day (ISO date). Throws RangeError on nonsense.
 */
export function vnInstant(isoDate: string, time = "00:00"): Date {
  const at = new Date(`${isoDate}T${time}:00Z`).getTime();
  if (Number.isNaN(at)) throw new RangeError(`not a moment: ${isoDate} ${time}`);
  return new Date(at - OFFSET_MS);
}

/** An ISO date as people write it: "05/09/2013"; of a date known by year alone, the year. */
export function formatVnDate(iso: string, precision: DatePrecision = "day"): string {
  const [year = "", month = "", day = ""] = iso.slice(0, 10).split("-");
  return precision === "year" ? year : `${day}/${month}/${year}`;
}

/** The ISO date some days later (or earlier, if negative). */
export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Full years lived on a day. A child born on 29 February completes a year on 1 March of a common year.
 * Negative when the day lies before the birth.
 */
export function ageOn(birthIso: string, dayIso: string): number {
  const years = Number(dayIso.slice(0, 4)) - Number(birthIso.slice(0, 4));
  return dayIso.slice(5) < birthIso.slice(5) ? years - 1 : years;
}

/** The ages possible on a day, [least, most]: a birth known by year alone leaves two. */
export function ageRangeOn(birthIso: string, precision: DatePrecision, dayIso: string): [number, number] {
  if (precision === "day") return [ageOn(birthIso, dayIso), ageOn(birthIso, dayIso)];
  const year = birthIso.slice(0, 4);
  return [ageOn(`${year}-12-31`, dayIso), ageOn(`${year}-01-01`, dayIso)];
}

/** The moment of an ISO text as `toISOString` writes it for the years 1900 to 2100, else null: cursors are typed by anyone. */
export function readInstant(text: string): Date | null {
  const at = new Date(text);
  const year = at.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR && at.toISOString() === text ? at : null;
}

/** Whether a text is a day of the calendar in the ISO form: "2023-02-31" is none. */
export const isIsoDay = (text: string): boolean => readInstant(`${text}T00:00:00.000Z`) !== null;
