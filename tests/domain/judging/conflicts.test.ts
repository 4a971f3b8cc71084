import { describe, expect, test } from "vitest";
import { proposeConflicts, type EntryFacts, type JudgeFacts, type UnitFact } from "#app/domain/judging/conflicts.ts";

/** Tân Tiến and Nghĩa Đô became the new Nghĩa Đô; both stood under the district, now under the province. */
const UNITS: UnitFact[] = [
  { id: "province", kind: "province", parentId: null, successorIds: [] },
  { id: "district", kind: "district", parentId: "province", successorIds: [] },
  { id: "tan-tien", kind: "commune", parentId: "district", successorIds: ["nghia-do"] },
  { id: "old-nghia-do", kind: "commune", parentId: "district", successorIds: ["nghia-do"] },
  { id: "nghia-do", kind: "commune", parentId: "province", successorIds: [] },
  { id: "bao-ha", kind: "commune", parentId: "district", successorIds: [] },
  { id: "school-1", kind: "school", parentId: "tan-tien", successorIds: [] },
  { id: "school-2", kind: "school", parentId: "old-nghia-do", successorIds: [] },
  { id: "school-3", kind: "school", parentId: "bao-ha", successorIds: [] },
  { id: "school-1-new", kind: "school", parentId: "nghia-do", successorIds: [] },
];

const judge = (over: Partial<JudgeFacts>): JudgeFacts => ({ judgeId: "gk", fullName: "Vàng Thị Mỷ", unitIds: [], ...over });
const entry = (over: Partial<EntryFacts>): EntryFacts => ({ entryId: "e", unitId: "school-1", authorNames: ["Giàng Seo Dơ"], ...over });

const reasonsFor = (one: Partial<JudgeFacts>, other: Partial<EntryFacts>, units = UNITS) =>
  proposeConflicts({ judges: [judge(one)], entries: [entry(other)], units }).proposals.map(({ strength, reasons }) => ({ strength, reasons }));

const only = (strength: "strong" | "weak", ...reasons: object[]) => [{ strength, reasons }];

describe("units", () => {
  test.each<[string, string[], string, object[]]>([
    ["the judge's own school", ["school-1"], "school-1", only("strong", { kind: "same-unit", unitId: "school-1" })],
    ["a school of the judge's commune", ["tan-tien"], "school-1", only("weak", { kind: "same-commune", unitId: "tan-tien" })],
    ["two schools of communes since merged", ["school-1"], "school-2", only("weak", { kind: "same-commune", unitId: "nghia-do" })],
    ["the commune that took the old one's place", ["nghia-do"], "school-2", only("weak", { kind: "same-commune", unitId: "nghia-do" })],
    ["the commune itself", ["bao-ha"], "bao-ha", only("strong", { kind: "same-unit", unitId: "bao-ha" })],
    ["only the district in common", ["school-1"], "school-3", []],
    ["a judge of the province", ["province"], "school-3", []],
    ["a unit nobody knows", ["elsewhere"], "school-3", []],
  ])("%s", (_, unitIds, unitId, expected) => {
    expect(reasonsFor({ unitIds }, { unitId })).toEqual(expected);
  });

  test("a school that took another's place is the same school", () => {
    const units = UNITS.map((unit) => (unit.id === "school-1" ? { ...unit, successorIds: ["school-1-new"] } : unit));
    expect(reasonsFor({ unitIds: ["school-1-new"] }, { unitId: "school-1" }, units)).toEqual(
      only("strong", { kind: "same-unit", unitId: "school-1-new" }),
    );
  });
});

describe("names", () => {
  test.each<[string, Partial<JudgeFacts>, Partial<EntryFacts>, object[]]>([
    ["the mentor is the judge, written without marks", { fullName: "Vàng Thị Mỷ" }, { mentorName: "VANG THI MY" },
      only("strong", { kind: "mentor-same-name", name: "VANG THI MY" })],
    ["an author of the same name", { fullName: "Lù Văn Páo" }, { authorNames: ["Giàng A Sử", "Lù Văn Pao"] },
      only("weak", { kind: "author-same-name", name: "Lù Văn Pao" })],
    ["a rare family name of author and mentor", { fullName: "Lù Văn Páo" }, { authorNames: ["Lù Thị Sen"], mentorName: "Giàng A Sử" },
      only("weak", { kind: "author-family-name", name: "Lù Thị Sen" })],
    ["a given name alone says nothing", { fullName: "Hoàng Thị Sen" }, { authorNames: ["Lù Thị Sen"] }, []],
  ])("%s", (_, one, other, expected) => {
    expect(reasonsFor(one, other)).toEqual(expected);
  });

  const crowd = Array.from({ length: 10 }, (_, index) =>
    entry({ entryId: `e${index}`, unitId: index === 4 ? "school-3" : "school-1", authorNames: [`Nguyễn Văn ${"ABCDEGHIKL"[index]}`, "Lò Thị Na"] }));

  test("a common family name is passed over, says so, and counts beside another reason", () => {
    const judges = [judge({ judgeId: "far", fullName: "Nguyễn Thị Hoa" }), judge({ judgeId: "near", fullName: "Nguyễn Thị Hoa", unitIds: ["school-3"] })];
    const result = proposeConflicts({ judges, entries: crowd, units: UNITS });
    expect(result.proposals).toEqual([
      { judgeId: "near", entryId: "e4", strength: "strong", reasons: [
        { kind: "same-unit", unitId: "school-3" }, { kind: "author-family-name", name: "Nguyễn Văn E" },
      ] },
    ]);
    expect(result.commonFamilyNames).toEqual([
      { judgeId: "far", family: "Nguyễn", count: 10, of: 20 },
      { judgeId: "near", family: "Nguyễn", count: 10, of: 20 },
    ]);
  });

  test("the order of the facts changes nothing", () => {
    const judges = [judge({ judgeId: "b", unitIds: ["school-1", "bao-ha"] }), judge({ judgeId: "a", fullName: "Lò Văn Hịa" })];
    const facts = { judges, entries: crowd, units: UNITS };
    const turned = { judges: [...judges].reverse(), entries: [...crowd].reverse(), units: [...UNITS].reverse() };
    expect(proposeConflicts(turned)).toEqual(proposeConflicts(facts));
    expect(proposeConflicts(facts).proposals).toHaveLength(10);
  });
});

test("declarations: a unit with its schools, a person by name, one entry; each with the judge's words", () => {
  const declare = (made: object) => ({ declarations: [{ note: "con gái tôi học ở đây", ...made }] });
  const note = "con gái tôi học ở đây";
  expect(reasonsFor(declare({ unitId: "school-1" }), {})).toEqual(only("strong", { kind: "declared-unit", unitId: "school-1", note }));
  expect(reasonsFor(declare({ unitId: "bao-ha" }), { unitId: "school-3" })).toEqual(only("strong", { kind: "declared-unit", unitId: "bao-ha", note }));
  expect(reasonsFor(declare({ unitId: "tan-tien" }), { unitId: "school-3" })).toEqual([]);
  expect(reasonsFor(declare({ unitId: "tan-tien" }), { unitId: "school-1-new" })).toEqual(only("strong", { kind: "declared-unit", unitId: "tan-tien", note }));
  expect(reasonsFor(declare({ personName: "giang seo do" }), {})).toEqual(only("strong", { kind: "declared-person", name: "Giàng Seo Dơ", note }));
  expect(reasonsFor(declare({ entryId: "e" }), {})).toEqual(only("strong", { kind: "declared-entry", note }));
  expect(reasonsFor(declare({ entryId: "other" }), {})).toEqual([]);
});
