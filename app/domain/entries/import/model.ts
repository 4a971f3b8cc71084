import type { DivisionRule, Medium } from "#app/domain/contests/model.ts";
import type { Sex } from "#app/domain/entries/states.ts";
import type { DatePrecision } from "#app/platform/dates.ts";

/** One cell as a file holds it. A day is an ISO date; a fault is what Excel shows, such as "#REF!". */
export type Cell = string | number | { day: string } | { fault: string } | null;

/** A row with its number in the file. `continued` names the columns that only repeat a merged cell from above. */
export type SheetRow = { number: number; cells: Cell[]; continued?: number[] };
export type Sheet = { name: string; rows: SheetRow[] };

/** The most a list may hold, `aroundRows` being room for titles and notes; more is refused in words, never cut off. */
export const tableLimits = { rows: 10_000, aroundRows: 100, columns: 60, cellLength: 4_000, bytes: 7 * 2 ** 20 } as const;

/** What a column may say. `unit` is the school or whoever sends; `participant` the invited unit above it. */
export const importFields = [
  "order", "code", "category", "title", "statement", "material", "paperSize", "authorName", "familyName", "givenName",
  "birth", "male", "female", "sex", "ethnicity", "className", "unit", "participant", "mentorName", "mentorPhone",
  "guardianName", "picture",
] as const;
export type ImportField = (typeof importFields)[number];

/** A column of the table found: `confidence` in hundredths of certainty that it says `field` (null: nothing of use). */
export type Column = { index: number; heading: string; field: ImportField | null; confidence: number };

/** What a person has corrected or answered. `fields` overrides by column index. */
export type Mapping = {
  fields?: Record<string, ImportField | null>;
  /** Bare numbers such as 41703 in the column of births are Excel's days, somebody has said. */
  serialsAreDays?: boolean;
  /** Names come in capitals only and are wanted as "Nguyễn Thị Mai". */
  nameCase?: "as-written" | "title";
  sheet?: string;
  defaultUnitId?: string;
  defaultCategoryId?: string;
};

export type Problem = { field: ImportField | "row"; code: ProblemCode; params?: Record<string, string | number> };

export type ImportAuthor = {
  fullName: string;
  birth: string | null;
  birthPrecision: DatePrecision;
  sex: Sex;
  ethnicity: string;
  className: string;
};

/** An entry as it will be stored. `unit` and `participant` are as written; the ids are null while not matched. */
export type ImportEntry = {
  title: string; statement: string; material: string; paperSize: string; mentorName: string; mentorPhone: string;
  code: string; picture: string; category: string; categoryId: string | null; unit: string; participant: string;
  unitId: string | null; guardianName: string;
};

/** A row of the preview: the first row of the entry in the file, and everything that is doubtful about it. */
export type ImportRow = { row: number; entry: ImportEntry; authors: ImportAuthor[]; problems: Problem[] };

export type ImportCategory = {
  id: string; code: string; name: string; medium: Medium; maxAuthors: number; divisions: readonly DivisionRule[];
};
export type ImportUnit = { id: string; name: string; above: string | null };

/** What the rows are matched against. Without `units` (a check without a database) names are taken as written. */
export type ImportPlaces = { categories: readonly ImportCategory[]; units: readonly ImportUnit[] | null };

/** Why a row cannot be taken as it stands; it is listed and the others go on. */
export const blockingProblems = [
  "title-empty", "title-too-long", "name-empty", "name-too-long", "name-not-a-name", "too-many-authors",
  "same-child-twice", "birth-missing", "birth-unreadable", "birth-no-such-day", "birth-no-such-month",
  "birth-year-out-of-range", "birth-year-needs-four-digits", "birth-serial", "births-do-not-fit", "category-missing",
  "category-unknown", "category-ambiguous", "unit-missing", "unit-unknown", "unit-ambiguous", "duplicate-row",
  "already-entered", "cell-fault",
] as const;
/** What is worth a look and keeps nothing from being taken. */
export const warningProblems = [
  "birth-year-only", "birth-month-only", "school-unknown", "class-became-date", "class-missing", "phone-unreadable",
  "sex-unreadable", "mentor-unreadable", "text-cut", "outside-divisions", "one-word-name",
] as const;
export type ProblemCode = (typeof blockingProblems)[number] | (typeof warningProblems)[number];

const blocking: ReadonlySet<string> = new Set(blockingProblems);

/** True when a row stays out until its file is corrected. */
export const isBlocked = (row: Pick<ImportRow, "problems">): boolean => row.problems.some(({ code }) => blocking.has(code));
export const isBlocking = ({ code }: Problem): boolean => blocking.has(code);
