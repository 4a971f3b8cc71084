import { entryDivision } from "#app/domain/entries/division.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { readCategory } from "./category.ts";
import { isBlocking, type ImportCategory, type ImportPlaces, type ImportRow, type Mapping, type Problem } from "./model.ts";
import { UnitBook, unitKey } from "./units.ts";

/**
 * Matches rows with the contest: category and unit as written (else the ones chosen for rows that name none), the
 * division, and rows that repeat an earlier one of the same list.
 */
export function placeRows(rows: readonly ImportRow[], places: ImportPlaces, mapping: Mapping): ImportRow[] {
  const book = new UnitBook(places.units ?? []);
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const category = categoryOf(row, places.categories, mapping);
    const unit = places.units ? unitOf(row, book, mapping) : { unitId: null, problems: [] };
    const problems = [...row.problems, ...category.problems, ...unit.problems, ...limitsOf(row, category.category)];
    const placed = {
      ...row,
      entry: { ...row.entry, categoryId: category.category?.id ?? null, unitId: unit.unitId },
      problems,
    };
    const key = identityOf(placed);
    const earlier = key === null || problems.some(isBlocking) ? undefined : seen.get(key);
    if (earlier !== undefined) problems.push({ field: "row", code: "duplicate-row", params: { row: earlier } });
    else if (key !== null) seen.set(key, row.row);
    return placed;
  });
}

/**
 * What makes an entry the same entry again: unit, category, title and first author by their folded words, and the
 * birth. "Hoà" and "Hòa" are one. Null while the row does not say enough.
 */
export function identityOf({ entry, authors }: Pick<ImportRow, "entry" | "authors">): string | null {
  const [first] = authors;
  if (!first?.birth || entry.title === "") return null;
  const unit = entry.unitId ?? `${unitKey(entry.unit)}|${unitKey(entry.participant)}`;
  const category = entry.categoryId ?? fold(entry.category);
  const birth = first.birthPrecision === "year" ? first.birth.slice(0, 4) : first.birth;
  return identityKey({ unit, category, title: entry.title, author: first.fullName, birth });
}

export const identityKey = (of: { unit: string; category: string; title: string; author: string; birth: string }): string =>
  [of.unit, of.category, fold(of.title), fold(of.author), of.birth].join("|");

function categoryOf({ entry }: ImportRow, categories: readonly ImportCategory[], { defaultCategoryId }: Mapping) {
  const chosen = categories.find(({ id }) => id === defaultCategoryId) ?? (categories.length === 1 ? categories[0] : undefined);
  if (entry.category === "") {
    const problems: Problem[] = chosen ? [] : [{ field: "category", code: "category-missing" }];
    return { category: chosen ?? null, problems };
  }
  const reading = readCategory(entry.category, categories);
  if (reading.ok) return { category: reading.category, problems: [] };
  const problem: Problem = { field: "category", code: reading.code, params: { text: entry.category } };
  return { category: null, problems: [problem] };
}

function unitOf({ entry }: ImportRow, book: UnitBook, { defaultUnitId }: Mapping): { unitId: string | null; problems: Problem[] } {
  const { unit, participant } = entry;
  if (unit === "" && participant === "") {
    // What the form sent may be any text: a unit of somebody else is none.
    return defaultUnitId && book.has(defaultUnitId) ? { unitId: defaultUnitId, problems: [] } : { unitId: null, problems: [{ field: "unit", code: "unit-missing" }] };
  }
  const school = unit === "" ? null : book.find(unit, participant);
  if (school?.ok) return { unitId: school.unit.id, problems: [] };
  const above = participant === "" ? null : book.find(participant);
  if (above?.ok) {
    const unknown: Problem[] = school ? [{ field: "unit", code: "school-unknown", params: { name: unit, above: above.unit.name } }] : [];
    return { unitId: above.unit.id, problems: unknown };
  }
  const [refused, name] = school ? [school, unit] : [above!, participant];
  return { unitId: null, problems: [{ field: school ? "unit" : "participant", code: refused.code, params: { name } }] };
}

function limitsOf({ authors }: ImportRow, category: ImportCategory | null): Problem[] {
  if (!category || authors.length === 0) return [];
  const { maxAuthors: max, divisions } = category;
  if (authors.length > max) return [{ field: "authorName", code: "too-many-authors", params: { count: authors.length, max } }];
  const children = authors.map(({ birth, birthPrecision, className }) => ({ birthDate: birth, birthPrecision, className }));
  const reading = entryDivision(divisions, children);
  if (reading.ok || reading.reason === "birth-date-missing") return [];
  if (reading.reason === "class-missing") return [{ field: "className", code: "class-missing" }];
  return reading.reason === "birth-year-only" ? [] : [{ field: "row", code: "outside-divisions" }];
}
