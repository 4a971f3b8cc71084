import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregate } from "#app/domain/judging/aggregation.ts";
import { type Ballot, hasQuorum, tallyOf, wholeChoice } from "#app/domain/judging/ballot.ts";

const pass = (quorum: number, quorumIn: "votes" | "percent"): Ballot => ({ kind: "pass", quorum, quorumIn });
const votes = fc.array(fc.boolean(), { minLength: 1, maxLength: 15 });
const totals = (said: readonly boolean[]) => said.map((yes) => (yes ? 100 : 0));

describe("a quorum", () => {
  it.each([
    [pass(2, "votes"), 2, 3, true],
    [pass(2, "votes"), 1, 3, false],
    [pass(50, "percent"), 1, 2, true],
    [pass(50, "percent"), 1, 3, false],
    [pass(67, "percent"), 2, 3, false],
    [pass(66, "percent"), 2, 3, true],
    [pass(100, "percent"), 3, 3, true],
    [pass(1, "percent"), 0, 0, false],
  ])("of %o with %i of %i is %s", (ballot, yes, judges, expected) => {
    expect(hasQuorum(ballot, { yes, judges })).toBe(expected);
  });

  it("is exact: one vote fewer than the fewest that reach it does not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 200 }), (quorum, judges) => {
        const fewest = Math.ceil((quorum * judges) / 100);
        const at = (yes: number) => hasQuorum(pass(quorum, "percent"), { yes, judges });
        expect([at(fewest), at(fewest - 1)]).toEqual([true, false]);
      }),
    );
  });

  it("does not exist for stars or the rubric; of a choice one pick is enough", () => {
    const others: (Ballot | null)[] = [null, { kind: "stars", stars: 5 }];
    expect(others.map((ballot) => hasQuorum(ballot, { yes: 0, judges: 3 }))).toEqual([null, null]);
    expect([0, 1].map((yes) => hasQuorum({ kind: "choose", picks: 3, exact: false }, { yes, judges: 3 }))).toEqual([false, true]);
  });

  it("and the sum of votes stay when judges are permuted", () => {
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 100 }), fc.infiniteStream(fc.nat()), (said, quorum, keys) => {
        const order = said.map((yes, at) => ({ yes, at, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
        const input = (list: readonly { yes: boolean; at: number }[]) => ({
          method: "sum" as const, criteria: [{ id: "v", weight: 100 }], entries: [{ entryId: "e", code: "E" }], headJudgeId: null,
          presentJudgeIds: list.map(({ at }) => `g${at}`),
          sheets: list.map(({ yes, at }) => ({ entryId: "e", judgeId: `g${at}`, submitted: true, points: { v: yes ? 100 : 0 } })),
        });
        const [one, two] = [input(said.map((yes, at) => ({ yes, at }))), input(order)].map((each) => aggregate(each).scored[0]!);
        expect(two!.score).toEqual(one!.score);
        const tally = (entry: typeof one) => tallyOf(entry!.used.map(({ total }) => total.num));
        expect(tally(two)).toEqual(tallyOf(totals(said)));
        expect(hasQuorum(pass(quorum, "percent"), tally(two))).toBe(hasQuorum(pass(quorum, "percent"), tally(one)));
      }),
    );
  });
});

describe("a choice handed in", () => {
  const criteria = [{ id: "v", points: null }];
  it("makes of what is open a no, and leaves what was given", () => {
    const choose: Ballot = { kind: "choose", picks: 2, exact: false };
    expect(wholeChoice(choose, criteria, {})).toEqual({ v: 0 });
    expect(wholeChoice(choose, criteria, { v: 100 })).toEqual({ v: 100 });
    expect(wholeChoice(choose, [{ id: "v", points: 100 }], {})).toEqual({});
    expect(wholeChoice({ kind: "stars", stars: 5 }, criteria, {})).toEqual({});
  });
});
