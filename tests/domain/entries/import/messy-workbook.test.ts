import { expect, it } from "vitest";
import { readListFile } from "#app/domain/entries/import/read-file.server.ts";
import { readImport } from "#app/domain/entries/import/read.ts";
import { knownWorks, messyWorkbook } from "#tests/support/import/messy-workbook.ts";
import { placesOf } from "#tests/support/import/places.ts";

/** Where the tone stands in "oa" is a matter of school; everything else of a name has to be the same, letter for letter. */
const oneWay = (name: string) => name.replace(/oà(?!\p{L})/gu, "òa").replace(/oá(?!\p{L})/gu, "óa");

it("a deliberately messy workbook gives the 97 works and 147 authors it was made of, and says what it left out", async () => {
  const file = await readListFile(await messyWorkbook());
  if (!file.ok) throw new Error(file.reason);
  const works = knownWorks();
  const reading = readImport(file.sheets, placesOf(works))!;
  const taken = reading.rows.filter(({ problems }) => !problems.some(({ code }) => code === "duplicate-row"));
  expect(reading.columns.map(({ field }) => field)).toEqual([
    "order", "code", "authorName", "male", "female", "ethnicity", "className", "unit", "participant", "title", "material",
    "mentorName", null,
  ]);
  expect(reading.columns.find(({ field }) => field === "title")!.heading).toBe("Tên tác phẩm");
  const units = new Map(placesOf(works).units!.map(({ id, name }) => [id, name]));
  const found = taken.map(({ entry, authors }) => ({
    code: entry.code, category: entry.categoryId, school: units.get(entry.unitId ?? ""), title: entry.title, material: entry.material,
    paperSize: entry.paperSize, authors: authors.map(({ birthPrecision: _, ...author }) => ({ ...author, fullName: oneWay(author.fullName) })),
  }));
  const expected = [...works].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ commune: _, ...work }) => work);
  expect(taken.flatMap(({ row, problems }) => problems.map(({ code }) => `${row} ${code}`))).toEqual([]);
  expect(found).toEqual(expected);
  expect([found.length, found.flatMap(({ authors }) => authors).length]).toEqual([97, 147]);
  expect(reading.rows.length - taken.length).toBe(3);
});
