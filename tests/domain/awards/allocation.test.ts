import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkAwards, checkNominees, proposeAwards, proposeNominees } from "#app/domain/awards/allocation.ts";

/** A ranking from its ranks: [1, 2, 2, 4] gives entries a, b, c, d. */
const rankingOf = (ranks: readonly number[]) =>
  ranks.map((rank, index) => ({ entryId: String.fromCodePoint(97 + index), rank }));

const TIERS = [
  { id: "nhat", count: 1 },
  { id: "nhi", count: 2 },
  { id: "ba", count: 3 },
];

describe("awards proposed", () => {
  test("fill the tiers from the top and stop", () => {
    expect(proposeAwards(rankingOf([1, 2, 3, 4, 5, 6, 7, 8]), TIERS)).toEqual({
      awards: [
        { entryId: "a", tierId: "nhat", rank: 1 },
        { entryId: "b", tierId: "nhi", rank: 2 },
        { entryId: "c", tierId: "nhi", rank: 3 },
        { entryId: "d", tierId: "ba", rank: 4 },
        { entryId: "e", tierId: "ba", rank: 5 },
        { entryId: "f", tierId: "ba", rank: 6 },
      ],
      unresolved: [],
      unfilled: [],
    });
  });

  test("equal ranks that fit one tier share it", () => {
    const { awards, unresolved } = proposeAwards(rankingOf([1, 2, 2]), TIERS);
    expect(awards.map(({ entryId, tierId }) => [entryId, tierId])).toEqual([
      ["a", "nhat"],
      ["b", "nhi"],
      ["c", "nhi"],
    ]);
    expect(unresolved).toEqual([]);
  });

  test("two equal firsts for one Nhất hold one Nhất and one Nhì, and the third is not moved up", () => {
    expect(proposeAwards(rankingOf([1, 1, 3, 4]), TIERS)).toEqual({
      awards: [
        { entryId: "c", tierId: "nhi", rank: 3 },
        { entryId: "d", tierId: "ba", rank: 4 },
      ],
      unresolved: [
        {
          rank: 1,
          entryIds: ["a", "b"],
          places: [
            { tierId: "nhat", count: 1 },
            { tierId: "nhi", count: 1 },
          ],
        },
      ],
      unfilled: [{ tierId: "ba", count: 2 }],
    });
  });

  test("three equal for the last place hold that place alone", () => {
    const { unresolved, awards } = proposeAwards(rankingOf([1, 2, 3, 4, 5, 6, 6, 6]), TIERS);
    expect(unresolved).toEqual([
      { rank: 6, entryIds: ["f", "g", "h"], places: [{ tierId: "ba", count: 1 }] },
    ]);
    expect(awards.length).toBe(5);
  });
});

describe("nominees proposed", () => {
  test.each([
    [[1, 2, 3], 2, ["a", "b"], null, 0],
    [[1, 2], 5, ["a", "b"], null, 3],
    [[1, 2, 2, 4], 2, ["a"], { rank: 2, entryIds: ["b", "c"], places: 1 }, 0],
    [[1, 2, 2, 4], 3, ["a", "b", "c"], null, 0],
    [[], 5, [], null, 5],
  ] as const)("ranks %j, quota %d", (ranks, quota, ids, unresolved, unfilled) => {
    const proposal = proposeNominees(rankingOf(ranks), quota);
    expect(proposal.nominees.map(({ entryId }) => entryId)).toEqual(ids);
    expect([proposal.unresolved, proposal.unfilled]).toEqual([unresolved, unfilled]);
  });
});

