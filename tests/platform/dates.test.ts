import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  ageOn,
  ageRangeOn,
  formatVnDate,
  isIsoDay,
  parseVnDate,
  parseVnDateTime,
  parseVnTime,
  readInstant,
  vnDayOf,
  vnInstant,
  vnTimeOf,
} from "#app/platform/dates.ts";

describe("a typed day", () => {
  test.each([
    ["05/09/2013", "2013-09-05"],
    ["5/9/2013", "2013-09-05"],
    ["5-9-2013", "2013-09-05"],
    [" 05 . 09 . 2013 ", "2013-09-05"],
    ["05092013", "2013-09-05"],
    ["2013-09-05", "2013-09-05"],
    ["29/02/2012", "2012-02-29"],
  ])("%j is %s", (raw, iso) => expect(parseVnDate(raw)).toEqual({ ok: true, iso, precision: "day" }));

  test("a year alone", () => {
    expect(parseVnDate("2013")).toEqual({ ok: true, iso: "2013-01-01", precision: "year" });
  });

  test.each([
    ["31/02/2015", "no-such-day", { day: 31, month: 2, year: 2015, lastDay: 28 }],
    ["29/02/2015", "no-such-day", { day: 29, month: 2, year: 2015, lastDay: 28 }],
    ["0/5/2015", "no-such-day", { day: 0, month: 5, year: 2015, lastDay: 31 }],
    ["31042015", "no-such-day", { day: 31, month: 4, year: 2015, lastDay: 30 }],
    ["05/13/2015", "no-such-month", { day: 5, month: 13, year: 2015 }],
    ["2015-02-31", "no-such-day", { day: 31, month: 2, year: 2015, lastDay: 28 }],
    ["05/09/0013", "year-out-of-range", { day: 5, month: 9, year: 13 }],
    ["1013", "year-out-of-range", { year: 1013 }],
    ["05/09/13", "year-needs-four-digits", {}],
    ["5/9", "not-a-date", {}],
    ["5/9-2013", "not-a-date", {}],
    ["5092013", "not-a-date", {}],
    ["hôm qua", "not-a-date", {}],
    ["   ", "date-empty", {}],
  ])("%j is refused: %s", (raw, reason, params) => {
    expect(parseVnDate(raw)).toEqual({ ok: false, reason, params });
  });

  test("every real day is read back as it is written", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(parseVnDate(formatVnDate(iso))).toEqual({ ok: true, iso, precision: "day" });
      }),
    );
  });

  test("written: with zeros, and the year alone where no more is known", () => {
    expect([formatVnDate("2013-09-05"), formatVnDate("2013-01-01", "year")]).toEqual(["05/09/2013", "2013"]);
  });
});

describe("moments", () => {
  test.each([
    ["31/08/2023 17:00", "2023-08-31T10:00:00.000Z"],
    ["17 giờ 00, 31/08/2023", "2023-08-31T10:00:00.000Z"],
    ["17 giờ 00 phút, ngày 31/8/2023", "2023-08-31T10:00:00.000Z"],
    ["17h30 31-8-2023", "2023-08-31T10:30:00.000Z"],
    ["31/08/2023 6h", "2023-08-30T23:00:00.000Z"],
    ["2023-08-31T17:00", "2023-08-31T10:00:00.000Z"],
    ["2023-08-31T17:00:00", "2023-08-31T10:00:00.000Z"],
  ])("%j is %s", (raw, at) => expect(parseVnDateTime(raw)).toEqual({ ok: true, at: new Date(at) }));

  test.each([
    ["31/08/2023", "time-empty"],
    ["31/08/2023 25:00", "not-a-time"],
    ["31/08/2023 17:60", "not-a-time"],
    ["31/08/2023 chiều", "not-a-time"],
    ["31/06/2023 17:00", "no-such-day"],
    ["17:00", "not-a-date"],
    ["", "date-empty"],
  ])("%j is refused: %s", (raw, reason) => {
    const reading = parseVnDateTime(raw);
    expect(reading.ok ? null : reading.reason).toBe(reason);
  });

  test.each([
    ["17:00", [17, 0]],
    ["7h", [7, 0]],
    ["7h05", [7, 5]],
    ["17", null],
    ["24:00", null],
  ])("the time %j is %j", (raw, time) => expect(parseVnTime(raw)).toEqual(time));

  test("the day in Việt Nam changes at 17:00 UTC", () => {
    const [before, after] = [new Date("2023-08-31T16:59:59.999Z"), new Date("2023-08-31T17:00:00Z")];
    expect([vnDayOf(before), vnTimeOf(before)]).toEqual(["2023-08-31", "23:59"]);
    expect([vnDayOf(after), vnTimeOf(after)]).toEqual(["2023-09-01", "00:00"]);
  });

  test("an instant agrees with the time zone database's Asia/Ho_Chi_Minh", () => {
    const zone = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Ho_Chi_Minh",
      dateStyle: "short",
      timeStyle: "short",
    });
    const after1975 = fc.date({
      min: new Date("1976-01-01"),
      max: new Date("2100-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(after1975, (date) => {
        const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
        expect(`${vnDayOf(minute)} ${vnTimeOf(minute)}`).toBe(zone.format(minute));
        expect(vnInstant(vnDayOf(minute), vnTimeOf(minute))).toEqual(minute);
      }),
    );
  });

  test("nonsense is no instant", () => {
    expect(() => vnInstant("2023-13-01", "17:00")).toThrow(RangeError);
    expect(() => vnInstant("2023-12-01", "5 giờ")).toThrow(RangeError);
  });

  test("days are added across months and years", () => {
    expect([addDays("2023-12-31", 1), addDays("2024-03-01", -1)]).toEqual(["2024-01-01", "2024-02-29"]);
  });
});

describe("age", () => {
  test.each([
    ["2013-09-05", "2023-09-04", 9],
    ["2013-09-05", "2023-09-05", 10],
    ["2012-02-29", "2023-02-28", 10],
    ["2012-02-29", "2023-03-01", 11],
    ["2012-02-29", "2024-02-29", 12],
    ["2023-09-05", "2023-09-04", -1],
  ])("born %s, on %s: %d", (birth, day, age) => expect(ageOn(birth, day)).toBe(age));

  test("a year alone leaves two ages, but one on the last day of a year", () => {
    expect(ageRangeOn("2013-01-01", "year", "2023-08-31")).toEqual([9, 10]);
    expect(ageRangeOn("2013-01-01", "year", "2023-12-31")).toEqual([10, 10]);
    expect(ageRangeOn("2013-05-01", "day", "2023-08-31")).toEqual([10, 10]);
  });
});

describe("a moment in a cursor", () => {
  test("is read back as it was written", () => {
    const at = new Date("2026-09-01T02:00:00.123Z");
    expect(readInstant(at.toISOString())).toEqual(at);
  });

  test.each(["", "hôm qua", "2026-09-01", "2026-02-31T00:00:00.000Z", "-271821-04-20T00:00:00.000Z", "+020000-01-01T00:00:00.000Z"])(
    "is not %j", (text) => expect(readInstant(text)).toBeNull());

  test("and its day is one of the calendar", () => {
    expect(["2024-02-29", "2023-02-29", "2023-13-01", "0001-01-01", "1/1/2023"].map(isIsoDay)).toEqual([true, false, false, false, false]);
  });
});
