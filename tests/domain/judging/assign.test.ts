import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignJudges } from "#app/domain/judging/assign.ts";
import { checkAssignment } from "#app/domain/judging/assignment-checks.ts";
import type { AssignmentInput, Pair } from "#app/domain/judging/assignment.ts";
import { createRandom } from "#app/platform/random.ts";

const entriesOf = (count: number, categoryId = "TV") =>
  Array.from({ length: count }, (_, index) => ({ entryId: `${categoryId}-${String(index + 1).padStart(4, "0")}`, categoryId }));
const judgesOf = (count: number) => Array.from({ length: count }, (_, index) => ({ judgeId: `j${index + 1}` }));

const inputOf = (over: Partial<AssignmentInput> = {}): AssignmentInput => ({
  entries: entriesOf(4),
  judges: judgesOf(4),
  perEntry: 2,
  conflicts: [],
  seed: "xa-nghia-do",
  ...over,
});

const keys = (pairs: readonly Pair[]) => pairs.map(({ entryId, judgeId }) => `${entryId} ${judgeId}`);

/** A contest of this size in which each pair conflicts with the given chance. */
function large(entries: number, judges: number, perEntry: number, conflictShare: number): AssignmentInput {
  const random = createRandom(7);
  const input = inputOf({ entries: entriesOf(entries), judges: judgesOf(judges), perEntry });
  const pairs = input.entries.flatMap(({ entryId }) => input.judges.map(({ judgeId }) => ({ entryId, judgeId })));
  return { ...input, conflicts: pairs.filter(() => random.chance(conflictShare)) };
}

describe("plans", () => {
  test("all see all, except where judge and entry conflict", () => {
    const plan = assignJudges(inputOf({ perEntry: "all", conflicts: [{ entryId: "TV-0002", judgeId: "j3" }] }));
    expect(plan.ok).toBe(true);
    expect(plan.pairs).toHaveLength(15);
    expect(plan.loads.map(({ after }) => after)).toEqual([4, 4, 3, 4]);
    expect(plan.links).toEqual([{ categoryId: "TV", groups: [["j1", "j2", "j3", "j4"]], why: null }]);
  });

  test.each([
    [1000, 40, 3, 0.1],
    [85, 5, 3, 0.1],
    [85, 7, 2, 0],
    [12, 6, 3, 0.2],
  ])("%i entries, %i judges, %i each, %f in conflict: even loads, linked, nothing wrong", (entries, judges, each, share) => {
    const input = large(entries, judges, each, share);
    const plan = assignJudges(input);
    expect({ ok: plan.ok, pairs: plan.pairs.length }).toEqual({ ok: true, pairs: entries * each });
    const checks = checkAssignment(input, plan.pairs);
    expect(checks.findings).toEqual([]);
    expect(checks.difference).toBeLessThanOrEqual(1);
  });

  test("panels and categories bind: judges of one panel see its entries only", () => {
    const input = inputOf({
      entries: [
        { entryId: "a1", categoryId: "TV", panelId: "A" }, { entryId: "a2", categoryId: "TV", panelId: "A" },
        { entryId: "b1", categoryId: "TV", panelId: "B" }, { entryId: "v1", categoryId: "VC" },
      ],
      judges: [
        { judgeId: "p", categoryIds: ["TV"], panelIds: ["A"] }, { judgeId: "q", categoryIds: ["TV"], panelIds: ["A"] },
        { judgeId: "r", panelIds: ["B"] }, { judgeId: "s", panelIds: ["B"] },
      ],
    });
    const plan = assignJudges(input);
    expect(keys(plan.pairs)).toEqual(["a1 p", "a1 q", "a2 p", "a2 q", "b1 r", "b1 s", "v1 r", "v1 s"]);
    expect(plan.links).toEqual([
      { categoryId: "TV", groups: [["p", "q"], ["r", "s"]], why: "kept-apart" },
      { categoryId: "VC", groups: [["r", "s"]], why: null },
    ]);
  });

  test("one judge for each entry links nobody, and says so", () => {
    const { ok, links } = assignJudges(inputOf({ perEntry: 1 }));
    expect([ok, links.map(({ why }) => why)]).toEqual([true, ["one-judge-each"]]);
  });

  test("two pairs of judges that would never meet are linked by an exchange", () => {
    const existing = ["TV-0001 j1", "TV-0001 j2", "TV-0002 j1", "TV-0002 j2", "TV-0003 j3", "TV-0003 j4", "TV-0004 j3", "TV-0004 j4"]
      .map((text) => text.split(" "))
      .map(([entryId, judgeId]) => ({ entryId: entryId!, judgeId: judgeId! }));
    const plan = assignJudges(inputOf({ existing }));
    expect(plan.links).toEqual([{ categoryId: "TV", groups: [["j1", "j2", "j3", "j4"]], why: null }]);
    expect(plan.changes.kept).toBe(6);
    expect(plan.loads.map(({ after }) => after)).toEqual([2, 2, 2, 2]);
    const pinned = assignJudges(inputOf({ existing: existing.map((pair) => ({ ...pair, pinned: true })) }));
    expect(pinned.links[0]?.why).toBe("not-found");
  });
});

