import type { Sex } from "#app/domain/entries/states.ts";
import { fold } from "#app/platform/vietnamese.ts";

/** Entries of a unit or division: received = valid + rejected + withdrawn + pending. */
export type EntryTally = {
  received: number; valid: number; rejected: number; withdrawn: number; pending: number; awarded: number; nominated: number;
};
/** Children, each counted once; `minority` are those of another people than the Kinh, as far as it was told. */
export type ChildTally = { children: number; female: number; minority: number };
export type Participation = {
  childId: string; unitId: string; categoryCode: string; divisionId: string | null;
  sex: Sex; birthYear: number; ethnicity: string | null;
};

export type UnitRow = EntryTally & ChildTally & { unitId: string; name: string; byCategory: Record<string, number> };
export type DivisionRow = EntryTally & { key: string; category: string; division: string | null; children: number };
export type Share<T> = { value: T; children: number };

/** Everything the report of a round says; no child can be told from it by name. */
export type Report = {
  contestName: string; year: number; roundName: string; unitName: string; organisation: string;
  sentence: string;
  /** Prizes and nominees are proposals until publication. */
  published: boolean;
  unitKind: string | null;
  categories: { code: string; name: string }[];
  units: UnitRow[];
  total: Omit<UnitRow, "unitId" | "name">;
  sexes: Share<Sex>[];
  /** Full years in the contest's year, by year of birth. */
  ages: Share<number>[];
  /** Null is "not told". */
  peoples: Share<string | null>[];
  divisions: DivisionRow[];
};

const NO_ENTRIES: EntryTally = {
  received: 0, valid: 0, rejected: 0, withdrawn: 0, pending: 0, awarded: 0, nominated: 0,
};

/** The sum of tallies of entries. Entries belong to one unit and one division, so they may be added up. */
export function addTallies(tallies: readonly EntryTally[]): EntryTally {
  const keys = Object.keys(NO_ENTRIES) as (keyof EntryTally)[];
  const sum = { ...NO_ENTRIES };
  for (const tally of tallies) for (const key of keys) sum[key] += tally[key];
  return sum;
}

/** True for a people other than the majority (Kinh, also written Việt); not told is not counted. */
export function isMinority(ethnicity: string | null): boolean {
  const people = fold(ethnicity ?? "");
  return people !== "" && !/^(nguoi )?(kinh|viet)\b/.test(people);
}

/** The children behind some participations, each once, however many works they share in. */
export function tallyChildren(participations: readonly Participation[]): ChildTally {
  const children = distinctChildren(participations);
  return {
    children: children.length,
    female: children.filter(({ sex }) => sex === "female").length,
    minority: children.filter(({ ethnicity }) => isMinority(ethnicity)).length,
  };
}

/** Each child of some participations once. */
export function distinctChildren(participations: readonly Participation[]): Participation[] {
  return [...new Map(participations.map((one) => [one.childId, one])).values()];
}

/** How many children there are of each value, in the order of `compare`. */
export function sharesOf<T>(
  children: readonly Participation[],
  valueOf: (child: Participation) => T,
  compare: (a: Share<T>, b: Share<T>) => number,
): Share<T>[] {
  const counts = new Map<T, number>();
  for (const child of children) counts.set(valueOf(child), (counts.get(valueOf(child)) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, children: number })).sort(compare);
}

/** Children by people: spellings that differ in case or marks alone are one, called as it was written first. */
export function sharesOfPeoples(children: readonly Participation[]): Share<string | null>[] {
  const names = new Map<string, string>();
  for (const { ethnicity } of children) if (ethnicity && !names.has(fold(ethnicity))) names.set(fold(ethnicity), ethnicity);
  const nameOf = ({ ethnicity }: Participation) => (ethnicity ? (names.get(fold(ethnicity)) ?? null) : null);
  const last = ({ value }: Share<string | null>) => (value === null ? 1 : 0);
  return sharesOf(children, nameOf, (a, b) => last(a) - last(b) || b.children - a.children);
}
