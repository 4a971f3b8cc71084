import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rank } from "#app/domain/awards/ranking.ts";
import { aggregate, AGGREGATION_METHODS, type AggregationInput, type AggregationMethod } from "#app/domain/judging/aggregation.ts";
import { compareFractions, fraction, meanFractions } from "#app/platform/decimal.ts";

const CRITERIA = [
  { id: "c1", weight: 100 },
  { id: "c2", weight: 100 },
];

/** Sheets of one entry from rows [judge, c1, c2], points in whole hundredths. */
const sheetsOf = (entryId: string, rows: readonly (readonly [string, number, number])[]) =>
  rows.map(([judgeId, c1, c2]) => ({ entryId, judgeId, submitted: true, points: { c1, c2 } }));

function inputOf(
  method: AggregationMethod,
  rows: readonly (readonly [string, number, number])[],
): AggregationInput {
  return {
    method,
    criteria: CRITERIA,
    entries: [{ entryId: "e", code: "E-1" }],
    sheets: sheetsOf("e", rows),
    presentJudgeIds: rows.map(([judge]) => judge),
  };
}

const FOUR = [
  ["a", 900, 800],
  ["b", 700, 700],
  ["c", 600, 900],
  ["d", 1000, 1000],
] as const;

describe("one entry", () => {
  test.each([
    ["mean", FOUR, fraction(6600, 4), ["a", "b", "c", "d"], []],
    ["sum", FOUR, fraction(6600), ["a", "b", "c", "d"], []],
    [
      "trimmed-mean",
      FOUR,
      fraction(3200, 2),
      ["a", "c"],
      [
        ["b", "lowest"],
        ["d", "highest"],
      ],
    ],
    ["median", FOUR, fraction(3200, 2), ["a", "b", "c", "d"], []],
    ["median", FOUR.slice(0, 3), fraction(1500), ["a", "b", "c"], []],
    ["median", FOUR.slice(0, 1), fraction(1700), ["a"], []],
    ["trimmed-mean", FOUR.slice(0, 3), fraction(4600, 3), ["a", "b", "c"], []],
    ["trimmed-mean", FOUR.slice(0, 1), fraction(1700), ["a"], []],
  ] as const)("%s of its totals %#", (method, rows, score, used, dropped) => {
    const [entry] = aggregate(inputOf(method, rows)).scored;
    expect(entry?.score).toEqual(score);
    expect(entry?.used.map(({ judgeId }) => judgeId)).toEqual(used);
    expect(entry?.dropped.map(({ judgeId, reason }) => [judgeId, reason])).toEqual(dropped);
  });

  test("criterion means are taken over the sheets used, exactly", () => {
    const [entry] = aggregate(inputOf("trimmed-mean", FOUR)).scored;
    expect(entry?.criterionMeans).toEqual({ c1: fraction(1500, 2), c2: fraction(1700, 2) });
  });

  test("only complete, submitted sheets of present judges count, and the rest say why", () => {
    const input = inputOf("mean", FOUR);
    const sheets = input.sheets.map((sheet) => {
      if (sheet.judgeId === "a") return { ...sheet, submitted: false };
      return sheet.judgeId === "b" ? { ...sheet, points: { c1: 700 } } : sheet;
    });
    const [entry] = aggregate({
      ...input,
      sheets,
      presentJudgeIds: ["a", "b", "c"],
      headJudgeId: "c",
    }).scored;
    expect(entry).toEqual({
      entryId: "e",
      code: "E-1",
      score: fraction(1500),
      criterionMeans: { c1: fraction(600), c2: fraction(900) },
      used: [{ judgeId: "c", total: fraction(1500) }],
      dropped: [
        { judgeId: "a", total: fraction(1700), reason: "not-submitted" },
        { judgeId: "b", total: fraction(700), reason: "incomplete" },
        { judgeId: "d", total: fraction(2000), reason: "judge-absent" },
      ],
      headJudgeTotal: fraction(1500),
    });
  });

  test("of equal highest totals the trim takes the same points, whoever gave them", () => {
    const rows = [
      [900, 100],
      [100, 900],
      [500, 300],
      [200, 100],
    ] as const;
    const means = ["abcd", "badc", "dcba"].map((names) => {
      const named = rows.map(([c1, c2], index) => [names[index]!, c1, c2] as const);
      return aggregate(inputOf("trimmed-mean", named)).scored[0]?.criterionMeans;
    });
    expect(means).toEqual(Array(3).fill({ c1: fraction(600, 2), c2: fraction(1200, 2) }));
  });

  test("without a countable sheet it is unscored, not zero", () => {
    const result = aggregate({ ...inputOf("mean", FOUR), presentJudgeIds: [] });
    expect(result).toEqual({ scored: [], unscored: [{ entryId: "e", code: "E-1" }] });
  });

  test("weights multiply totals and leave criterion means alone", () => {
    const criteria = [
      { id: "c1", weight: 250 },
      { id: "c2", weight: 50 },
    ];
    const [entry] = aggregate({ ...inputOf("mean", FOUR.slice(0, 2)), criteria }).scored;
    expect(entry?.score).toEqual(fraction(2250 + 400 + 1750 + 350, 2));
    expect(entry?.criterionMeans).toEqual({ c1: fraction(800), c2: fraction(750) });
  });

  test("the head judge's total stays known when the trim drops the sheet", () => {
    const [entry] = aggregate({ ...inputOf("trimmed-mean", FOUR), headJudgeId: "d" }).scored;
    expect(entry?.headJudgeTotal).toEqual(fraction(2000));
    expect(entry?.used.map(({ judgeId }) => judgeId)).toEqual(["a", "c"]);
  });
});

