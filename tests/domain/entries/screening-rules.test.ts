import { describe, expect, test } from "vitest";
import { templateDivisions } from "#app/domain/contests/template.ts";
import { screen, type ScreeningFacts } from "#app/domain/entries/screening-rules.ts";

const deadline = new Date("2023-08-31T10:00:00Z");
const right: ScreeningFacts = {
  category: {
    medium: "image",
    minAuthors: 1,
    maxAuthors: 2,
    file: { types: ["image/jpeg"], maxBytes: 1000, minLongSidePx: 100 },
    divisions: templateDivisions("class", 2023),
  },
  children: [{ className: "5A" }],
  unitInvited: true,
  submittedAt: new Date("2023-08-31T09:59:59Z"),
  deadline,
  lateAccepted: false,
  file: { medium: "image", mime: "image/jpeg", bytes: 500, width: 200, height: 100 },
  childrenWithoutConsent: 0,
  sameTitleCodes: [],
  sameFileCodes: [],
};

const three = [{ className: "5A" }, { className: "5A" }, { className: "5A" }];

describe("screening", () => {
  test.each<[string, Partial<ScreeningFacts>, string[]]>([
    ["finds nothing in a right entry", {}, []],
    ["no child", { children: [] }, ["reject too-few-authors"]],
    ["three where two are allowed", { children: three }, ["reject too-many-authors"]],
    ["a class outside the divisions", { children: [{ className: "10A" }] }, ["reject outside-divisions"]],
    [
      "an unknown class is for a person to look at",
      { children: [{ className: null }] },
      ["warn class-missing"],
    ],
    ["a unit that was not invited", { unitInvited: false }, ["reject unit-not-invited"]],
    ["at the stroke of the deadline", { submittedAt: deadline }, ["reject submitted-late"]],
    ["late, let in with a reason", { submittedAt: deadline, lateAccepted: true }, ["warn submitted-late"]],
    ["received on paper without a moment", { submittedAt: null }, []],
    ["no file", { file: null }, ["reject file-missing"]],
    [
      "a file that breaks its rules",
      { file: { ...right.file!, bytes: 1001, width: 90, height: 80 } },
      ["reject file-too-big", "reject image-too-small"],
    ],
    ["consent not on record", { childrenWithoutConsent: 1 }, ["warn consent-missing"]],
    ["the same file as another entry's", { sameFileCodes: ["LN-TV-003"] }, ["warn same-file"]],
    ["the same title", { sameTitleCodes: ["LN-TV-003"] }, ["warn same-title"]],
  ])("%s", (_, change, expected) => {
    const findings = screen({ ...right, ...change });
    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
  });

  test("findings carry their figures", () => {
    const late = screen({ ...right, submittedAt: new Date("2023-08-31T11:30:30Z"), children: three });
    expect(late.map(({ params }) => params)).toEqual([{ count: 3, min: 1, max: 2 }, { minutes: 90 }]);
    const [consent, same] = screen({
      ...right,
      childrenWithoutConsent: 1,
      sameFileCodes: ["LN-TV-003", "LN-TV-004"],
    });
    expect([consent?.params, same?.params]).toEqual([
      { missing: 1, children: 1 },
      { codes: "LN-TV-003, LN-TV-004" },
    ]);
  });
});
