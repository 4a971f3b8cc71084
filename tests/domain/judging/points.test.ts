import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPoints, greatestTotal, sheetTotal } from "#app/domain/judging/points.ts";

describe("points on a criterion of at most 30 on steps of 0,5", () => {
  const criterion = { maxPoints: 3000, step: 50 };
  test.each([
    [0, null],
    [50, null],
    [2750, null],
    [3000, null],
    [3001, "points-above-maximum"],
    [3050, "points-above-maximum"],
    [2725, "points-off-step"],
    [1, "points-off-step"],
    [-50, "points-negative"],
    [12.5, "points-not-whole"],
    [Number.NaN, "points-not-whole"],
  ])("%d hundredths: %s", (points, reason) => {
    expect(checkPoints(criterion, points)).toEqual(
      reason === null
        ? { ok: true, value: points }
        : { ok: false, reason, params: { points, max: 3000, step: 50 } },
    );
  });

  test("the maximum is allowed off the step: 2,5 on steps of 1", () => {
    expect(checkPoints({ maxPoints: 250, step: 100 }, 250)).toEqual({ ok: true, value: 250 });
  });

  test("accepted points are exactly the steps from 0 to the maximum, and the maximum", () => {
    const scale = fc.record({
      maxPoints: fc.integer({ min: 1, max: 4000 }),
      step: fc.constantFrom(25, 50, 100),
    });
    fc.assert(
      fc.property(scale, fc.integer({ min: -200, max: 4200 }), (criterionScale, points) => {
        const steps = Array.from({ length: 170 }, (_, index) => index * criterionScale.step);
        const allowed = [
          ...steps.filter((step) => step <= criterionScale.maxPoints),
          criterionScale.maxPoints,
        ];
        expect(checkPoints(criterionScale, points).ok).toBe(allowed.includes(points));
      }),
    );
  });
});

describe("the total of a sheet", () => {
  const criteria = [
    { id: "a", weight: 100, maxPoints: 3000 },
    { id: "b", weight: 150, maxPoints: 1000 },
  ];
  test.each([
    [{ a: 2750, b: 900 }, { num: 4100, den: 1 }, []],
    [{ a: 2750, b: 25 }, { num: 5575, den: 2 }, []],
    [{ b: 900 }, { num: 1350, den: 1 }, ["a"]],
    [{}, { num: 0, den: 1 }, ["a", "b"]],
  ])("%j", (points, total, missing) => {
    expect(sheetTotal(criteria, points)).toEqual({ total, missing });
  });

  test("the greatest total counts the weights", () => {
    expect(greatestTotal(criteria)).toEqual({ num: 4500, den: 1 });
  });
});
