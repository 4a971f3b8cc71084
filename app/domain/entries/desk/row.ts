import { limits, type Sex, sexes } from "#app/domain/entries/states.ts";
import { type DatePrecision, parseVnDate } from "#app/platform/dates.ts";
import { fold, normaliseText, readPersonName } from "#app/platform/vietnamese.ts";

/** A child in a row of the desk, as typed. */
export type DeskChild = { fullName: string; birth: string; sex: Sex; className: string };

/** What is typed in one row of the desk: nothing of it has been read yet. */
export type DeskTyped = { title: string; children: DeskChild[] };

/** What cannot be read in a row: a field such as "children.0.birth", a reason key and its numbers. */
export type DeskFault = { field: string; reason: string; params: Record<string, string | number> };

export type DeskAuthor = {
  fullName: string;
  birth: { iso: string; precision: DatePrecision };
  sex: Sex;
  className: string;
};

/** A row as far as it can be read: null where a fault stands in the way, so that nothing half-read is kept. */
export type DeskReading = { title: string | null; authors: DeskAuthor[] | null; faults: DeskFault[] };

export const emptyChild = (): DeskChild => ({ fullName: "", birth: "", sex: "undisclosed", className: "" });

const isBlank = ({ fullName, birth, className }: DeskChild) =>
  [fullName, birth, className].every((text) => normaliseText(text) === "");

/** Whether nothing was typed in a row: such a row is no entry yet and is not sent anywhere. */
export const isBlankRow = ({ title, children }: DeskTyped): boolean =>
  normaliseText(title) === "" && children.every(isBlank);

/** Whether two rows say the same, letter for letter. */
export const sameTyped = (a: DeskTyped, b: DeskTyped): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether two texts name the same child: order of marks, case and blanks aside. */
export const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

const tooLong = (field: string, text: string, max: number, reason: string): DeskFault[] => {
  const length = [...text].length;
  return length > max ? [{ field, reason, params: { length, max } }] : [];
};

function readChild(child: DeskChild, index: number): { author: DeskAuthor | null; faults: DeskFault[] } {
  const field = (name: keyof DeskChild) => `children.${index}.${name}`;
  const name = readPersonName(child.fullName);
  const birth = parseVnDate(child.birth);
  const className = normaliseText(child.className);
  const faults = [
    ...(name.ok ? [] : [{ field: field("fullName"), reason: name.reason, params: name.params }]),
    ...(birth.ok ? [] : [{ field: field("birth"), reason: birth.reason, params: birth.params }]),
    ...tooLong(field("className"), className, limits.shortText, "text-too-long"),
  ];
  if (!name.ok || !birth.ok || faults.length > 0) return { author: null, faults };
  const { iso, precision } = birth;
  const sex = sexes.find((known) => known === child.sex) ?? "undisclosed";
  return { author: { fullName: name.value, birth: { iso, precision }, sex, className }, faults };
}

/**
 * Reads one row. Children in whose cells nothing stands are left out; one fault among the children keeps all of them
 * from being read, since an entry with half its authors would be a wrong one.
 */
export function readRow({ title: typed, children }: DeskTyped): DeskReading {
  const title = normaliseText(typed);
  const titleFaults = tooLong("title", title, limits.title, "title-too-long");
  const read = children.flatMap((child, index) => (isBlank(child) ? [] : [readChild(child, index)]));
  const faults = [...titleFaults, ...read.flatMap((one) => one.faults)];
  const authors = read.flatMap(({ author }) => (author ? [author] : []));
  return {
    title: titleFaults.length > 0 ? null : title,
    authors: authors.length < read.length ? null : authors,
    faults,
  };
}
