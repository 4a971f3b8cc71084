import { formatVnDate, parseVnDate, type DateFault, type DatePrecision } from "#app/platform/dates.ts";
import { textOf } from "./cell.ts";
import type { Cell, Problem } from "./model.ts";

export type BirthReading = { birth: string | null; birthPrecision: DatePrecision; problems: Problem[] };

const read = (birth: string | null, birthPrecision: DatePrecision = "day", problems: Problem[] = []): BirthReading =>
  ({ birth, birthPrecision, problems });
const refuse = (code: Problem["code"], params: Record<string, string | number> = {}): BirthReading =>
  read(null, "day", [{ field: "birth", code, params }]);
const yearOnly = (year: number, code: "birth-year-only" | "birth-month-only" = "birth-year-only") =>
  read(`${year}-01-01`, "year", [{ field: "birth", code, params: { year } }]);

const faults: Record<DateFault, Problem["code"]> = {
  "date-empty": "birth-missing",
  "not-a-date": "birth-unreadable",
  "no-such-day": "birth-no-such-day",
  "no-such-month": "birth-no-such-month",
  "year-out-of-range": "birth-year-out-of-range",
  "year-needs-four-digits": "birth-year-needs-four-digits",
};

/** Excel's day 1 is 1 January 1900, and it counts a 29 February 1900 that never was. */
const dayZero = Date.UTC(1899, 11, 30);
const dayOfSerial = (serial: number): string => new Date(dayZero + serial * 86_400_000).toISOString().slice(0, 10);
const isSerial = (value: number) => Number.isInteger(value) && value >= 20_000 && value <= 60_000;

/**
 * A birth as a cell says it: a day, dd/mm/yyyy in any of its writings, or a year alone. A bare number that may be
 * Excel's day ("41703") is asked about, unless somebody has said that such numbers are days.
 */
export function readBirth(cell: Cell | undefined, { serialsAreDays = false }: { serialsAreDays?: boolean }): BirthReading {
  if (cell && typeof cell === "object" && "fault" in cell) return refuse("cell-fault", { fault: cell.fault });
  if (cell && typeof cell === "object") return read(cell.day);
  const text = plainDate(textOf(cell));
  const value = /^\d+$/.test(text) ? Number(text) : null;
  if (value !== null && isSerial(value)) {
    const day = dayOfSerial(value);
    return serialsAreDays ? read(day) : refuse("birth-serial", { value, day: formatVnDate(day) });
  }
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text);
  if (month && Number(month[1]) >= 1 && Number(month[1]) <= 12) return yearOnly(Number(month[2]), "birth-month-only");
  // A number cell drops the nought of ddmmyyyy.
  const reading = parseVnDate(/^\d{7}$/.test(text) ? `0${text}` : text);
  if (!reading.ok) return refuse(faults[reading.reason], { ...reading.params, text });
  return reading.precision === "year" ? yearOnly(Number(reading.iso.slice(0, 4))) : read(reading.iso);
}

/** "Ngày 5 tháng 9 năm 2013", "5/9/2013 00:00:00" and "sinh 2013" as the date within. */
function plainDate(text: string): string {
  return text
    .replace(/^(?:sinh|s|ns)?\s*(?:ngày|năm)?\s*[:.]?\s*(?=\d)/iu, "")
    .replace(/\s*(?:tháng|năm)\s*/giu, "/")
    .replace(/\s+0?0:00(?::00)?$/u, "")
    .replace(/[\\|,]/g, "/")
    .trim();
}

/** True for what looks like a birth, for telling a column by what it holds. */
export function looksLikeBirth(cell: Cell): boolean {
  if (cell && typeof cell === "object") return "day" in cell;
  const text = plainDate(textOf(cell));
  if (/^\d{5}$/.test(text)) return isSerial(Number(text));
  if (/^\d{4}$/.test(text)) return Number(text) >= 1990 && Number(text) <= 2040;
  return parseVnDate(text).ok;
}