describe("what is missing", () => {
  test("an entry with too few judges free of conflict is named with its numbers", () => {
    const conflicts = ["j1", "j2", "j3"].map((judgeId) => ({ entryId: "TV-0003", judgeId }));
    const plan = assignJudges(inputOf({ perEntry: 3, conflicts }));
    expect(plan.ok).toBe(false);
    expect(plan.shortages).toEqual([
      { reason: "too-few-free", entryId: "TV-0003", wanted: 3, eligible: 4, conflicted: 3, free: 1 },
    ]);
    expect(plan.pairs).toHaveLength(3 + 3 + 1 + 3);
  });

  test("judges who have taken what they can are named", () => {
    const judges = [{ judgeId: "j1", capacity: 1 }, { judgeId: "j2", capacity: 1 }, { judgeId: "j3" }];
    const conflicts = ["TV-0001", "TV-0002", "TV-0003"].map((entryId) => ({ entryId, judgeId: "j3" }));
    const plan = assignJudges(inputOf({ judges, conflicts, perEntry: 1, entries: entriesOf(4) }));
    expect(plan.shortages).toHaveLength(1);
    expect(plan.shortages[0]).toMatchObject({ reason: "judges-full", wanted: 1, assigned: 0, fullJudgeIds: ["j1", "j2"] });
    expect(plan.loads.map(({ after }) => after)).toEqual([1, 1, 1]);
  });

  test("no judge at all", () => {
    const plan = assignJudges(inputOf({ judges: [], perEntry: "all", entries: entriesOf(1) }));
    expect(plan.shortages).toEqual([
      { reason: "too-few-free", entryId: "TV-0001", wanted: 1, eligible: 0, conflicted: 0, free: 0 },
    ]);
  });
});

describe("changing a plan", () => {
  const input = large(60, 6, 3, 0.03);
  const plan = assignJudges(input);

  test("a plan made again from itself stays as it is", () => {
    const again = assignJudges({ ...input, seed: "another", existing: plan.pairs });
    expect(again.changes).toEqual({ added: [], removed: [], kept: 180 });
  });

  test("a judge leaves: only that judge's entries move, and loads stay even", () => {
    const judges = input.judges.filter(({ judgeId }) => judgeId !== "j2");
    const after = assignJudges({ ...input, judges, existing: plan.pairs });
    const lost = plan.pairs.filter(({ judgeId }) => judgeId === "j2").length;
    expect(after.ok).toBe(true);
    expect(after.changes.removed.filter(({ judgeId }) => judgeId !== "j2")).toEqual([]);
    expect([after.changes.added.length, after.changes.kept]).toEqual([lost, 180 - lost]);
    expect(checkAssignment({ ...input, judges }, after.pairs).difference).toBeLessThanOrEqual(1);
    expect(after.loads.find(({ judgeId }) => judgeId === "j2")).toEqual({ judgeId: "j2", before: lost, after: 0 });
  });

  test("a judge comes late and takes a fair share of what is not scored yet", () => {
    const judges = [...input.judges, { judgeId: "j7" }];
    const scored = plan.pairs.map((pair, index) => ({ ...pair, pinned: index % 2 === 0 }));
    const after = assignJudges({ ...input, judges, existing: scored });
    const kept = new Set(keys(after.pairs));
    expect(keys(scored.filter(({ pinned }) => pinned)).filter((key) => !kept.has(key))).toEqual([]);
    const share = after.loads.find(({ judgeId }) => judgeId === "j7")!.after;
    expect([25, 26]).toContain(share);
    expect(after.changes.added).toHaveLength(share);
    expect(checkAssignment({ ...input, judges }, after.pairs).findings).toEqual([]);
  });

  test("a conflict found later takes even a scored pair away, and the entry gets another judge", () => {
    const found = plan.pairs[0]!;
    const conflicts = [...input.conflicts, found];
    const existing = plan.pairs.map((pair) => ({ ...pair, pinned: true }));
    const after = assignJudges({ ...input, conflicts, existing });
    expect(after.changes.removed).toEqual([found]);
    expect(after.changes.added.map(({ entryId }) => entryId)).toEqual([found.entryId]);
  });
});