describe("the committee's own list", () => {
  const ranking = rankingOf([1, 2, 3, 4, 5, 6, 7]);
  const asProposed = proposeAwards(ranking, TIERS).awards;
  const chosen = (changes: Record<string, string | null>, reason?: string) => [
    ...asProposed.filter(({ entryId }) => !(entryId in changes)),
    ...Object.entries(changes).map(([entryId, tierId]) => ({ entryId, tierId, reason })),
  ];

  test("a second Nhất is refused with the count", () => {
    const { faults } = checkAwards(chosen({ b: "nhat" }, "đề nghị của Ban Giám khảo"), TIERS, ranking);
    expect(faults).toEqual([{ reason: "tier-full", tierId: "nhat", count: 1, chosen: 2 }]);
  });

  test("a swap with a reason passes and is listed; without one it is unexplained", () => {
    const swap = { f: null, g: "ba" };
    const departure = (reason: string | null) => [
      { entryId: "f", rank: 6, kind: "departs-from-rank", proposed: "ba", chosen: null, reason },
      { entryId: "g", rank: 7, kind: "departs-from-rank", proposed: null, chosen: "ba", reason },
    ];
    expect(checkAwards(chosen(swap, " mỗi xã một bài "), TIERS, ranking)).toEqual({
      faults: [],
      departures: departure("mỗi xã một bài"),
      unexplained: [],
    });
    expect(checkAwards(chosen(swap, "   "), TIERS, ranking)).toEqual({
      faults: [],
      departures: departure(null),
      unexplained: ["f", "g"],
    });
  });

  test("an award left out is a departure as well", () => {
    const { departures } = checkAwards(asProposed.slice(0, 5), TIERS, ranking);
    expect(departures).toEqual([
      { entryId: "f", rank: 6, kind: "departs-from-rank", proposed: "ba", chosen: null, reason: null },
    ]);
  });

  test("unknown entry, unknown tier, an entry twice", () => {
    const choices = [
      { entryId: "a", tierId: "nhat" },
      { entryId: "a", tierId: "nhi" },
      { entryId: "zz", tierId: "khac" },
    ];
    expect(checkAwards(choices, TIERS, ranking).faults).toEqual([
      { reason: "entry-twice", entryId: "a" },
      { reason: "entry-not-ranked", entryId: "zz" },
      { reason: "tier-unknown", tierId: "khac" },
    ]);
  });

  test("choosing within a tie settles it, choosing past its places departs", () => {
    const tied = rankingOf([1, 1, 3]);
    const list = (a: string | null, b: string | null) => [
      { entryId: "a", tierId: a, reason: "biểu quyết 3/3" },
      { entryId: "b", tierId: b, reason: "biểu quyết 3/3" },
      { entryId: "c", tierId: "nhi" },
    ];
    const kinds = (choices: ReturnType<typeof list>) =>
      checkAwards(choices, TIERS, tied).departures.map(({ entryId, kind }) => [entryId, kind]);
    expect(kinds(list("nhat", "nhi"))).toEqual([
      ["a", "settles-tie"],
      ["b", "settles-tie"],
    ]);
    expect(kinds(list("nhat", null))).toEqual([
      ["a", "settles-tie"],
      ["b", "departs-from-rank"],
    ]);
  });

  test("nominees above the quota are refused; a chosen outsider needs a reason", () => {
    const all = ranking.map(({ entryId }) => ({ entryId, nominated: true }));
    expect(checkNominees(all, 5, ranking).faults).toEqual([
      { reason: "quota-exceeded", count: 5, chosen: 7 },
    ]);
    const swapped = all.slice(0, 4).concat({ entryId: "g", nominated: true });
    expect(checkNominees(swapped, 5, ranking).unexplained).toEqual(["e", "g"]);
  });
});

/** Competition ranks with ties anywhere. */
const ranking = fc.array(fc.boolean(), { maxLength: 25 }).map((fresh) => {
  let current = 1;
  return rankingOf(fresh.map((isNew, index) => (current = isNew || index === 0 ? index + 1 : current)));
});
const tiers = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 })
  .map((counts) => counts.map((count, index) => ({ id: `t${index}`, count })));

describe("properties", () => {
  test("no tier is ever over its count, ties' places included, and every place is accounted for", () => {
    fc.assert(
      fc.property(ranking, tiers, (entries, all) => {
        const { awards, unresolved, unfilled } = proposeAwards(entries, all);
        for (const { id, count } of all) {
          const given = awards.filter(({ tierId }) => tierId === id).length;
          const held = unresolved.flatMap(({ places }) => places).filter(({ tierId }) => tierId === id);
          const free = unfilled.filter(({ tierId }) => tierId === id);
          const sum = given + [...held, ...free].reduce((total, place) => total + place.count, 0);
          expect(sum).toBe(count);
        }
      }),
    );
  });

  test("equal ranks are treated equally, and a better rank never gets a lower tier", () => {
    fc.assert(
      fc.property(ranking, tiers, (entries, all) => {
        const { awards } = proposeAwards(entries, all);
        const worth = (tierId: string) => all.findIndex(({ id }) => id === tierId);
        for (const a of awards)
          for (const b of awards) {
            if (a.rank === b.rank) expect(a.tierId).toBe(b.tierId);
            if (a.rank < b.rank) expect(worth(a.tierId)).toBeLessThanOrEqual(worth(b.tierId));
          }
      }),
    );
  });

  test("nominees never exceed the quota, even with the tie's places", () => {
    fc.assert(
      fc.property(ranking, fc.nat(30), (entries, quota) => {
        const { nominees, unresolved, unfilled } = proposeNominees(entries, quota);
        expect(nominees.length + (unresolved?.places ?? 0) + unfilled).toBe(quota);
        expect(unresolved === null || unresolved.places < unresolved.entryIds.length).toBe(true);
      }),
    );
  });

  test("a list that passes the check without departures is the proposal", () => {
    fc.assert(
      fc.property(ranking, tiers, (entries, all) => {
        const { awards, unresolved } = proposeAwards(entries, all);
        const check = checkAwards(awards, all, entries);
        expect(check.faults).toEqual([]);
        expect(check.departures.map(({ entryId }) => entryId).sort()).toEqual(
          unresolved.flatMap(({ entryIds }) => entryIds).sort(),
        );
      }),
    );
  });
});
