import { fold, nameParts } from "#app/platform/vietnamese.ts";

/** A person's name ready to be compared: `folded` and `family` without marks, `familyName` as written. */
export type Person = { name: string; folded: string; family: string; familyName: string };

/** Reads a full name in Vietnamese order, the family name first. */
export function personOf(name: string): Person {
  const { family } = nameParts(name);
  return { name, folded: fold(name), family: fold(family), familyName: family };
}

/** How often each family name occurs among those who take part. */
export type FamilyNames = { total: number; count(family: string): number; isCommon(family: string): boolean };

/** A family name is common when more than one person and more than one in twenty bear it. */
export function familyNames(people: readonly Person[]): FamilyNames {
  const counts = new Map<string, number>();
  for (const { family } of people) if (family !== "") counts.set(family, (counts.get(family) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, value) => sum + value, 0);
  const count = (family: string) => counts.get(family) ?? 0;
  return { total, count, isCommon: (family) => count(family) > 1 && count(family) * 20 > total };
}