const small = fc
  .record({
    entries: fc.integer({ min: 1, max: 9 }),
    judges: fc.integer({ min: 1, max: 6 }),
    perEntry: fc.integer({ min: 1, max: 3 }),
    closed: fc.array(fc.nat(60), { maxLength: 14 }),
    seed: fc.string(),
  })
  .map(({ entries, judges, perEntry, closed, seed }): AssignmentInput => {
    const input = inputOf({ entries: entriesOf(entries), judges: judgesOf(judges), perEntry, seed });
    const pairs = input.entries.flatMap(({ entryId }) => input.judges.map(({ judgeId }) => ({ entryId, judgeId })));
    return { ...input, conflicts: closed.map((index) => pairs[index % pairs.length]!) };
  });

describe("properties", () => {
  test("nothing is ever wrong with a plan but entries that have too few free judges, and these are named", () => {
    fc.assert(
      fc.property(small, (input) => {
        const plan = assignJudges(input);
        const findings = checkAssignment(input, plan.pairs).findings.filter(({ kind }) => kind !== "judges-not-linked");
        const short = findings.map((finding) => (finding.kind === "too-few" ? finding.entryId : finding));
        expect(short).toEqual(plan.shortages.map(({ entryId }) => entryId));
      }),
    );
  });

  test("the order of entries, judges and conflicts changes nothing; the same seed gives the same plan", () => {
    fc.assert(
      fc.property(small, (input) => {
        const turned = {
          ...input,
          entries: [...input.entries].reverse(),
          judges: [...input.judges].reverse(),
          conflicts: [...input.conflicts].reverse(),
        };
        expect(assignJudges(turned)).toEqual(assignJudges(input));
      }),
    );
  });

  test("without conflicts the judges are linked, unless one judge each or too few entries make it impossible", () => {
    fc.assert(
      fc.property(small, (input) => {
        const { links, pairs } = assignJudges({ ...input, conflicts: [] });
        const judges = new Set(pairs.map(({ judgeId }) => judgeId)).size;
        const each = Math.min(input.perEntry as number, input.judges.length);
        const joints = input.entries.length * (each - 1);
        const expected = judges <= 1 ? null : each < 2 ? "one-judge-each" : joints < judges - 1 ? "too-few-entries" : null;
        expect(links.map(({ why }) => why)).toEqual([expected]);
      }),
    );
  });

  test("a linked plan that stands is left alone, whatever the seed", () => {
    fc.assert(
      fc.property(small, fc.string(), (input, seed) => {
        const first = assignJudges(input);
        const again = assignJudges({ ...input, seed, existing: first.pairs });
        const linked = (plan: typeof first) => plan.links.every(({ why }) => why === null);
        if (linked(first)) expect(again.changes.removed).toEqual([]);
      }),
    );
  });
});

test("checks find what is wrong in a plan made elsewhere", () => {
  const rules = inputOf({
    judges: [{ judgeId: "j1", capacity: 1 }, { judgeId: "j2" }, { judgeId: "j3" }, { judgeId: "j4", categoryIds: ["VC"] }],
    entries: entriesOf(3),
    conflicts: [{ entryId: "TV-0001", judgeId: "j1" }],
    perEntry: 1,
  });
  const pair = (entryId: string, judgeId: string) => ({ entryId, judgeId });
  const pairs = [
    pair("TV-0001", "j1"), pair("TV-0002", "j1"), pair("TV-0002", "j1"), pair("TV-0002", "j2"), pair("TV-0009", "j2"),
    pair("TV-0002", "j4"),
  ];
  const { findings, difference } = checkAssignment(rules, pairs);
  expect(findings).toEqual([
    { kind: "pair-conflicted", entryId: "TV-0001", judgeId: "j1" },
    { kind: "pair-twice", entryId: "TV-0002", judgeId: "j1" },
    { kind: "pair-unknown", entryId: "TV-0009", judgeId: "j2" },
    { kind: "pair-outside-panel", entryId: "TV-0002", judgeId: "j4" },
    { kind: "too-many", entryId: "TV-0002", wanted: 1, assigned: 3, free: 3 },
    { kind: "too-few", entryId: "TV-0003", wanted: 1, assigned: 0, free: 3 },
    { kind: "over-capacity", judgeId: "j1", capacity: 1, load: 2 },
    { kind: "loads-uneven", fromJudgeId: "j1", most: 2, toJudgeId: "j3", least: 0 },
  ]);
  expect(difference).toBe(2);
});
