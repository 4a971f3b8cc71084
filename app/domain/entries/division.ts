import type { DivisionRule } from "#app/domain/contests/model.ts";
import { ageRangeOn, type DatePrecision } from "#app/platform/dates.ts";
import { fold } from "#app/platform/vietnamese.ts";

/**
 * What is known of a child for choosing the division. `birthDate` is ISO; by year alone it has precision
 * "year".
 */
export type ChildFacts = {
  birthDate?: string | null;
  birthPrecision?: DatePrecision | null;
  className?: string | null;
};

export type DivisionFault =
  | "class-missing"
  | "class-unreadable"
  | "birth-date-missing"
  | "birth-year-only"
  | "outside-divisions"
  | "no-child";

export type DivisionReading =
  | { ok: true; division: DivisionRule | null }
  | { ok: false; reason: DivisionFault; params: Record<string, string | number> };

const refuse = (reason: DivisionFault, params: Record<string, string | number> = {}): DivisionReading => ({
  ok: false,
  reason,
  params,
});

/**
 * The grade (1–12) in a class name as schools write it: "5A", "lớp 8C", "9", "6/2", "6A1"; null if there is
 * none.
 */
export function gradeOf(className: string): number | null {
  const match = /^(?:lop|khoi)?\s*(\d{1,2})(?!\d)/.exec(fold(className));
  const grade = Number(match?.[1]);
  return grade >= 1 && grade <= 12 ? grade : null;
}

/**
 * The division of one child, by class or by full age on the division's reference date, bounds included. A
 * category without divisions gives null. A birth known by year alone is enough while both possible ages fall
 * together.
 */
export function divisionOf(divisions: readonly DivisionRule[], child: ChildFacts): DivisionReading {
  if (divisions.length === 0) return { ok: true, division: null };
  const faults: DivisionReading[] = [];
  for (const division of divisions) {
    const span = spanOf(division, child);
    if (!Array.isArray(span)) faults.push(span);
    else if (division.from <= span[0] && span[1] <= division.to) return { ok: true, division };
    else if (division.from <= span[1] && span[0] <= division.to) {
      faults.unshift(refuse("birth-year-only", { least: span[0], most: span[1] }));
    }
  }
  return faults[0] ?? outside(divisions, child);
}

/** [value, value] of the child on the division's scale, or why there is none. */
function spanOf(division: DivisionRule, child: ChildFacts): [number, number] | DivisionReading {
  if (division.basis === "class") {
    if (!child.className?.trim()) return refuse("class-missing");
    const grade = gradeOf(child.className);
    return grade === null ? refuse("class-unreadable", { className: child.className }) : [grade, grade];
  }
  if (!child.birthDate || !division.referenceDate) return refuse("birth-date-missing");
  return ageRangeOn(child.birthDate, child.birthPrecision ?? "day", division.referenceDate);
}

function outside(divisions: readonly DivisionRule[], child: ChildFacts): DivisionReading {
  const first = divisions[0] as DivisionRule;
  const span = spanOf(first, child);
  const from = Math.min(...divisions.map((division) => division.from));
  const to = Math.max(...divisions.map((division) => division.to));
  return refuse("outside-divisions", {
    basis: first.basis,
    value: Array.isArray(span) ? span[0] : 0,
    from,
    to,
  });
}

/** The division of an entry: that of its eldest child. Refused with the first child who has none. */
export function entryDivision(
  divisions: readonly DivisionRule[],
  children: readonly ChildFacts[],
): DivisionReading {
  if (children.length === 0) return refuse("no-child");
  let eldest: DivisionReading | null = null;
  for (const child of children) {
    const reading = divisionOf(divisions, child);
    if (!reading.ok) return reading;
    if (!eldest?.ok || (reading.division?.from ?? 0) > (eldest.division?.from ?? 0)) eldest = reading;
  }
  return eldest as DivisionReading;
}

/** The id of the division in which all these children take part; null while that cannot be told. */
export function divisionIdOf(
  divisions: readonly (DivisionRule & { id: string })[],
  authors: readonly { birth: { iso: string; precision: DatePrecision }; className: string }[],
): string | null {
  const children = authors.map(({ birth, className }) => ({
    birthDate: birth.iso,
    birthPrecision: birth.precision,
    className,
  }));
  const reading = entryDivision(divisions, children);
  if (!reading.ok || !reading.division) return null;
  return divisions.find(({ code }) => code === reading.division?.code)?.id ?? null;
}
