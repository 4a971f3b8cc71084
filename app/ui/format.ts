import { m } from "#app/paraglide/messages.js";
import { getLocale } from "#app/paraglide/runtime.js";

/** A language of the interface. */
export type Locale = "vi" | "en";

/** Viet Nam keeps UTC+7 all year, so Asia/Ho_Chi_Minh is a fixed shift. */
const ZONE_SHIFT_MS = 7 * 3_600_000;
const EMPTY = "–";
const WEEKDAYS = [
  m.ui_weekday_0,
  m.ui_weekday_1,
  m.ui_weekday_2,
  m.ui_weekday_3,
  m.ui_weekday_4,
  m.ui_weekday_5,
  m.ui_weekday_6,
] as const;

type Moment = Date | string | number;

const two = (n: number) => String(n).padStart(2, "0");
const decimalMark = (locale: Locale) => (locale === "vi" ? "," : ".");

function inVietNam(moment: Moment): Date {
  return new Date(new Date(moment).getTime() + ZONE_SHIFT_MS);
}

function grouped(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, mark);
}

/** A whole number with thousands marked: 1.234 in Vietnamese, 1,234 in English. */
export function formatCount(count: number, locale: Locale = getLocale()): string {
  const sign = count < 0 ? "-" : "";
  return sign + grouped(String(Math.abs(Math.round(count))), locale === "vi" ? "." : ",");
}

/** Points kept in hundredths, always with two decimals: 8467 is "84,67". Null is "–", never 0. */
export function formatPoints(hundredths: number | null, locale: Locale = getLocale()): string {
  if (hundredths === null) return EMPTY;
  const abs = Math.abs(Math.round(hundredths));
  const sign = hundredths < 0 ? "-" : "";
  return `${sign}${formatCount(Math.floor(abs / 100), locale)}${decimalMark(locale)}${two(abs % 100)}`;
}

/** A score as a judge wrote it, hundredths without idle zeros: 2700 is "27", 750 is "7,5". */
export function formatScore(hundredths: number | null, locale: Locale = getLocale()): string {
  return formatPoints(hundredths, locale).replace(/([.,]\d*?)0+$/, (_, kept: string) =>
    kept.length > 1 ? kept : "",
  );
}

/**
 * Typed points to hundredths; comma or full stop as decimal mark.
 * Empty text is null (not scored); text that is no number with at most two decimals is undefined.
 */
export function parsePoints(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(trimmed);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** A moment's day in Viet Nam as dd/mm/yyyy, in both languages. */
export function formatDate(moment: Moment): string {
  const day = inVietNam(moment);
  return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
}

/** A calendar day "2013-09-05" (no time, no zone) as 05/09/2013. */
export function formatDay(isoDay: string): string {
  return isoDay.slice(0, 10).split("-").reverse().join("/");
}

/** The hour in Viet Nam, kept on one line: "17 giờ 00" or "17:00". */
export function formatTime(moment: Moment, locale: Locale = getLocale()): string {
  const at = inVietNam(moment);
  return m.ui_time({ hour: two(at.getUTCHours()), minute: two(at.getUTCMinutes()) }, { locale });
}

/** Hour and day: "17 giờ 00, 31/08/2023". */
export function formatDateTime(moment: Moment, locale: Locale = getLocale()): string {
  return m.ui_date_time({ time: formatTime(moment, locale), date: formatDate(moment) }, { locale });
}

/** The day of the week in Viet Nam: "thứ Năm". */
export function formatWeekday(moment: Moment, locale: Locale = getLocale()): string {
  const weekday = WEEKDAYS[inVietNam(moment).getUTCDay()] ?? m.ui_weekday_0;
  return weekday({}, { locale });
}

/** A file's size with one decimal from 1 MB up: 812 KB, "1,4 MB", "2,1 GB" (1 KB = 1,024 bytes). */
export function formatBytes(bytes: number, locale: Locale = getLocale()): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1023.5 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const text = unit === 0 ? String(Math.round(size)) : size.toFixed(1).replace(/\.0$/, "");
  return `${text.replace(".", decimalMark(locale))} ${units[unit]}`;
}

/** A length of time in milliseconds, rounded to seconds: "5 phút 16 giây", "1 giờ 02 phút 09 giây". */
export function formatDuration(ms: number, locale: Locale = getLocale()): string {
  const total = Math.round(ms / 1000);
  const parts = [
    { value: Math.floor(total / 3600), word: m.ui_hours },
    { value: Math.floor(total / 60) % 60, word: m.ui_minutes },
    { value: total % 60, word: m.ui_seconds },
  ].filter((part) => part.value > 0);
  if (parts.length === 0) return m.ui_seconds({ count: "0" }, { locale });
  return parts
    .map(({ value, word }, at) => word({ count: at === 0 ? String(value) : two(value) }, { locale }))
    .join(" ");
}

/** A clip's length as on a player: "05:16", or "1:02:09" from an hour up. */
export function formatClock(ms: number): string {
  const total = Math.round(ms / 1000);
  const minutes = Math.floor(total / 60);
  const tail = `${two(minutes % 60)}:${two(total % 60)}`;
  return minutes >= 60 ? `${Math.floor(minutes / 60)}:${tail}` : tail;
}

/** Money kept in đồng: "1.500.000 đồng". */
export function formatMoney(dong: number, locale: Locale = getLocale()): string {
  return m.ui_money({ amount: formatCount(dong, locale) }, { locale });
}

/** A part of a whole as a percentage, rounded down so that 100 means done. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.max(0, Math.min(100, Math.floor((part / whole) * 100)));
}
