import { limits } from "#app/domain/entries/states.ts";
import { fold, readPersonName } from "#app/platform/vietnamese.ts";
import { readAuthors } from "./authors.ts";
import { correctedColumns, type FieldRow, fieldRows } from "./fields.ts";
import type { Table } from "./layout.ts";
import { importFields, type Column, type ImportEntry, type ImportRow, type Mapping, type Problem } from "./model.ts";
import { readMaterial, readMentor, readPhone, readTitle } from "./values.ts";

export type ReadTable = { columns: Column[]; rows: ImportRow[] };

/** The entries of a table, not yet matched with the contest: each with its authors and what is doubtful about it. */
export function readRows(table: Table, mapping: Mapping): ReadTable {
  const columns = correctedColumns(table.columns, mapping);
  const groups: FieldRow[][] = [];
  for (const row of fieldRows(table.rows, columns)) {
    const group = groups.at(-1);
    if (group && continues(row, group)) group.push(row);
    else groups.push([row]);
  }
  return { columns, rows: groups.map((group) => rowOf(group, mapping)) };
}

/** Whether a row names another author of the entry above instead of beginning one. */
function continues(row: FieldRow, group: readonly FieldRow[]): boolean {
  const [first] = group;
  const code = row.text("code");
  if (code !== "") return fold(code) === fold(first!.text("code"));
  const named = row.text("authorName") !== "" || row.text("givenName") !== "";
  if (!named || row.says("order")) return false;
  if (!row.says("title")) return row.knows("title") || row.knows("order");
  return first!.text("order") !== "" && fold(row.text("title")) === fold(first!.text("title"));
}

function rowOf(group: readonly FieldRow[], mapping: Mapping): ImportRow {
  const first = group[0]!;
  const { authors, problems } = readAuthors(group, mapping);
  const doubts: Problem[] = [...faultsOf(group), ...problems];
  const entry = entryOf(first, doubts);
  if (entry.title === "") doubts.push({ field: "title", code: "title-empty" });
  const length = [...entry.title].length;
  if (length > limits.title) doubts.push({ field: "title", code: "title-too-long", params: { length, max: limits.title } });
  return { row: first.row.number, entry, authors, problems: doubts };
}

function entryOf(row: FieldRow, doubts: Problem[]): ImportEntry {
  const { material, paperSize } = readMaterial(row.text("material"));
  return {
    title: readTitle(row.text("title")),
    statement: within(row.lines("statement"), limits.statement, "statement", doubts),
    material: within(material, limits.shortText, "material", doubts),
    paperSize: within(row.text("paperSize") || paperSize, limits.shortText, "paperSize", doubts),
    ...mentorOf(row, doubts),
    code: row.text("code"),
    picture: row.text("picture"),
    category: row.place("category"),
    categoryId: null,
    unit: row.place("unit"),
    participant: row.place("participant"),
    unitId: null,
    guardianName: row.text("guardianName"),
  };
}

/** A text as long as it may be; what is longer is cut, and said so. */
function within(text: string, max: number, field: Problem["field"], doubts: Problem[]): string {
  if ([...text].length <= max) return text;
  doubts.push({ field, code: "text-cut", params: { max } });
  return [...text].slice(0, max).join("").trim();
}

function mentorOf(row: FieldRow, doubts: Problem[]): Pick<ImportEntry, "mentorName" | "mentorPhone"> {
  const mentor = readMentor(row.text("mentorName"));
  const written = row.text("mentorPhone");
  const phone = written === "" ? mentor.phone : readPhone(written);
  if (written !== "" && phone === null) doubts.push({ field: "mentorPhone", code: "phone-unreadable", params: { text: written } });
  const readable = mentor.name === "" || readPersonName(mentor.name).ok;
  if (!readable) doubts.push({ field: "mentorName", code: "mentor-unreadable", params: { text: mentor.name } });
  return { mentorName: readable ? mentor.name : "", mentorPhone: phone ?? "" };
}

/** Cells that show an error of Excel's, in any column of use. */
function faultsOf(group: readonly FieldRow[]): Problem[] {
  return group.flatMap((row) =>
    importFields.flatMap((field): Problem[] => {
      const cell = row.cell(field);
      if (field === "birth" || !cell || typeof cell !== "object" || !("fault" in cell)) return [];
      return [{ field, code: "cell-fault", params: { fault: cell.fault } }];
    }),
  );
}
