import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deciderScores, pairwise, type Comparison } from "#app/domain/judging/pairwise.ts";

const IDS = Array.from({ length: 15 }, (_, index) => `e${String(index + 1).padStart(2, "0")}`);

/** Asks what it says to ask until it is done, answered by `better`: positive when the first is better. */
function play(entryIds: readonly string[], places: number | null, better: (a: string, b: string) => number): Comparison[] {
  const comparisons: Comparison[] = [];
  for (;;) {
    const { next } = pairwise({ entryIds, comparisons, places });
    if (!next) return comparisons;
    const sign = better(next.left, next.right);
    comparisons.push({ ...next, answer: sign > 0 ? "left" : sign < 0 ? "right" : "equal" });
  }
}

const byId = (a: string, b: string) => (a < b ? 1 : -1);
const above = (entryIds: readonly string[], comparisons: Comparison[], places: number) =>
  pairwise({ entryIds, comparisons, places }).standings.filter(({ side }) => side === "above").map(({ entryId }) => entryId).sort();

describe("the decider", () => {
  test("finds the three best of fifteen and stops before all 105 pairs", () => {
    const comparisons = play(IDS, 3, byId);
    const state = pairwise({ entryIds: IDS, comparisons, places: 3 });
    expect([state.done, state.ofPairs, above(IDS, comparisons, 3)]).toEqual(["cut-decided", 105, ["e01", "e02", "e03"]]);
    expect(comparisons.length).toBeLessThan(90);
  });

  test("asks for the whole order when there is no cut", () => {
    const ids = IDS.slice(0, 6);
    const comparisons = play(ids, null, byId);
    expect(comparisons).toHaveLength(15);
    expect(deciderScores({ entryIds: ids, comparisons, places: null })).toEqual({ e01: 5, e02: 3, e03: 1, e04: -1, e05: -3, e06: -5 });
  });

  test("undo is leaving out the last: the same pair is asked again", () => {
    const first = pairwise({ entryIds: IDS, comparisons: [], places: 3 }).next!;
    const one: Comparison = { ...first, answer: "left" };
    const second = pairwise({ entryIds: IDS, comparisons: [one], places: 3 }).next!;
    expect(second).not.toEqual(first);
    expect(pairwise({ entryIds: IDS, comparisons: [], places: 3 }).next).toEqual(first);
  });

  test("a circle and equals stay a tie: it breaks nothing by itself", () => {
    const ids = ["a", "b", "c"];
    const circle: Comparison[] = [
      { left: "a", right: "b", answer: "left" }, { left: "b", right: "c", answer: "left" }, { left: "a", right: "c", answer: "right" },
    ];
    const state = pairwise({ entryIds: ids, comparisons: circle, places: 1 });
    expect([state.done, state.next, state.standings.map(({ score, side }) => [score, side])]).toEqual(["all-asked", null, [[0, "open"], [0, "open"], [0, "open"]]]);
    const equal = ids.slice(0, 2);
    expect(deciderScores({ entryIds: equal, comparisons: [{ left: "b", right: "a", answer: "equal" }], places: 1 })).toEqual({ a: 0, b: 0 });
  });

  test("a pair answered twice counts as answered last, whichever side it was shown on", () => {
    const comparisons: Comparison[] = [{ left: "a", right: "b", answer: "left" }, { left: "b", right: "a", answer: "left" }];
    expect(deciderScores({ entryIds: ["a", "b"], comparisons, places: 1 })).toEqual({ a: -1, b: 1 });
  });

  test("says nothing before it is done, and only the side when it stopped early", () => {
    const comparisons = play(IDS, 3, byId);
    expect(deciderScores({ entryIds: IDS, comparisons: comparisons.slice(0, -1), places: 3 })).toEqual({});
    const scores = deciderScores({ entryIds: IDS, comparisons, places: 3 });
    expect(Object.values(scores).sort()).toEqual([...Array(12).fill(0), 1, 1, 1]);
  });

  test("refuses a sixteenth entry and a stranger", () => {
    expect(() => pairwise({ entryIds: [...IDS, "e16"], comparisons: [], places: 3 })).toThrow(RangeError);
    expect(() => pairwise({ entryIds: ["a", "b"], comparisons: [{ left: "a", right: "x", answer: "left" }], places: 1 })).toThrow(RangeError);
  });
});

test("whatever the answers, stopping early never says another side than asking on would", () => {
  const tastes = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 36, maxLength: 36 });
  fc.assert(
    fc.property(tastes, fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 8 }), (answers, size, places) => {
      const ids = IDS.slice(0, size);
      const taste = (a: string, b: string) => {
        const [x, y] = [ids.indexOf(a), ids.indexOf(b)].sort((p, q) => p - q) as [number, number];
        return answers[x * 6 + y - x]! * (a < b ? 1 : -1);
      };
      const early = play(ids, places, taste);
      const whole = deciderScores({ entryIds: ids, comparisons: play(ids, null, taste), places: null });
      for (const id of above(ids, early, places)) {
        expect(ids.filter((other) => whole[other]! > whole[id]!).length).toBeLessThan(places);
        expect(ids.filter((other) => whole[other]! >= whole[id]!).length).toBeLessThanOrEqual(places);
      }
    }),
  );
});
