import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folded } from "#app/domain/awards/folding.ts";

describe("folded", () => {
  test.each<[string, number[], number, string]>([
    ["the top and the neighbourhood of a cut", [1, 2, 3, 4, 5, 14, 15, 16, 17, 18, 19], 85, "rows 1-5, gap 6-13, rows 14-19, gap 20-85"],
    ["a short gap is shown", [1, 5], 9, "rows 1-5, gap 6-9"],
    ["a gap of three is shown, also at the end", [1, 2], 5, "rows 1-5"],
    ["nothing wanted", [], 10, "gap 1-10"],
    ["nothing there", [1, 2], 0, ""],
    ["places beyond the end, twice and out of order", [9, 3, 3, -1, 12], 10, "rows 1-3, gap 4-8, rows 9-10"],
  ])("%s", (_, wanted, total, expected) => {
    expect(folded(wanted, total).map(({ kind, from, to }) => `${kind} ${from}-${to}`).join(", ")).toBe(expected);
  });

  test("holds every place once, shows every wanted one, and folds no less than four", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -3, max: 60 })), fc.integer({ min: 0, max: 50 }), (wanted, total) => {
      const stretches = folded(wanted, total);
      const held = stretches.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
      expect(held).toEqual(Array.from({ length: total }, (_, at) => at + 1));
      const gaps = stretches.filter(({ kind }) => kind === "gap");
      expect(gaps.filter(({ from, to }) => to - from + 1 < 4)).toEqual([]);
      expect(wanted.filter((place) => gaps.some(({ from, to }) => place >= from && place <= to))).toEqual([]);
      expect(stretches.filter((one, at) => stretches[at + 1]?.kind === one.kind)).toEqual([]);
    }));
  });
});
