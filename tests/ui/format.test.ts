import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatMoney,
  formatPoints,
  formatScore,
  formatTime,
  formatWeekday,
  parsePoints,
  percentOf,
} from "#app/ui/format.ts";

const DEADLINE = new Date("2023-08-31T10:00:00Z");

describe("numbers for people", () => {
  it("writes points with two decimals and a comma", () => {
    expect([8467, 9400, 5, 0, null, 123_456].map((points) => formatPoints(points, "vi"))).toEqual([
      "84,67",
      "94,00",
      "0,05",
      "0,00",
      "–",
      "1.234,56",
    ]);
    expect(formatPoints(8467, "en")).toBe("84.67");
  });

  it("writes a judge's score without idle zeros", () => {
    expect([2700, 750, 1205, 0, 10_000, null].map((points) => formatScore(points, "vi"))).toEqual([
      "27",
      "7,5",
      "12,05",
      "0",
      "100",
      "–",
    ]);
  });

  it("reads back every score it writes, in both languages", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom("vi" as const, "en" as const),
        (points, locale) => {
          expect(parsePoints(formatScore(points, locale))).toBe(points);
        },
      ),
    );
  });

  it("tells an empty field from one that is no score", () => {
    expect(["", "  ", "7,5", "7.50", " 12 ", "abc", "1,234", "-1", "1.000"].map(parsePoints)).toEqual([
      null,
      null,
      750,
      750,
      1200,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("groups thousands by language", () => {
    expect(formatCount(1234567, "vi")).toBe("1.234.567");
    expect(formatCount(1234567, "en")).toBe("1,234,567");
    expect(formatCount(999, "vi")).toBe("999");
    expect(formatMoney(1_500_000, "vi")).toBe("1.500.000 đồng");
  });

  it("measures files in units of 1,024 bytes", () => {
    expect(
      [0, 1023, 1024, 831_488, 1_048_524, 1_468_006, 314_572_800, 2_254_857_830].map((n) =>
        formatBytes(n, "vi"),
      ),
    ).toEqual(["0 B", "1023 B", "1 KB", "812 KB", "1 MB", "1,4 MB", "300 MB", "2,1 GB"]);
  });

  it("never calls a part a whole", () => {
    expect(percentOf(999, 1000)).toBe(99);
    expect(percentOf(3, 3)).toBe(100);
    expect(percentOf(1, 0)).toBe(0);
  });
});

describe("days and hours in Viet Nam", () => {
  it("does not depend on the machine's zone", () => {
    expect(formatDate(DEADLINE)).toBe("31/08/2023");
    expect(formatTime(DEADLINE, "vi")).toBe("17\u00a0giờ\u00a000");
    expect(formatDateTime(DEADLINE, "vi")).toBe("17\u00a0giờ\u00a000, 31/08/2023");
    expect(formatDateTime(DEADLINE, "en")).toBe("17:00, 31/08/2023");
    expect(formatWeekday(DEADLINE, "vi")).toBe("thứ Năm");
  });

  it("turns the day at 17:00 UTC, which is midnight there", () => {
    expect(formatDate("2023-08-31T16:59:59Z")).toBe("31/08/2023");
    expect(formatDate("2023-08-31T17:00:00Z")).toBe("01/09/2023");
    expect(formatWeekday("2023-09-02T17:00:00Z", "vi")).toBe("Chủ nhật");
  });

  it("shows a calendar day as it is", () => {
    expect(formatDay("2013-09-05")).toBe("05/09/2013");
  });
});

describe("lengths of time", () => {
  it("says minutes and seconds in words", () => {
    expect([316_000, 179_000, 60_000, 3_729_000, 0].map((ms) => formatDuration(ms, "vi"))).toEqual([
      "5 phút 16 giây",
      "2 phút 59 giây",
      "1 phút",
      "1 giờ 02 phút 09 giây",
      "0 giây",
    ]);
  });

  it("shows a clip as a player does", () => {
    expect([316_000, 5_000, 3_729_000].map(formatClock)).toEqual(["05:16", "00:05", "1:02:09"]);
  });
});
