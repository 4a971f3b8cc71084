import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intraclass, kendallW, meanSquares, reliability } from "#app/domain/judging/reliability.ts";
import type { ScoreTable } from "#app/domain/judging/score-table.ts";
import { fraction } from "#app/platform/decimal.ts";

/** Six targets by four judges: P. E. Shrout and J. L. Fleiss (1979), table 2. */
const SHROUT_FLEISS = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

/** A table in which judge j1, j2 … gave entry e1, e2 … these points; null is a sheet that is not there. */
const tableOf = (rows: readonly (readonly (number | null)[])[]): ScoreTable =>
  rows.map((row, index) => ({
    entryId: `e${index + 1}`,
    code: `E-${index + 1}`,
    used: row.flatMap((points, judge) => (points === null ? [] : [{ judgeId: `j${judge + 1}`, total: fraction(points * 100) }])),
  }));

const rounded = (figure: { ok: boolean; value?: number }, places = 2) => Number(figure.value?.toFixed(places));

describe("intraclass correlation against Shrout and Fleiss (1979)", () => {
  test("the mean squares of their table 3", () => {
    const { entries, judges, residual, within } = meanSquares(SHROUT_FLEISS);
    expect([entries, judges, residual, within].map((value) => Number(value.toFixed(2)))).toEqual([11.24, 32.49, 1.02, 6.26]);
  });

  test("ICC(2,1) = .29 and ICC(2,4) = .62 of their table 4", () => {
    const { single, average } = intraclass(SHROUT_FLEISS, 4);
    expect([rounded(single), rounded(average)]).toEqual([0.29, 0.62]);
  });

  test("the other four of their table 4 follow from the same mean squares", () => {
    const { entries: bms, residual: ems, within: wms } = meanSquares(SHROUT_FLEISS);
    const others = [(bms - wms) / (bms + 3 * wms), (bms - ems) / (bms + 3 * ems), (bms - wms) / bms, (bms - ems) / bms];
    expect(others.map((value) => Number(value.toFixed(2)))).toEqual([0.17, 0.71, 0.44, 0.91]);
  });

  test("from a table of sheets, only entries that every judge scored", () => {
    const result = reliability(tableOf([...SHROUT_FLEISS, [9, null, 9, 9]]));
    expect({ ...result, icc: null, kendall: null }).toEqual({
      judges: ["j1", "j2", "j3", "j4"], entries: 6, leftOut: 1, icc: null, kendall: null,
    });
    expect([rounded(result.icc.single), rounded(result.icc.average)]).toEqual([0.29, 0.62]);
  });
});

describe("Kendall's W against Siegel (1956)", () => {
  const byEntry = (judges: readonly (readonly number[])[]) => judges[0]!.map((_, entry) => judges.map((ranks) => ranks[entry]!));

  test("three executives, six applicants, no ties: W = .16", () => {
    const w = kendallW(byEntry([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]), 3);
    expect(rounded(w)).toBe(0.16);
  });

  test("ten objects with tied ranks (after Kendall): W = .828 corrected for ties", () => {
    const ranks = [
      [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
      [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
      [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ];
    expect(rounded(kendallW(byEntry(ranks), 3), 3)).toBe(0.828);
  });

  test("W is 1 for equal orders, whatever the points, ties included; 0 for two opposite ones", () => {
    expect(kendallW([[1, 10], [2, 11], [2, 11], [3, 30]], 2)).toEqual({ ok: true, value: 1 });
    expect(kendallW([[1, 3], [2, 2], [3, 1]], 2)).toEqual({ ok: true, value: 0 });
  });
});

describe("what does not exist is answered with its reason", () => {
  test.each<[string, (number | null)[][], string]>([
    ["one judge", [[1], [2], [3]], "one-judge"],
    ["nobody", [], "one-judge"],
    ["one entry", [[1, 2]], "too-few-entries"],
    ["no entry that all scored", [[1, null], [null, 2], [3, null]], "too-few-entries"],
    ["all the same", [[7, 7], [7, 7], [7, 7]], "no-spread"],
  ])("%s", (_, rows, reason) => {
    const { icc, kendall } = reliability(tableOf(rows));
    expect([icc.single, icc.average, kendall]).toEqual(Array(3).fill({ ok: false, reason }));
  });

  test("judges who each gave everyone the same have no order to agree on, but an ICC of 0", () => {
    const { icc, kendall } = reliability(tableOf([[5, 7], [5, 7], [5, 7]]));
    expect([icc.single, kendall]).toEqual([{ ok: true, value: 0 }, { ok: false, reason: "no-spread" }]);
  });
});

const matrix = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 8 })).chain(([judges, entries]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: judges, maxLength: judges }), { minLength: entries, maxLength: entries }),
);

test("permuting judges or entries changes no coefficient; W is from 0 to 1", () => {
  fc.assert(
    fc.property(matrix, (rows) => {
      const figures = (table: ScoreTable) => {
        const { icc, kendall } = reliability(table);
        return [icc.single, icc.average, kendall].map((figure) => (figure.ok ? figure.value : figure.reason));
      };
      const expected = figures(tableOf(rows));
      expect(figures(tableOf([...rows].reverse()))).toEqual(expected);
      expect(figures(tableOf(rows.map((row) => [...row].reverse())))).toEqual(expected);
      const { kendall } = reliability(tableOf(rows));
      if (kendall.ok) expect(kendall.value >= 0 && kendall.value <= 1 + 1e-12).toBe(true);
    }),
  );
});
