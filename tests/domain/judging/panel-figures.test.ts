import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeStatistics } from "#app/domain/judging/judge-statistics.ts";
import type { ScoreTable } from "#app/domain/judging/score-table.ts";
import { spreadAlerts } from "#app/domain/judging/spread.ts";
import { uncertainty } from "#app/domain/judging/uncertainty.ts";
import { fraction } from "#app/platform/decimal.ts";

/** Rows of whole points by judge j1, j2 …; null is a sheet that is not there. */
const tableOf = (rows: readonly (readonly (number | null)[])[]): ScoreTable =>
  rows.map((row, index) => ({
    entryId: `e${index + 1}`,
    code: `E-${String(index + 1).padStart(3, "0")}`,
    used: row.flatMap((points, judge) => (points === null ? [] : [{ judgeId: `j${judge + 1}`, total: fraction(points * 100) }])),
  }));

describe("what each judge did", () => {
  const table = tableOf([[80, 70, 60], [90, 90, 70], [70, 50, null], [100, null, 80]]);
  const [first, second, third] = judgeStatistics(table, fraction(10000));

  test("mean, spread and histogram", () => {
    expect([first!.sheets, first!.mean, first!.lowest, first!.highest]).toEqual([4, fraction(8500), fraction(7000), fraction(10000)]);
    expect(first!.deviation).toBeCloseTo(1290.994, 3);
    expect(first!.histogram).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 2]);
  });

  test("agreement with the others on shared entries: their mean, exactly", () => {
    // j1 against the mean of the others: 80–65, 90–80, 70–50, 100–80.
    expect(first!.meanDifference).toEqual(fraction(6500, 4));
    expect(second!.meanDifference).toEqual(fraction(-1000, 3));
    expect(third!.shared).toBe(3);
    expect(first!.correlation.ok && first!.correlation.value).toBeCloseTo(525 / Math.sqrt(500 * 618.75), 12);
  });

  test.each<[string, (number | null)[][], string]>([
    ["too few shared entries", [[1, 2], [2, 3], [5, null]], "too-few"],
    ["a judge who gave everyone the same", [[5, 1], [5, 2], [5, 3]], "no-spread"],
    ["alone", [[5], [4], [3]], "too-few"],
  ])("no correlation: %s", (_, rows, reason) => {
    expect(judgeStatistics(tableOf(rows), fraction(10000))[0]!.correlation).toEqual({ ok: false, reason });
  });
});

test("entries on which judges are far apart: over the limit, widest first, with who", () => {
  const alerts = spreadAlerts(tableOf([[90, 70, 70], [80, 60, 79], [95, 60, 95], [50]]), 2000);
  expect(alerts.map(({ code, spread, lowest, highest }) => [code, spread, lowest.map(({ judgeId }) => judgeId), highest.map(({ judgeId }) => judgeId)])).toEqual([
    ["E-003", fraction(3500), ["j2"], ["j1", "j3"]],
  ]);
  expect(spreadAlerts(tableOf([[90, 70, 70], [80, 60, 79]]), 1999).map(({ code }) => code)).toEqual(["E-001", "E-002"]);
});

describe("chances of being above a cut", () => {
  const chances = (rows: (number | null)[][], cuts: number[], method: "mean" | "trimmed-mean" | "sum" | "median" = "mean") =>
    uncertainty({ table: tableOf(rows), method, cuts, seed: "lang-nghe" });

  test("judges who agree leave no doubt", () => {
    const result = chances([[9, 9, 9], [7, 8, 7], [5, 5, 5]], [1, 2]);
    expect(result.map(({ above, discuss }) => ({ above, discuss }))).toEqual([
      { above: [1, 1], discuss: [] }, { above: [0, 1], discuss: [] }, { above: [0, 0], discuss: [] },
    ]);
  });

  test("two judges of opposite mind: a quarter each way, half of the time equal, so one in two", () => {
    const [a, b] = chances([[9, 5], [5, 9]], [1]);
    expect(a!.above[0]! + b!.above[0]!).toBe(1);
    expect(Math.abs(a!.above[0]! - 0.5)).toBeLessThan(0.04);
    expect([a!.discuss, b!.discuss]).toEqual([[1], [1]]);
  });

  test("three judges, one of another mind: above when drawn at most once, 20 of 27", () => {
    const [a] = chances([[6, 6, 5], [5, 5, 7]], [1]);
    // Drawn 0, 1, 2, 3 times of 3 with chances 8, 12, 6, 1 of 27; at 1 both have 17: equal.
    expect(Math.abs(a!.above[0]! - (8 + 12 / 2) / 27)).toBeLessThan(0.04);
  });

  test("the same seed gives the same chances in any order, another seed slightly different ones", () => {
    const table = tableOf([[9, 5, 7], [5, 9, 7], [6, 8, 8], [7, 7, 6]]);
    const input = { table, method: "mean", cuts: [2], seed: "a" } as const;
    expect(uncertainty({ ...input, table: [...table].reverse() })).toEqual(uncertainty(input));
    expect(uncertainty({ ...input, seed: "b" })).not.toEqual(uncertainty(input));
  });

  test("an entry none of whose judges was drawn keeps its own score", () => {
    const result = chances([[9, null, null], [null, 8, null], [null, null, 7]], [1]);
    expect(result.map(({ above }) => above)).toEqual([[1], [0], [0]]);
  });

  test("under every method and cut the chances add up to the places", () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.constantFrom("mean", "trimmed-mean", "sum", "median"), fc.integer({ min: 0, max: 9 }), (points, method, places) => {
        const result = uncertainty({ table: tableOf(points), method, cuts: [places], seed: "s", rounds: 50 });
        const sum = result.reduce((so, { above }) => so + above[0]!, 0);
        expect(Math.abs(sum - Math.min(places, points.length))).toBeLessThan(1e-9);
      }),
    );
  });
});
