import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideMove, dueMove, overlaps } from "#app/domain/contests/lifecycle.ts";
import { PHASE_KINDS, SCHEDULED_PHASES } from "#app/domain/contests/kinds.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";

const day = (date: number, hour = 10) => new Date(Date.UTC(2023, 7, date, hour));
const phase = (kind: PhaseKind, from: number, to: number) => ({ kind, startsAt: day(from), endsAt: day(to) });

const SCHEDULE = [
  phase("open", 1, 10),
  phase("screening", 10, 12),
  phase("judging", 13, 16),
  phase("decision", 16, 18),
  phase("published", 18, 28),
];

describe("moves", () => {
  const FORWARD = { ok: true, needsReason: false };
  const BACK = { ok: true, needsReason: true };

  test("the whole table", () => {
    const table = PHASE_KINDS.map((from) =>
      PHASE_KINDS.map((to) => {
        const move = decideMove(from, to);
        return move.ok ? (move.needsReason ? "back" : "on") : move.reason.replace("phase-", "");
      }),
    );
    const [no, same, late, end] = ["skips", "already", "after-publication", "archived"];
    expect(table).toEqual([
      [same, "on", no, no, no, no, no],
      ["back", same, "on", no, no, no, no],
      [no, "back", same, "on", no, no, no],
      [no, no, "back", same, "on", no, no],
      [no, no, no, "back", same, "on", no],
      [late, late, late, late, late, same, "on"],
      [end, end, end, end, end, end, same],
    ]);
  });

  test("a phase the round leaves out may be stepped over, in both directions", () => {
    const dated = ["open", "judging", "decision"] as const;
    expect(decideMove("open", "judging", dated)).toEqual(FORWARD);
    expect(decideMove("judging", "open", dated)).toEqual(BACK);
    expect(decideMove("open", "decision", dated)).toEqual({ ok: false, reason: "phase-skips" });
    expect(decideMove("decision", "published", dated)).toEqual(FORWARD);
  });
});

describe("the clock", () => {
  test.each<[PhaseKind, Date, PhaseKind | null]>([
    ["draft", day(1, 9), null],
    ["draft", day(1), "open"],
    ["open", day(9), null],
    ["open", day(10), "screening"],
    ["open", day(14), "screening"],
    ["screening", day(14), "judging"],
    ["judging", day(5), null],
    ["decision", day(20), null],
    ["published", day(60), null],
    ["archived", day(60), null],
  ])("in %s the move due is right", (current, now, due) => expect(dueMove(SCHEDULE, current, now)).toBe(due));

  test("following the clock's moves never skips, and stops where the dates stand or before publication", () => {
    const moment = fc.integer({ min: -3, max: 40 }).map((date) => day(date));
    fc.assert(
      fc.property(moment, fc.constantFrom(...PHASE_KINDS), (now, start) => {
        let current = start;
        for (let due = dueMove(SCHEDULE, current, now); due !== null; due = dueMove(SCHEDULE, current, now)) {
          expect(decideMove(current, due)).toEqual({ ok: true, needsReason: false });
          current = due;
        }
        const order = (kind: PhaseKind) => PHASE_KINDS.indexOf(kind);
        const begun = SCHEDULE.filter(({ startsAt }) => startsAt <= now).at(-1)?.kind ?? "draft";
        const byDates = Math.min(order(begun), order("decision"));
        expect(order(current)).toBe(Math.max(order(start), byDates));
      }),
    );
  });
});

describe("schedules", () => {
  test("touching ends and gaps are right, in any order of rows", () => {
    expect(overlaps(SCHEDULE)).toEqual([]);
    expect(overlaps([...SCHEDULE].reverse())).toEqual([]);
  });

  test.each([
    [
      "one hour over",
      [phase("open", 1, 10), { ...phase("screening", 9, 12), startsAt: day(10, 9) }],
      "phases-overlap",
      ["open", "screening"],
    ],
    [
      "one within the other",
      [phase("open", 1, 10), phase("judging", 3, 5)],
      "phases-overlap",
      ["open", "judging"],
    ],
    [
      "the later first",
      [phase("judging", 1, 5), phase("open", 6, 9)],
      "phases-out-of-order",
      ["open", "judging"],
    ],
    ["no time at all", [phase("open", 5, 5)], "phase-ends-before-start", ["open"]],
    ["backwards", [phase("open", 5, 1)], "phase-ends-before-start", ["open"]],
    ["twice", [phase("open", 1, 2), phase("open", 3, 4)], "phase-twice", ["open", "open"]],
  ] as const)("%s", (_, schedule, reason, phases) => {
    expect(overlaps(schedule)).toEqual([{ reason, phases }]);
  });

  test("cutting time into phases in order is always right; moving one start back by a moment never is", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 4 }), (numbers, moved) => {
        const at = numbers.sort((a, b) => a - b).map((minute) => new Date(minute * 60_000));
        const schedule = SCHEDULED_PHASES.map((kind, i) => ({ kind, startsAt: at[i]!, endsAt: at[i + 1]! }));
        expect(overlaps(schedule)).toEqual([]);
        const pushed = schedule.map((item, i) =>
          i === moved ? { ...item, startsAt: new Date(item.startsAt.getTime() - 1) } : item,
        );
        expect(overlaps(pushed)).toEqual([
          { reason: "phases-overlap", phases: [SCHEDULED_PHASES[moved - 1], SCHEDULED_PHASES[moved]] },
        ]);
      }),
    );
  });
});
