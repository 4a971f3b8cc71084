import { describe, expect, test } from "vitest";
import { templateDivisions } from "#app/domain/contests/template.ts";
import { divisionOf, entryDivision, gradeOf } from "#app/domain/entries/division.ts";
import type { DivisionRule } from "#app/domain/contests/model.ts";

const byClass = templateDivisions("class", 2023);
const byAge: DivisionRule[] = [
  { code: "A", name: "Bảng A", basis: "age", from: 6, to: 11, referenceDate: "2023-08-31" },
  { code: "B", name: "Bảng B", basis: "age", from: 12, to: 15, referenceDate: "2023-08-31" },
];
const outcome = (reading: ReturnType<typeof divisionOf>) =>
  reading.ok ? reading.division?.code : reading.reason;

describe("the grade of a class", () => {
  test.each([
    ["5A", 5],
    ["lớp 8C", 8],
    ["Lớp 8 C".normalize("NFD"), 8],
    ["9", 9],
    ["6/2", 6],
    ["6A1", 6],
    ["10A", 10],
    ["khối 4", 4],
    ["LỚP 1B", 1],
    ["lớp3", 3],
    ["12", 12],
    ["13", null],
    ["0A", null],
    ["100", null],
    ["mẫu giáo lớn", null],
    ["A5", null],
    ["", null],
  ])("%j is %j", (className, grade) => expect(gradeOf(className)).toBe(grade));
});

describe("one child", () => {
  test.each([
    ["1A", "A"],
    ["5B", "A"],
    ["lớp 6", "B"],
    ["9C", "B"],
    ["10A", "outside-divisions"],
    ["lá", "class-unreadable"],
    ["  ", "class-missing"],
    [null, "class-missing"],
  ])("of class %j: %s", (className, code) => expect(outcome(divisionOf(byClass, { className }))).toBe(code));

  test.each([
    ["2017-08-31", "A"],
    ["2017-09-01", "outside-divisions"],
    ["2011-09-01", "A"],
    ["2011-08-31", "B"],
    ["2007-09-01", "B"],
    ["2007-08-31", "outside-divisions"],
    [null, "birth-date-missing"],
  ])("born %j: %s", (birthDate, code) => expect(outcome(divisionOf(byAge, { birthDate }))).toBe(code));

  test.each([
    ["2014-01-01", "A"],
    ["2011-01-01", "birth-year-only"],
    ["2009-01-01", "B"],
    ["2007-01-01", "birth-year-only"],
    ["2006-01-01", "outside-divisions"],
  ])("of whom the year is known, %s: %s", (birthDate, code) => {
    expect(outcome(divisionOf(byAge, { birthDate, birthPrecision: "year" }))).toBe(code);
  });

  test("a refusal says what was found and what is allowed", () => {
    expect(divisionOf(byClass, { className: "10A" })).toEqual({
      ok: false,
      reason: "outside-divisions",
      params: { basis: "class", value: 10, from: 1, to: 9 },
    });
    expect(divisionOf(byAge, { birthDate: "2011-01-01", birthPrecision: "year" })).toEqual({
      ok: false,
      reason: "birth-year-only",
      params: { least: 11, most: 12 },
    });
  });

  test("in a category without divisions", () => {
    expect(divisionOf([], {})).toEqual({ ok: true, division: null });
  });

  test("the template's ages leave no doubt about a birth known by year", () => {
    const readings = [2018, 2017, 2013, 2012, 2008, 2007].map((year) =>
      outcome(
        divisionOf(templateDivisions("age", 2023), { birthDate: `${year}-01-01`, birthPrecision: "year" }),
      ),
    );
    expect(readings).toEqual(["outside-divisions", "A", "A", "B", "B", "outside-divisions"]);
  });
});

describe("an entry", () => {
  test.each([
    [["3A", "5B"], "A"],
    [["3A", "8B"], "B"],
    [["8B", "3A"], "B"],
    [["3A", "10B"], "outside-divisions"],
    [["3A", ""], "class-missing"],
    [[], "no-child"],
  ])("of classes %j: %s", (classes, code) => {
    expect(
      outcome(
        entryDivision(
          byClass,
          classes.map((className) => ({ className })),
        ),
      ),
    ).toBe(code);
  });
});
