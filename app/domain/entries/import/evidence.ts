import { looksLikeBirth } from "./birth.ts";
import { isEmpty, textOf } from "./cell.ts";
import { mediumOf } from "./category.ts";
import { ethnicGroupOf } from "./ethnicity.ts";
import type { Cell, ImportField } from "./model.ts";
import { looksLikeName } from "./names.ts";
import { isTick, looksLikeClass, readPhone, readSex } from "./values.ts";

type Test = (text: string, cell: Cell) => boolean;

/** What single cells of a field look like; fields without a look of their own are told by their heading alone. */
const looks: Partial<Record<ImportField, Test>> = {
  birth: (_, cell) => looksLikeBirth(cell),
  male: (text, cell) => isTick(text) || looksLikeBirth(cell),
  female: (text, cell) => isTick(text) || looksLikeBirth(cell),
  sex: (text) => text !== "" && readSex(text) !== undefined,
  ethnicity: (text) => ethnicGroupOf(text) !== null,
  className: (text) => looksLikeClass(text) || /^(?:lớp\s*)?\d{1,2}$/iu.test(text),
  category: (text) => text.length <= 40 && mediumOf(text) !== null,
  mentorPhone: (text) => readPhone(text) !== null,
  authorName: (text) => looksLikeName(text),
  paperSize: (text) => /^(?:khổ\s*)?A[2-5]$/iu.test(text),
  picture: (text) => /\.(?:jpe?g|png|heic|webp|mp4|mov|webm)$/i.test(text),
  code: (text) => /^[a-zđ]{1,6}[-_./ ][a-z0-9]{1,6}[-_./ ]?\d{1,5}$/iu.test(text),
  unit: (text) => /\b(?:trường|thcs|ptdt|liên đội)\b/iu.test(text),
};

/** Fields that a column without any telling heading may be taken for, when nearly every cell looks like it. */
const selfEvident: readonly ImportField[] = [
  "picture", "code", "mentorPhone", "sex", "category", "paperSize", "unit", "ethnicity", "birth", "className", "authorName",
];

const sampled = 200;

/** The share, in hundredths, of filled cells that look like a field; null where the field has no look or no cell is filled. */
export function shareOf(field: ImportField, cells: readonly Cell[]): number | null {
  const test = looks[field];
  const filled = cells.filter((cell) => !isEmpty(cell)).slice(0, sampled);
  if (!test || filled.length === 0) return null;
  const alike = filled.filter((cell) => test(textOf(cell), cell)).length;
  return Math.round((100 * alike) / filled.length);
}

/** The field a column shows by its cells alone, with its share; at least 70 of 100 must look like it. */
export function shownField(cells: readonly Cell[]): { field: ImportField; share: number } | null {
  for (const field of selfEvident) {
    const share = shareOf(field, cells);
    if (share !== null && share >= 70) return { field, share };
  }
  return null;
}
