import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  askedPairs, deciderProgress, deciderResult, type DeciderInput, type DeciderJudge, joinAnswers, nextQuestion, pairsOf, questionsFor,
} from "#app/domain/judging/decider.ts";
import type { Comparison } from "#app/domain/judging/pairwise.ts";

const IDS = ["a", "b", "c", "d", "e"];
const judge = (judgeId: string, answers: Comparison[], rest: Partial<DeciderJudge> = {}): DeciderJudge =>
  ({ judgeId, present: true, barred: [], answers, ...rest });
const says = (left: string, answer: Comparison["answer"], right: string): Comparison => ({ left, right, answer });

const word = fc.constantFrom("left", "right", "equal", null);
const sizes = fc.integer({ min: 2, max: 5 });
/** Judges with any answers to any of their pairs, any conflicts, some of them gone. */
const deciders = fc.record({ size: sizes, places: fc.option(fc.integer({ min: 1, max: 4 })) }).chain(({ size, places }) => {
  const entryIds = IDS.slice(0, size);
  const one = fc.record({
    present: fc.boolean(), barred: fc.subarray(entryIds, { maxLength: 1 }),
    words: fc.array(word, { minLength: 10, maxLength: 10 }), flips: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  });
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((judges): DeciderInput => ({
    entryIds, places: places !== null && places < size ? places : null,
    judges: judges.map(({ present, barred, words, flips }, index) =>
      judge(`j${index}`, askedPairs(entryIds, barred).flatMap(({ first, second }, at) => {
        const given = words[at] ?? null;
        if (given === null) return [];
        const turned = given === "equal" ? given : given === "left" ? "right" : "left";
        return [flips[at] ? says(second, turned, first) : says(first, given, second)];
      }), { present, barred })),
  }));
});

/** Every judge who is there answers all that is open to them. */
const completed = (input: DeciderInput, word: (first: string, second: string, judgeId: string) => Comparison["answer"]): DeciderInput => ({
  ...input,
  judges: input.judges.map((one) => {
    const known = (x: string, y: string) => one.answers.some(({ left, right }) => (left === x && right === y) || (left === y && right === x));
    const rest = one.present ? askedPairs(input.entryIds, one.barred).filter(({ first, second }) => !known(first, second)) : [];
    return { ...one, answers: [...one.answers, ...rest.map(({ first, second }) => says(first, word(first, second, one.judgeId), second))] };
  }),
});

const sidesOf = (input: DeciderInput) =>
  Object.fromEntries(deciderResult(input).standings.map(({ entryId, side }) => [entryId, side]));

describe("the answers of several judges", () => {
  it("are joined pair by pair: the side that more of those who answered named, equal where even", () => {
    const judges = [
      judge("j1", [says("a", "left", "b"), says("b", "left", "c"), says("a", "equal", "c")]),
      judge("j2", [says("b", "right", "a"), says("c", "left", "b"), says("a", "left", "c")]),
      judge("j3", [says("a", "right", "b")]),
    ];
    expect(joinAnswers({ entryIds: ["c", "a", "b"], places: null, judges })).toEqual([says("a", "left", "b"), says("a", "left", "c"), says("b", "equal", "c")]);
    expect(deciderResult({ entryIds: ["a", "b", "c"], places: null, judges })).toMatchObject({ scores: { a: 2, b: -1, c: -1 }, outcome: "whole-order" });
  });

  it("count the last of a judge's own repeated answer, whichever side it was shown on", () => {
    const repeated = judge("j1", [says("a", "left", "b"), says("b", "left", "a")]);
    expect(joinAnswers({ entryIds: ["a", "b"], places: 1, judges: [repeated] })).toEqual([says("a", "right", "b")]);
  });

  it("that go in a circle leave the tie as it was", () => {
    const circle = judge("j1", [says("a", "left", "b"), says("b", "left", "c"), says("c", "left", "a")]);
    expect(deciderResult({ entryIds: ["a", "b", "c"], places: 1, judges: [circle] })).toMatchObject({ scores: { a: 0, b: 0, c: 0 }, outcome: "whole-order" });
  });

  it("give the same whatever the order of judges, of entries and of the answers of different pairs", () => {
    fc.assert(fc.property(deciders, fc.func(fc.integer()), (input, random) => {
      const shuffled = <T,>(items: readonly T[], salt: string) => [...items].map((item, at) => ({ item, by: random(at, salt) })).sort((x, y) => x.by - y.by).map(({ item }) => item);
      const other: DeciderInput = {
        ...input, entryIds: shuffled(input.entryIds, "entries"),
        judges: shuffled(input.judges, "judges").map((one) => ({ ...one, answers: shuffled(one.answers, one.judgeId) })),
      };
      expect(joinAnswers(other)).toEqual(joinAnswers(input));
      expect(deciderResult(other)).toEqual(deciderResult(input));
      expect(deciderProgress(other).done).toBe(deciderProgress(input).done);
    }));
  });

  it("give the same when two judges who see the same pairs exchange their answers", () => {
    fc.assert(fc.property(deciders, (input) => {
      const [one, two, ...rest] = input.judges.map((each) => ({ ...each, barred: [], present: true }));
      if (!one || !two) return;
      const exchanged = [{ ...one, answers: two.answers }, { ...two, answers: one.answers }, ...rest];
      expect(deciderResult({ ...input, judges: exchanged })).toEqual(deciderResult({ ...input, judges: [one, two, ...rest] }));
    }));
  });

  it("of a work that a judge has a conflict with count for nothing", () => {
    const given = [says("a", "left", "b"), says("b", "left", "c"), says("a", "left", "c")];
    const judges = [judge("j1", given, { barred: ["a"] })];
    expect(joinAnswers({ entryIds: ["a", "b", "c"], places: null, judges })).toEqual([says("a", "equal", "b"), says("a", "equal", "c"), says("b", "left", "c")]);
  });

  it("of a judge who left count, and are not waited for", () => {
    const gone = judge("j1", [says("a", "left", "b")], { present: false });
    const input: DeciderInput = { entryIds: ["a", "b", "c"], places: null, judges: [gone, judge("j2", [])] };
    expect(deciderProgress(input)).toEqual({
      judges: [{ judgeId: "j1", present: false, answered: 1, of: 1 }, { judgeId: "j2", present: true, answered: 0, of: 3 }], done: null,
    });
    expect(deciderProgress({ ...input, judges: [gone] }).done).toBe("all-answered");
  });
});

