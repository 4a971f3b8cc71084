import { describe, expect, it } from "vitest";
import { entryFormSchema, rejectionSchema, titleSchema } from "#app/domain/entries/model.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";

const issues = (input: unknown) => {
  const read = entryFormSchema.safeParse(input);
  return read.success
    ? []
    : read.error.issues.map((issue) => ({
        path: issue.path.join("."),
        reason: issue.message,
        params: issue.code === "custom" ? issue.params : undefined,
      }));
};

const author = { fullName: "Hoàng Thảo Vy", birth: "14/02/2016", sex: "female", className: "5A" };
const form = (more: object = {}, row: object = {}) => ({
  version: "3", title: "Bố bế em", authors: [{ ...author, ...row }], ...more,
});

describe("an entry's form", () => {
  it("reads names, days and ticks as people send them", () => {
    const read = entryFormSchema.parse(form({}, { fullName: "  Ho\u00e0ng  Tha\u0309o Vy ".normalize("NFD"), takePart: "yes" }));
    expect(read.version).toBe(3);
    expect(read.authors).toEqual([
      {
        fullName: "Hoàng Thảo Vy".normalize("NFC"), birth: { iso: "2016-02-14", precision: "day" }, sex: "female",
        className: "5A", ethnicity: "", takePart: true, statistics: false, publishWork: false, publishName: false,
        publishFace: false, sendUp: false, archive: false, assented: false, method: "paper", guardianName: "", relation: "",
        seen: [],
      },
    ]);
  });

  it("keeps no ethnicity without the family's answer to it", () => {
    expect(issues(form({}, { ethnicity: "Tày" }))).toEqual([
      { path: "authors.0.ethnicity", reason: "ethnicity-needs-consent", params: {} },
    ]);
    expect(entryFormSchema.parse(form({}, { ethnicity: "Tày", statistics: "yes" })).authors[0]!.ethnicity).toBe("Tày");
  });

  it("takes a name of one word and a birth of a year alone", () => {
    const read = entryFormSchema.parse(form({}, { fullName: "Dơ", birth: "2016" }));
    expect(read.authors[0]).toMatchObject({ fullName: "Dơ", birth: { iso: "2016-01-01", precision: "year" } });
  });

  it("refuses what cannot be, with the numbers its sentence needs", () => {
    expect(issues(form({}, { birth: "31/02/2016" }))).toEqual([
      { path: "authors.0.birth", reason: "no-such-day", params: { day: 31, month: 2, year: 2016, lastDay: 29 } },
    ]);
    expect(issues(form({}, { fullName: "a".repeat(200) }))).toEqual([
      { path: "authors.0.fullName", reason: "name-too-long", params: { length: 200, max: 100 } },
    ]);
    expect(issues(form({ title: " " }))).toEqual([{ path: "title", reason: "title-empty", params: undefined }]);
    expect(issues(form({ mentorPhone: "12" }))).toEqual([
      { path: "mentorPhone", reason: "phone-wrong-length", params: { digits: 2 } },
    ]);
    expect(issues(form({ authors: Array.from({ length: 11 }, () => author) })).map(({ reason }) => reason)).toEqual([
      "too-many-authors",
    ]);
  });

  it("drops empty rows from the end only, so that a fault keeps its row", () => {
    const empty = { childId: "", fullName: "", birth: "", sex: "female" };
    expect(entryFormSchema.parse({ ...form(), authors: [author, empty, empty] }).authors).toHaveLength(1);
    expect(issues({ ...form(), authors: [empty, author] }).map(({ path, reason }) => [path, reason])).toEqual([
      ["authors.0.fullName", "name-empty"],
      ["authors.0.birth", "date-empty"],
    ]);
  });

  it("counts a title in characters after cleaning", () => {
    expect(titleSchema.safeParse(`${"ế".normalize("NFD").repeat(120)}  `).success).toBe(true);
    expect(titleSchema.safeParse("a".repeat(121)).success).toBe(false);
  });

  it("asks a rejection for its rule and its words", () => {
    const read = rejectionSchema.safeParse({ rule: "", note: " " });
    expect(read.error?.issues.map(({ message }) => message)).toEqual(["rejection-rule-missing", "reason-empty"]);
  });
});

describe("intake", () => {
  const endsAt = new Date("2026-08-31T10:00:00Z");
  it("is closed at the stroke of the deadline", () => {
    const at = (iso: string) => isIntakeOpen({ phase: "open", endsAt }, new Date(iso));
    expect([at("2026-08-31T09:59:59.999Z"), at("2026-08-31T10:00:00Z")]).toEqual([true, false]);
  });
  it("is closed in every other phase, whatever the clock says", () => {
    const phases = ["draft", "screening", "judging", "decision", "published", "archived"] as const;
    const now = new Date("2026-08-01T00:00:00Z");
    expect(phases.map((phase) => isIntakeOpen({ phase, endsAt }, now))).toEqual(phases.map(() => false));
  });
});
