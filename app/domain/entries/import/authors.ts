import { limits, type Sex } from "#app/domain/entries/states.ts";
import { fold, readPersonName } from "#app/platform/vietnamese.ts";
import { looksLikeBirth, readBirth } from "./birth.ts";
import { isDitto, isEmpty, rawText } from "./cell.ts";
import { readEthnicity } from "./ethnicity.ts";
import type { FieldRow } from "./fields.ts";
import type { Cell, ImportAuthor, Mapping, Problem } from "./model.ts";
import { namesIn, valuesIn } from "./names.ts";
import { inTitleCase, isTick, readClass, readSex } from "./values.ts";

type Read = { authors: ImportAuthor[]; problems: Problem[] };

/** The authors of an entry: all names of its rows, each with what stands beside it. */
export function readAuthors(rows: readonly FieldRow[], mapping: Mapping): Read {
  const read = rows.map((row) => authorsOfRow(row, mapping));
  const authors = read.flatMap((one) => one.authors);
  const problems = read.flatMap((one) => one.problems);
  if (authors.length === 0) problems.push({ field: "authorName", code: "name-empty" });
  const twice = authors.find((author, at) => authors.findIndex((other) => isSame(author, other)) < at);
  if (twice) problems.push({ field: "authorName", code: "same-child-twice", params: { name: twice.fullName } });
  return { authors, problems };
}

const isSame = (a: ImportAuthor, b: ImportAuthor) =>
  fold(a.fullName) === fold(b.fullName) && a.birth === b.birth && a.birthPrecision === b.birthPrecision;

function namesOfRow(row: FieldRow): string[] {
  const whole = namesIn(row.lines("authorName"));
  if (whole.length > 0) return whole;
  const apart = `${row.text("familyName")} ${row.text("givenName")}`.trim();
  return apart === "" ? [] : [apart];
}

function authorsOfRow(row: FieldRow, mapping: Mapping): Read {
  const names = namesOfRow(row);
  const births = birthsOf(row, names.length);
  const of = (field: "className" | "ethnicity" | "sex") => shared(row.cell(field), names.length);
  const [classes, ethnicities, sexes] = [of("className"), of("ethnicity"), of("sex")];
  const problems: Problem[] = [];
  if (names.length > 1 && births.length > 0 && births.length !== names.length) {
    problems.push({ field: "birth", code: "births-do-not-fit", params: { births: births.length, names: names.length } });
  }
  const authors = names.map((name, at): ImportAuthor => {
    const fullName = mapping.nameCase === "title" ? inTitleCase(name) : name;
    const birth = readBirth(births.length === names.length ? births[at] : null, mapping);
    const className = readClass(classes[at]);
    const sex = sexOf(row, rawText(sexes[at]));
    problems.push(...nameProblems(fullName), ...birthProblems(birth.problems, births.length, names.length));
    if (className === null) problems.push({ field: "className", code: "class-became-date" });
    if (sex === undefined) problems.push({ field: "sex", code: "sex-unreadable", params: { text: row.text("sex") } });
    const ethnicity = readEthnicity(rawText(ethnicities[at])).slice(0, limits.shortText);
    return {
      fullName, birth: birth.birth, birthPrecision: birth.birthPrecision, sex: sex ?? "undisclosed", ethnicity,
      className: (className ?? "").slice(0, limits.shortText),
    };
  });
  return { authors, problems };
}

/** One sentence is enough for a row whose births do not fit its names. */
const birthProblems = (found: Problem[], births: number, names: number) =>
  names > 1 && births > 0 && births !== names ? [] : found;

function nameProblems(name: string): Problem[] {
  const reading = readPersonName(name);
  if (!reading.ok) return [{ field: "authorName", code: reading.reason, params: { ...reading.params, name } }];
  return reading.oneWord ? [{ field: "authorName", code: "one-word-name", params: { name } }] : [];
}

/** The births of a row, one a name; from the columns headed "Nam" and "Nữ" where lists put them there. */
function birthsOf(row: FieldRow, count: number): Cell[] {
  const cell = [row.cell("birth"), row.cell("male"), row.cell("female")].find((one) => !isEmpty(one) && (one === row.cell("birth") || looksLikeBirth(one)));
  if (cell === undefined || isEmpty(cell)) return [];
  return typeof cell === "string" ? valuesIn(row.lines(cell === row.cell("birth") ? "birth" : cell === row.cell("male") ? "male" : "female"), count) : [cell];
}

/** A value for each author; one value is everybody's. */
function shared(cell: Cell, count: number): Cell[] {
  const values = typeof cell === "string" ? valuesIn(cell, count) : [cell];
  return values.length === count ? values : Array.from({ length: count }, () => cell);
}

function sexOf(row: FieldRow, text: string): Sex | undefined {
  const marked = (field: "male" | "female") => isTick(row.text(field)) || looksLikeBirth(row.cell(field));
  if (marked("female")) return "female";
  if (marked("male")) return "male";
  // With a column for girls alone, whoever is not marked in it is a boy.
  if (row.knows("female") && !row.knows("male") && !row.knows("sex")) return "male";
  return isDitto(text) ? "undisclosed" : readSex(text.trim());
}
