import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockedBy, type ConsentRecord, counts, endingWith, guardedActs, needsAssent, neededFor, standingConsent,
} from "#app/domain/entries/consent.ts";
import { dueOn, hostTasks } from "#app/domain/entries/privacy.ts";
import { purposes } from "#app/domain/entries/states.ts";
import { addDays } from "#app/platform/dates.ts";
import { addWorkingDays, isWorkingDay } from "#app/platform/working-days.ts";

const born = (birthDate: string, birthPrecision: "day" | "year" = "day") => ({ birthDate, birthPrecision });

describe("the child's own word", () => {
  it.each([
    ["the day before the seventh birthday", born("2019-09-05"), "2026-09-04", false],
    ["the seventh birthday", born("2019-09-05"), "2026-09-05", true],
    ["28 February for a child of 29 February", born("2016-02-29"), "2023-02-28", false],
    ["1 March for a child of 29 February", born("2016-02-29"), "2023-03-01", true],
    ["a birth known by year, six or seven", born("2019-01-01", "year"), "2026-01-01", true],
    ["a birth known by year, surely six", born("2020-01-01", "year"), "2026-12-31", false],
  ])("is needed or not on %s", (_when, birth, day, needed) => {
    expect(needsAssent(birth, day)).toBe(needed);
    expect(counts(birth, { givenOn: day, assented: false })).toBe(!needed);
    expect(counts(birth, { givenOn: day, assented: true })).toBe(true);
  });
});

describe("a standing consent", () => {
  const at = (day: number) => new Date(Date.UTC(2026, 7, day));
  const row = (more: Partial<ConsentRecord> = {}): ConsentRecord => ({
    purpose: "publish-name", givenOn: "2026-08-01", assented: true, recordedAt: at(2), withdrawnAt: null, replacedAt: null, ...more,
  });
  const child = (...consents: ConsentRecord[]) => ({ ...born("2016-02-14"), consents });
  const now = at(20);

  it.each([
    ["nothing on record", child(), { stands: false, reason: "not-given" }],
    ["another purpose alone", child(row({ purpose: "publish-work" })), { stands: false, reason: "not-given" }],
    ["both words", child(row()), { stands: true }],
    ["the family's alone", child(row({ assented: false })), { stands: false, reason: "assent-missing" }],
    ["the family's first, the child's later", child(row({ assented: false, replacedAt: at(5) }), row({ recordedAt: at(5) })), { stands: true }],
    ["one taken back", child(row({ withdrawnAt: at(10) })), { stands: false, reason: "withdrawn" }],
    ["one taken back and given anew", child(row({ withdrawnAt: at(10) }), row({ recordedAt: at(11) })), { stands: true }],
    ["one taken back tomorrow", child(row({ withdrawnAt: at(21) })), { stands: true }],
    ["one recorded tomorrow", child(row({ recordedAt: at(21) })), { stands: false, reason: "not-given" }],
  ])("with %s", (_what, known, standing) => {
    expect(standingConsent(known, "publish-name", now)).toEqual(standing);
  });
});

describe("what a missing purpose blocks", () => {
  it.each([
    ["take-part", ["submit"], ["submit"]],
    ["statistics", ["keep-ethnicity"], ["keep-ethnicity"]],
    ["publish-work", ["show-work"], ["show-work"]],
    ["publish-name", ["show-name"], ["show-name"]],
    ["publish-face", [], ["show-work"]],
    ["send-up", ["forward"], ["forward"]],
    ["archive", [], []],
  ] as const)("%s: of a drawing %j, of a clip %j, and nothing else", (missing, drawing, clip) => {
    const agreed = purposes.filter((purpose) => purpose !== missing);
    expect([blockedBy(agreed, "image"), blockedBy(agreed, "video")]).toEqual([drawing, clip]);
  });

  it("is everything guarded when nothing was agreed to", () => {
    expect(blockedBy([], "video")).toEqual(guardedActs);
    expect(guardedActs.flatMap((act) => neededFor(act, "video"))).not.toContain("archive");
  });

  it("ends with taking part, else by itself", () => {
    expect(endingWith(["take-part"])).toEqual(purposes);
    expect(endingWith(["publish-name", "statistics"])).toEqual(["statistics", "publish-name"]);
  });
});

describe("legal days", () => {
  it.each([
    ["acknowledge", "2026-08-27", "2026-08-31"],
    ["acknowledge", "2026-08-28", "2026-09-01"],
    ["acknowledge", "2026-09-01", "2026-09-04"],
    ["acknowledge", "2026-04-29", "2026-05-05"],
    ["withdraw", "2026-08-27", "2026-09-11"],
    ["delete", "2026-08-27", "2026-09-16"],
    ["decide-group", "2026-08-27", "2026-09-11"],
  ] as const)("%s asked on %s is due on %s", (kind, askedOn, due) => {
    expect(dueOn(kind, askedOn)).toBe(due);
  });

  it("ask for deletion only where data lost its ground", () => {
    expect(hostTasks(["publish-name"])).toEqual(["acknowledge", "withdraw"]);
    for (const purpose of ["take-part", "statistics", "archive"] as const) expect(hostTasks([purpose])).toContain("delete");
  });

  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("2020-01-01", days));

  it("count every working day between once and no other", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, count) => {
        const end = addWorkingDays(day, count);
        let between = 0;
        for (let at = addDays(day, 1); at <= end; at = addDays(at, 1)) if (isWorkingDay(at)) between += 1;
        expect([isWorkingDay(end), between]).toEqual([true, count]);
        expect(addWorkingDays(addWorkingDays(day, count), 1)).toBe(addWorkingDays(day, count + 1));
      }),
    );
  });

  it("never fall on a weekend or a fixed holiday", () => {
    expect(["2026-08-29", "2026-08-30", "2026-09-02", "2026-01-01", "2026-04-30", "2026-05-01"].filter(isWorkingDay)).toEqual([]);
    expect(() => addWorkingDays("2026-08-29", 0)).toThrow(RangeError);
  });
});