const method = fc.constantFrom(...AGGREGATION_METHODS);
const points = fc.integer({ min: 0, max: 12 }).map((value) => value * 25);
/** A full table: every judge scores every entry on two criteria; few values, so that ties are common. */
const table = fc
  .record({ judges: fc.integer({ min: 1, max: 6 }), entries: fc.integer({ min: 1, max: 8 }) })
  .chain(({ judges, entries }) =>
    fc.array(fc.array(fc.tuple(points, points), { minLength: judges, maxLength: judges }), {
      minLength: entries,
      maxLength: entries,
    }),
  );

type Table = [number, number][][];
const CHAIN = [{ kind: "criterion", criterionId: "c1" }, { kind: "shared" }] as const;

function build(
  kind: AggregationMethod,
  rows: Table,
  judgeNames = (index: number) => `j${index}`,
): AggregationInput {
  const judges = (rows[0] ?? []).map((_, index) => judgeNames(index));
  return {
    method: kind,
    criteria: CRITERIA,
    entries: rows.map((_, index) => ({ entryId: `e${index}`, code: `E-${String(index).padStart(3, "0")}` })),
    sheets: rows.flatMap((sheets, entry) =>
      sheetsOf(
        `e${entry}`,
        sheets.map(([c1, c2], judge) => [judgeNames(judge), c1, c2] as const),
      ),
    ),
    presentJudgeIds: judges,
  };
}

const outcome = (input: AggregationInput) =>
  rank(aggregate(input).scored, CHAIN).map(({ code, rank: place, score }) => ({ code, place, score }));

describe("properties", () => {
  test("the order in which judges, entries and sheets are given changes nothing at all", () => {
    fc.assert(
      fc.property(method, table, fc.infiniteStream(fc.nat()), (kind, rows, random) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, key: random.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const input = build(kind, rows);
        const mixed = {
          ...input,
          entries: shuffled(input.entries),
          sheets: shuffled(input.sheets),
          presentJudgeIds: shuffled(input.presentJudgeIds),
        };
        expect(aggregate(mixed)).toEqual(aggregate(input));
        expect(rank(shuffled(aggregate(mixed).scored), CHAIN)).toEqual(rank(aggregate(input).scored, CHAIN));
      }),
    );
  });

  test("it does not matter which judge gave which points: renaming the judges changes no rank", () => {
    fc.assert(
      fc.property(method, table, (kind, rows) => {
        const renamed = build(kind, rows, (index) => `j${9 - index}`);
        expect(outcome(renamed)).toEqual(outcome(build(kind, rows)));
      }),
    );
  });

  test("a constant added to one judge's points changes no rank under mean and sum", () => {
    fc.assert(
      fc.property(fc.constantFrom("mean", "sum"), table, fc.nat(5), points, (kind, rows, which, extra) => {
        const generous = rows.map((sheets) =>
          sheets.map(([c1, c2], judge): [number, number] =>
            judge === which % sheets.length ? [c1 + extra, c2 + extra] : [c1, c2],
          ),
        );
        const places = (input: AggregationInput) => outcome(input).map(({ code, place }) => [code, place]);
        expect(places(build(kind, generous))).toEqual(places(build(kind, rows)));
      }),
    );
  });

  test("the median has as many totals at or above it as at or below", () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const [index, { score }] of aggregate(build("median", rows)).scored.entries()) {
          const sides = (rows[index] ?? []).map(([c1, c2]) => compareFractions(fraction(c1 + c2), score));
          expect(sides.filter((side) => side > 0).length).toBeLessThanOrEqual(sides.length / 2);
          expect(sides.filter((side) => side < 0).length).toBeLessThanOrEqual(sides.length / 2);
        }
      }),
    );
  });

  test("the trimmed mean uses at least two sheets wherever two were given, and lies between the extremes", () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const [index, entry] of aggregate(build("trimmed-mean", rows)).scored.entries()) {
          const totals = (rows[index] ?? []).map(([c1, c2]) => c1 + c2).sort((a, b) => a - b);
          const kept = totals.length >= 4 ? totals.slice(1, -1) : totals;
          expect(entry.used.length).toBe(kept.length);
          expect(entry.used.length).toBeGreaterThanOrEqual(Math.min(2, totals.length));
          expect(compareFractions(entry.score, meanFractions(kept.map((total) => fraction(total))))).toBe(0);
        }
      }),
    );
  });

  test("criterion means add up to the score under mean with weights of one", () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const { score, criterionMeans } of aggregate(build("mean", rows)).scored) {
          const { c1, c2 } = criterionMeans;
          const sum = fraction(c1!.num * c2!.den + c2!.num * c1!.den, c1!.den * c2!.den);
          expect(score).toEqual(sum);
        }
      }),
    );
  });
});
