import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { purposeFields, purposes } from "#app/domain/entries/states.ts";
import type { AuthorFacts } from "#app/domain/entries/views.ts";
import { formatVnDate } from "#app/platform/dates.ts";

/** A form's fields by name, as they are typed; ticks are "yes". */
export type Values = Record<string, string>;

const tick = (on: boolean): Values[string] => (on ? "yes" : "");

function authorValues(author: AuthorFacts, index: number): [string, string][] {
  // What waits for the child's own word was ticked too.
  const ticked = purposes.filter((purpose) => author[purposeFields[purpose]] || author.waiting.includes(purpose));
  const fields: Values = {
    childId: author.childId,
    fullName: author.fullName,
    birth: formatVnDate(author.birthDate, author.birthPrecision),
    sex: author.sex,
    className: author.className,
    ethnicity: author.ethnicity ?? "",
    ...Object.fromEntries(purposes.map((purpose) => [purposeFields[purpose], tick(ticked.includes(purpose))])),
    assented: tick(author.assented),
    seen: ticked.join(" "),
    method: author.method ?? "paper",
    guardianName: author.guardianName,
    relation: author.relation,
  };
  return Object.entries(fields).map(([name, value]) => [`authors.${index}.${name}`, value]);
}

/** The form of an entry as it is kept. */
export function keptValues(entry: UnitEntry): Values {
  const { title, statement, material, paperSize, mentorName, mentorPhone, authors } = entry;
  return {
    title, statement, material, paperSize, mentorName, mentorPhone,
    ...Object.fromEntries(authors.flatMap(authorValues)),
  };
}

const rowName = /^authors\.(\d+)\.(\w+)$/;

/** The numbers of the author rows among some fields, in order; always at least one row. */
export function rowNumbers(values: Values): number[] {
  const numbers = Object.keys(values).flatMap((name) => {
    const number = rowName.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const rows = [...new Set(numbers)].sort((a, b) => a - b);
  return rows.length > 0 ? rows : [0];
}

function flatten(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node).flatMap(([key, value]) => flatten(value, path ? `${path}.${key}` : key));
}

/** What was typed, with a row of authors more ("add") or without one ("remove-2", counted from 0). */
export function changedRows(tree: unknown, command: string): Values {
  const typed = Object.fromEntries(flatten(tree));
  const numbers = rowNumbers(typed);
  if (command === "add") return { ...typed, [`authors.${(numbers.at(-1) ?? -1) + 1}.fullName`]: "" };
  const gone = Number(command.replace("remove-", ""));
  const kept = numbers.filter((number) => number !== gone);
  const rest = Object.entries(typed).flatMap(([name, value]): [string, string][] => {
    const [, row, field] = rowName.exec(name) ?? [];
    if (row === undefined) return [[name, value]];
    const place = kept.indexOf(Number(row));
    return place < 0 ? [] : [[`authors.${place}.${field}`, value]];
  });
  return Object.fromEntries(rest);
}
