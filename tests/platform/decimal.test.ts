import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareFractions,
  formatHundredths,
  formatScore,
  fraction,
  meanFractions,
  parseHundredths,
  roundHalfUp,
  sumFractions,
} from "#app/platform/decimal.ts";

describe("typed points", () => {
  test.each([
    ["8", 800],
    ["8,5", 850],
    ["8.5", 850],
    ["8,25", 825],
    [" 27,5 ", 2750],
    ["0", 0],
    ["0,05", 5],
    ["08,50", 850],
    ["100000", 10_000_000],
  ])("%j is %d hundredths", (raw, value) => expect(parseHundredths(raw)).toEqual({ ok: true, value }));

  test.each([
    ["", "number-empty"],
    ["  ", "number-empty"],
    ["1.234", "number-too-fine"],
    ["1,234", "number-too-fine"],
    ["8.5.5", "not-a-number"],
    ["8,5,5", "not-a-number"],
    ["1.000,5", "not-a-number"],
    ["8,", "not-a-number"],
    [",5", "not-a-number"],
    ["-1", "number-negative"],
    ["−1", "number-negative"],
    ["tám", "not-a-number"],
    ["1e3", "not-a-number"],
    ["8 5", "not-a-number"],
    ["100000,01", "number-too-big"],
    ["9".repeat(400), "number-too-big"],
  ])("%j is refused: %s", (raw, reason) => expect(parseHundredths(raw)).toEqual({ ok: false, reason }));

  test("what is shown is read back, with a comma and with a point", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.boolean(), (value, fixed) => {
        const shown = formatHundredths(value, fixed);
        expect(parseHundredths(shown)).toEqual({ ok: true, value });
        expect(parseHundredths(shown.replace(",", "."))).toEqual({ ok: true, value });
      }),
    );
  });

  test.each([
    [850, "8,5", "8,50"],
    [3000, "30", "30,00"],
    [5, "0,05", "0,05"],
    [-1250, "-12,5", "-12,50"],
    [0, "0", "0,00"],
  ])("%d is shown as %s, in a column as %s", (value, short, column) => {
    expect([formatHundredths(value), formatHundredths(value, true)]).toEqual([short, column]);
  });
});

describe("fractions", () => {
  test.each([
    [25400, 3, 8467, "84,67"],
    [25399, 3, 8466, "84,66"],
    [17001, 2, 8501, "85,01"],
    [-17001, 2, -8501, "-85,01"],
    [1, 3, 0, "0,00"],
    [1, 2, 1, "0,01"],
  ])("%d/%d rounds to %d and is printed %s", (num, den, rounded, printed) => {
    expect([roundHalfUp(fraction(num, den)), formatScore(fraction(num, den))]).toEqual([rounded, printed]);
  });

  test("are kept in lowest terms with a positive denominator", () => {
    expect([fraction(6, 4), fraction(6, -4), fraction(0, 7)]).toEqual([
      { num: 3, den: 2 },
      { num: -3, den: 2 },
      { num: 0, den: 1 },
    ]);
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => meanFractions([])).toThrow(RangeError);
  });

  test("comparison is exact where floating point is not", () => {
    const [a, b] = [
      { num: 9_007_199_254_740_991, den: 3 },
      { num: 9_007_199_254_740_990, den: 3 },
    ];
    const close = [
      { num: 9_007_199_254_740_991, den: 9_007_199_254_740_990 },
      { num: 1, den: 1 },
    ] as const;
    expect([compareFractions(a, b), compareFractions(b, a), compareFractions(a, a)]).toEqual([1, -1, 0]);
    expect(compareFractions(...close)).toBe(1);
  });

  const small = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 60 }));
  test("sums agree with whole-number arithmetic over a common denominator; the order does not matter", () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), (parts) => {
        const values = parts.map(([num, den]) => fraction(num, den));
        const common = parts.reduce((product, [, den]) => product * BigInt(den), 1n);
        const sum = parts.reduce((total, [num, den]) => total + (BigInt(num) * common) / BigInt(den), 0n);
        const result = sumFractions(values);
        expect(BigInt(result.num) * common).toBe(sum * BigInt(result.den));
        expect(sumFractions([...values].reverse())).toEqual(result);
      }),
    );
  });

  test("a sum stays exact where its steps leave the whole numbers that floating point holds", () => {
    const large = fraction(2 ** 51 + 1, 997);
    const minus = { num: -large.num, den: large.den };
    expect(sumFractions([large, fraction(5, 991), minus])).toEqual({ num: 5, den: 991 });
    expect(meanFractions([large, large, large])).toEqual(large);
    expect(() => sumFractions([large, fraction(5, 991)])).toThrow(RangeError);
  });

  test("rounding is the nearest hundredth and never off by more than a half", () => {
    fc.assert(
      fc.property(small, ([num, den]) => {
        const rounded = roundHalfUp(fraction(num, den));
        expect(Math.abs(rounded * den - num) * 2).toBeLessThanOrEqual(den);
      }),
    );
  });
});