describe("the end of a decider", () => {
  it("comes for every decider, and then every pair is decided", () => {
    fc.assert(fc.property(deciders, (input) => {
      const whole = completed(input, (first, second) => (first < second ? "left" : "right"));
      expect(deciderProgress(whole).done).toBe("all-answered");
      expect(deciderResult(whole).outcome).toBe("whole-order");
      expect(Object.values(deciderResult(whole).scores).reduce((sum, score) => sum + score, 0)).toBe(0);
    }));
  });

  it("is settled only where no open answer changes what counts", () => {
    const answer = fc.func(fc.constantFrom<Comparison["answer"]>("left", "right", "equal"));
    let settled = 0;
    fc.assert(fc.property(deciders, answer, (input, word) => {
      if (deciderProgress(input).done !== "settled") return;
      settled++;
      const [now, later] = [deciderResult(input), deciderResult(completed(input, word))];
      if (input.places === null) expect(now.scores).toEqual(later.scores);
      else {
        expect(sidesOf(input)).toEqual(sidesOf(completed(input, word)));
        const above = (scores: Record<string, number>) => input.entryIds.toSorted((x, y) => scores[y]! - scores[x]! || (x < y ? -1 : 1)).slice(0, input.places!).sort();
        expect(above(now.scores)).toEqual(above(later.scores));
      }
    }), { numRuns: 2_000 });
    expect(settled).toBeGreaterThan(20);
  });

  it("before anything is certain leaves all equal: the next step of the chain decides", () => {
    const input: DeciderInput = { entryIds: ["a", "b", "c"], places: 1, judges: [judge("j1", [says("a", "left", "b")])] };
    expect(deciderProgress(input).done).toBe(null);
    expect(deciderResult(input)).toMatchObject({ scores: { a: 0, b: 0, c: 0 }, outcome: "undecided" });
  });

  it("counts only the side of the cut where that alone is certain", () => {
    const input: DeciderInput = { entryIds: ["a", "b", "c"], places: 1, judges: [judge("j1", [says("a", "left", "b"), says("a", "left", "c")])] };
    expect(deciderProgress(input).done).toBe("settled");
    expect(deciderResult(input)).toMatchObject({ scores: { a: 1, b: 0, c: 0 }, outcome: "cut-decided" });
  });
});

describe("a judge's questions", () => {
  it("are each of their pairs once, in an order and on sides of their own that stay", () => {
    const asked = questionsFor(IDS, ["c"], "seed");
    expect(asked).toEqual(questionsFor([...IDS].reverse(), ["c"], "seed"));
    expect(asked.map(({ left, right }) => [left, right].sort().join("")).sort()).toEqual(["ab", "ad", "ae", "bd", "be", "de"]);
    expect(new Set(asked.map(({ left, right }) => left < right)).size).toBe(2);
    expect(questionsFor(IDS, ["c"], "other")).not.toEqual(asked);
    expect(pairsOf(IDS)).toHaveLength(10);
  });

  it("go on for one of several judges though the cut is certain, and stop for one who is asked alone", () => {
    const answers = [says("a", "left", "b"), says("a", "left", "c")];
    const alone: DeciderInput = { entryIds: ["a", "b", "c"], places: 1, judges: [judge("j1", answers)] };
    expect(nextQuestion(alone, "j1", "s")).toBe(null);
    const three = { ...alone, judges: [judge("j1", answers), judge("j2", answers), judge("j3", [])] };
    expect(deciderProgress(three).done).toBe("settled");
    expect([nextQuestion(three, "j1", "s"), nextQuestion(three, "j3", "s")].map((pair) => pair !== null)).toEqual([true, true]);
    expect(nextQuestion({ ...three, judges: [judge("j1", answers, { present: false })] }, "j1", "s")).toBe(null);
    expect(nextQuestion(three, "stranger", "s")).toBe(null);
  });
});
