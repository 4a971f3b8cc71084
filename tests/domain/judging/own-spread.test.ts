import fc from "fast-check";
import { expect, it } from "vitest";
import { ownSpread } from "#app/domain/judging/own-spread.ts";

it("has nothing to show before the first sheet is handed in", () => {
  expect(ownSpread([], 10_000)).toBeNull();
});

it("begins at a round tenth below the lowest, and the maximum belongs to the last bar", () => {
  expect(ownSpread([6_500, 8_400, 8_350, 10_000], 10_000)).toEqual({
    from: 6_000, most: 10_000, counts: [0, 1, 0, 0, 0, 1, 1, 0, 0, 1], mean: 8_313, least: 6_500, greatest: 10_000,
  });
  expect(ownSpread([10_000, 10_000], 10_000)?.counts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(ownSpread([0], 1_000)).toEqual({ from: 0, most: 1_000, counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], mean: 0, least: 0, greatest: 0 });
});

it("counts every total once, whatever their order", () => {
  const totals = fc.integer({ min: 100, max: 40_000 }).chain((most) => fc.tuple(fc.constant(most), fc.array(fc.integer({ min: 0, max: most }), { minLength: 1 })));
  fc.assert(
    fc.property(totals, ([most, given]) => {
      const spread = ownSpread(given, most)!;
      expect(spread.counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
      expect(spread.from).toBeLessThanOrEqual(spread.least);
      expect(ownSpread([...given].reverse(), most)).toEqual(spread);
    }),
  );
});
