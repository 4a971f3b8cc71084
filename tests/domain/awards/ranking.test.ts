import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proposeAwards, proposeNominees } from "#app/domain/awards/allocation.ts";
import { chainFor, places as ranksOf, rank, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { compareFractions, fraction } from "#app/platform/decimal.ts";

type Row = readonly [code: string, score: number, c1: number, c2?: number, head?: number | null];

const entry = ([code, score, c1, c2 = 0, head = null]: Row) => ({
  entryId: code.toLowerCase(),
  code,
  score: fraction(score, 3),
  criterionMeans: { c1: fraction(c1), c2: fraction(c2) },
  headJudgeTotal: head === null ? null : fraction(head),
});

const c1: TieBreakStep = { kind: "criterion", criterionId: "c1" };
const c2: TieBreakStep = { kind: "criterion", criterionId: "c2" };
const head: TieBreakStep = { kind: "head-judge" };
const shared: TieBreakStep = { kind: "shared" };
const vote = (votes: Record<string, number>): TieBreakStep => ({ kind: "jury-vote", votes });

const places = (rows: readonly Row[], chain: readonly TieBreakStep[]) =>
  rank(rows.map(entry), chain).map((ranked) => `${ranked.rank} ${ranked.code}`);

describe("order", () => {
  test.each<[string, Row[], TieBreakStep[], string[]]>([
    [
      "by score",
      [
        ["A", 10, 0],
        ["B", 30, 0],
        ["C", 20, 0],
      ],
      [],
      ["1 B", "2 C", "3 A"],
    ],
    [
      "equals share and the next rank is skipped",
      [
        ["A", 9, 1],
        ["B", 9, 1],
        ["C", 3, 1],
      ],
      [c1, shared],
      ["1 A", "1 B", "3 C"],
    ],
    [
      "a chain that ends without an answer shares too",
      [
        ["B", 9, 1],
        ["A", 9, 1],
      ],
      [c1],
      ["1 A", "1 B"],
    ],
    [
      "first criterion",
      [
        ["A", 9, 1],
        ["B", 9, 2],
      ],
      [c1, shared],
      ["1 B", "2 A"],
    ],
    [
      "second criterion for those the first leaves equal",
      [
        ["A", 9, 1, 1],
        ["B", 9, 1, 2],
        ["C", 9, 2, 0],
      ],
      [c1, c2],
      ["1 C", "2 B", "3 A"],
    ],
    [
      "head judge",
      [
        ["A", 9, 1, 0, 5],
        ["B", 9, 1, 0, 7],
      ],
      [c1, head],
      ["1 B", "2 A"],
    ],
    [
      "no head judge for one of them: passed over",
      [
        ["A", 9, 1, 0, 5],
        ["B", 9, 1, 2, null],
      ],
      [head, c2],
      ["1 B", "2 A"],
    ],
    [
      "votes",
      [
        ["A", 9, 1],
        ["B", 9, 1],
      ],
      [c1, vote({ a: 2, b: 3 })],
      ["1 B", "2 A"],
    ],
    [
      "votes that part two of three",
      [
        ["A", 9, 1],
        ["B", 9, 1],
        ["C", 9, 1],
      ],
      [vote({ a: 1, b: 3, c: 1 }), shared],
      ["1 B", "2 A", "2 C"],
    ],
    [
      "votes not taken for all: passed over",
      [
        ["A", 9, 1],
        ["B", 9, 1],
      ],
      [vote({ a: 2 }), shared],
      ["1 A", "1 B"],
    ],
    [
      "a shared step ends the chain",
      [
        ["A", 9, 1],
        ["B", 9, 2],
      ],
      [shared, c1],
      ["1 A", "1 B"],
    ],
  ])("%s", (_, rows, chain, expected) => {
    expect(places(rows, chain)).toEqual(expected);
    expect(places([...rows].reverse(), chain)).toEqual(expected);
  });

  test("a third of a hundredth is enough: scores equal when printed are not equal", () => {
    const [first, second] = rank([entry(["A", 25399, 9]), entry(["B", 25400, 1])], [c1]);
    expect([first?.code, first?.display, first?.decidedBy]).toEqual(["B", "84,67", null]);
    expect([second?.code, second?.display, second?.equalScore]).toEqual(["A", "84,66", []]);
  });
});

describe("reasons", () => {
  const rows: Row[] = [
    ["A", 9, 1, 1],
    ["B", 9, 1, 2],
    ["C", 9, 2, 0],
    ["D", 6, 5, 5],
  ];
  const ranked = new Map(rank(rows.map(entry), [c1, c2, shared]).map((item) => [item.code, item]));

  test("each names the last step that parted it, and from whom", () => {
    const decisions = [...ranked].map(([code, { decidedBy }]) => [code, decidedBy?.step, decidedBy?.against]);
    expect(decisions).toEqual([
      ["C", 1, ["a", "b"]],
      ["B", 2, ["a"]],
      ["A", 2, ["b"]],
      ["D", undefined, undefined],
    ]);
  });

  test("the trail shows each step: decided, not needed", () => {
    const outcomes = [...ranked].map(([code, { trail }]) => [code, ...trail.map(({ outcome }) => outcome)]);
    expect(outcomes).toEqual([
      ["C", "decided", "not-needed", "not-needed"],
      ["B", "decided", "decided", "not-needed"],
      ["A", "decided", "decided", "not-needed"],
      ["D"],
    ]);
    expect(ranked.get("B")?.trail[1]?.values).toEqual([
      { entryId: "a", value: fraction(1) },
      { entryId: "b", value: fraction(2) },
    ]);
  });

  test("equal, missing and shared are said as well", () => {
    const tied = rank([entry(["A", 9, 1, 0, 4]), entry(["B", 9, 1, 0, null])], [c1, head, shared]);
    expect(
      tied.map(({ trail, tiedWith, equalScore, decidedBy }) => ({
        outcomes: trail.map(({ outcome }) => outcome),
        tiedWith,
        equalScore,
        decidedBy,
      })),
    ).toEqual([
      { outcomes: ["equal", "missing", "shared"], tiedWith: ["b"], equalScore: ["b"], decidedBy: null },
      { outcomes: ["equal", "missing", "shared"], tiedWith: ["a"], equalScore: ["a"], decidedBy: null },
    ]);
  });
});

test("the chain of the rules becomes the chain of one rubric; what the rubric lacks is left out", () => {
  const steps = [
    { kind: "criterion", position: 2 },
    { kind: "criterion", position: 3 },
    { kind: "jury-vote" },
    { kind: "shared" },
  ] as const;
  expect(chainFor(steps, ["x", "y"], { e: 3 })).toEqual([
    { kind: "criterion", criterionId: "y" },
    { kind: "jury-vote", votes: { e: 3 } },
    { kind: "shared" },
  ]);
});

const few = fc.integer({ min: 0, max: 3 });
const field = fc
  .array(fc.tuple(few, few, few, fc.option(few)), { maxLength: 12 })
  .map((rows) =>
    rows.map(([score, a, b, judge], index): Row => [
      `E${String(index).padStart(2, "0")}`,
      score,
      a,
      b,
      judge,
    ]),
  );
const CHAIN = [c1, head, c2, shared];

describe("properties", () => {
  test("ranks are competition ranks: one more than the number of entries ranked better", () => {
    fc.assert(
      fc.property(field, (rows) => {
        const ranked = rank(rows.map(entry), CHAIN);
        expect(ranked.map(({ rank: place }) => place)).toEqual(
          ranked.map((item) => 1 + ranked.filter((other) => other.rank < item.rank).length),
        );
        expect(ranked.map(({ code }) => code).sort()).toEqual(rows.map(([code]) => code).sort());
      }),
    );
  });

  test("the ranks alone are those of the ranking", () => {
    fc.assert(
      fc.property(field, (rows) => {
        const whole = rank(rows.map(entry), CHAIN).map(({ entryId, code, rank: place }) => ({ entryId, code, rank: place }));
        expect(ranksOf(rows.map(entry), CHAIN)).toEqual(whole);
      }),
    );
  });

  test("a ranking written as JSON holds every reason", () => {
    const [first] = JSON.parse(JSON.stringify(rank([entry(["A", 9, 2]), entry(["B", 9, 1])], [c1]))) as object[];
    expect(Object.keys(first!)).toEqual(["entryId", "code", "rank", "score", "display", "criterionMeans", "equalScore", "tiedWith", "decidedBy", "trail"]);
    expect(first).toMatchObject({ equalScore: ["b"], tiedWith: [], decidedBy: { step: 1, against: ["b"] }, trail: [{ outcome: "decided" }] });
  });

  test("a higher score always ranks better, whatever the chain", () => {
    fc.assert(
      fc.property(field, (rows) => {
        const ranked = rank(rows.map(entry), CHAIN);
        for (const [index, item] of ranked.slice(1).entries()) {
          expect(compareFractions(ranked[index]!.score, item.score)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("an entry added below the others promotes and demotes nobody", () => {
    fc.assert(
      fc.property(field, fc.integer({ min: -5, max: -1 }), few, (rows, score, a) => {
        const before = rank(rows.map(entry), CHAIN);
        const after = rank([entry(["AAA", score, a, 3, 3]), ...rows.map(entry)], CHAIN);
        expect(after.slice(0, -1)).toEqual(before);
        expect(after.at(-1)?.code).toBe("AAA");
      }),
    );
  });

  test("an entry added anywhere promotes nobody", () => {
    fc.assert(
      fc.property(field, few, few, few, (rows, score, a, b) => {
        const full = rows.map(([code, points, x, y]): Row => [code, points, x, y, 1]);
        const rankOf = (all: Row[]) =>
          new Map(rank(all.map(entry), CHAIN).map((item) => [item.code, item.rank]));
        const [before, after] = [rankOf(full), rankOf([...full, ["ZZZ", score, a, b, 1]])];
        for (const [code, place] of before) expect(after.get(code)).toBeGreaterThanOrEqual(place);
      }),
    );
  });
});

describe("counts: more judges at the very top", () => {
  const marked = (code: string, ...totals: number[]) => ({
    ...entry([code, 9, 1]),
    used: totals.map((total, index) => ({ judgeId: `j${index}`, total: fraction(total * 100) })),
  });
  const counts: TieBreakStep = { kind: "counts" };
  const order = (...entries: ReturnType<typeof marked>[]) => rank(entries, [counts, shared]).map(({ rank: place, code }) => `${place} ${code}`);

  test.each<[string, ReturnType<typeof marked>[], string[]]>([
    ["one top mark more", [marked("A", 8, 8, 8), marked("B", 9, 8, 7)], ["1 B", "2 A"]],
    ["equal at the top, then the next", [marked("A", 9, 7, 8), marked("B", 9, 9, 6), marked("C", 6, 9, 9)], ["1 B", "1 C", "3 A"]],
    ["a list that runs out goes on one point below its lowest", [marked("A", 9, 7), marked("B", 9)], ["1 B", "2 A"]],
  ])("%s", (_, entries, expected) => {
    expect(order(...entries)).toEqual(expected);
    expect(order(...[...entries].reverse())).toEqual(expected);
  });

  test("the trail holds every total, highest first, and where the tie parts", () => {
    const [first] = rank([marked("A", 8, 9, 8), marked("B", 9, 9, 7)], [counts]);
    expect(first?.code).toBe("B");
    expect(first?.trail).toEqual([{
      step: 1, kind: "counts", criterionId: null, outcome: "decided",
      values: [
        { entryId: "a", value: fraction(800), marks: [fraction(900), fraction(800), fraction(800)] },
        { entryId: "b", value: fraction(900), marks: [fraction(900), fraction(900), fraction(700)] },
      ],
    }]);
  });

  test("without totals it is passed over", () => {
    expect(rank([entry(["A", 9, 1]), entry(["B", 9, 1])], [counts]).map(({ trail }) => trail[0]?.outcome)).toEqual(["missing", "missing"]);
  });
});

describe("pairwise decider and lots", () => {
  test("lots that were not drawn decide nothing, and the trail says that they are missing", () => {
    const [first] = rank(three, [{ kind: "lots", seed: "" }, { kind: "shared" }]);
    expect(first!.trail.map(({ kind, outcome, values }) => [kind, outcome, values])).toEqual([
      ["lots", "missing", []], ["shared", "shared", []],
    ]);
  });

  const three = [entry(["A", 9, 1]), entry(["B", 9, 1]), entry(["C", 9, 1])];

  test("the decider's scores part the tie, also when only the cut was decided", () => {
    const by = (scores: Record<string, number>) => rank(three, [{ kind: "pairwise", scores }, shared]).map(({ rank: place, code }) => `${place} ${code}`);
    expect(by({ a: -2, b: 2, c: 0 })).toEqual(["1 B", "2 C", "3 A"]);
    expect(by({ a: 1, b: 0, c: 0 })).toEqual(["1 A", "2 B", "2 C"]);
    expect(by({ a: 1, b: 0 })).toEqual(["1 A", "1 B", "1 C"]);
  });

  test("lots give everyone a number of their own, the highest first, and the seed is in the trail", () => {
    const drawn = rank(three, [{ kind: "lots", seed: "08/11/2023 9:15" }]);
    expect(drawn.map(({ rank: place }) => place)).toEqual([1, 2, 3]);
    const [{ trail }] = drawn as [(typeof drawn)[number]];
    expect(trail).toEqual([{
      step: 1, kind: "lots", criterionId: null, outcome: "decided", seed: "08/11/2023 9:15",
      values: [{ entryId: "a", value: fraction(2) }, { entryId: "b", value: fraction(3) }, { entryId: "c", value: fraction(1) }],
    }]);
    expect(drawn.map(({ code }) => code)).toEqual(["B", "A", "C"]);
  });

  test("over many seeds each order comes about as often as any other", () => {
    const seen = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = rank(three, [{ kind: "lots", seed: `s${draw}` }]).map(({ code }) => code).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("the chain of the rules takes what was decided outside the scores", () => {
    const steps = [{ kind: "counts" }, { kind: "pairwise" }, { kind: "lots" }] as const;
    expect(chainFor(steps, [], {}, { scores: { a: 1 }, seed: "x" })).toEqual([
      { kind: "counts" }, { kind: "pairwise", scores: { a: 1 } }, { kind: "lots", seed: "x" },
    ]);
  });
});

describe("a tie and a cut", () => {
  test("no quota is exceeded and no tie is cut in two: all of a rank get the same, or it stays open", () => {
    fc.assert(
      fc.property(field, fc.integer({ min: 0, max: 12 }), (rows, quota) => {
        const ranking = rank(rows.map(entry), [c1, shared]);
        const { nominees, unresolved } = proposeNominees(ranking, quota);
        expect(nominees.length + (unresolved?.places ?? 0)).toBe(Math.min(quota, ranking.length));
        const chosen = new Set(nominees.map(({ entryId }) => entryId));
        for (const { entryId, tiedWith } of ranking) {
          expect(tiedWith.filter((other) => chosen.has(other) !== chosen.has(entryId))).toEqual([]);
        }
        const { awards } = proposeAwards(ranking, [{ id: "nhat", count: 1 }, { id: "nhi", count: 2 }]);
        expect(awards.filter(({ tierId }) => tierId === "nhat").length).toBeLessThanOrEqual(1);
        expect(awards.filter(({ tierId }) => tierId === "nhi").length).toBeLessThanOrEqual(2);
      }),
    );
  });

  test("a chain that ends in lots leaves no tie at all", () => {
    fc.assert(
      fc.property(field, fc.string({ minLength: 1 }), (rows, seed) => {
        const ranking = rank(rows.map(entry), [c1, head, { kind: "lots", seed }]);
        expect(ranking.map(({ rank: place }) => place)).toEqual(ranking.map((_, index) => index + 1));
      }),
    );
  });
});
