import fc from "fast-check";
import { expect, test } from "vitest";
import { rank, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { scoredUnder, sideBySide } from "#app/domain/awards/side-by-side.ts";
import { type AggregationInput, countSheets } from "#app/domain/judging/aggregation.ts";

const chain: TieBreakStep[] = [{ kind: "criterion", criterionId: "c1" }, { kind: "counts" }, { kind: "head-judge" }, { kind: "shared" }];
const judges = ["j1", "j2", "j3", "j4", "j5"];
const methods = ["mean", "trimmed-mean", "sum", "median", "judge-effect"] as const;

/** Sheets of few judges with few values, so that orders agree, ties abound and trims part them; null is a sheet not given. */
const contests = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: 5, maxLength: 5 }), { maxLength: 8 }).map(
  (rows): Omit<AggregationInput, "method"> => ({
    criteria: [{ id: "c1", weight: 100 }, { id: "c2", weight: 100 }],
    entries: rows.map((_, row) => ({ entryId: `e${row}`, code: `E${row}` })),
    sheets: rows.flatMap((row, at) => row.flatMap((points, judge) =>
      points === null ? [] : [{ entryId: `e${at}`, judgeId: judges[judge]!, submitted: true, points: { c1: points * 100, c2: (points % 2) * 100 } }])),
    presentJudgeIds: judges,
    headJudgeId: "j1",
  }),
);

test("under every method the ranks are those of ranking anew, also where a method keeps the order and is not ranked", () => {
  fc.assert(
    fc.property(contests, fc.constantFrom(...methods), (scores, counts) => {
      const counted = countSheets(scores);
      for (const outcome of sideBySide({ counts, counted, chain, cuts: [1, 3] })) {
        const anew = rank(scoredUnder(outcome.method, counted), chain);
        const short = (list: readonly { code: string; rank: number }[]) => list.map(({ code, rank: place }) => `${place} ${code}`);
        expect(short(outcome.places)).toEqual(short(anew));
        expect(JSON.stringify(outcome.ranking)).toBe(JSON.stringify(anew));
        const first = new Map(rank(scoredUnder(counts, counted), chain).map((entry) => [entry.code, entry.rank]));
        expect(outcome.moved.length).toBe(anew.filter(({ code, rank: place }) => first.get(code) !== place).length);
      }
    }),
    { numRuns: 300 },
  );
});
