import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIntakeOpen, isPostedInTime, latenessOf, takesSubmissions } from "#app/domain/entries/deadline.ts";
import { isReturnOver, returnEnds } from "#app/domain/entries/returns.ts";
import { withGrace } from "#app/domain/contests/lifecycle.ts";
import { vnInstant } from "#app/platform/dates.ts";

const deadline = vnInstant("2026-08-31", "17:00");
const after = (ms: number) => new Date(deadline.getTime() + ms);
const second = 1000;
const minute = 60 * second;
const intake = { phase: "open", endsAt: deadline, graceMinutes: 15 } as const;

describe("the deadline in Việt Nam, to the second", () => {
  it.each([
    [-second, true, true], [0, false, true], [15 * minute - second, false, true], [15 * minute, false, false],
  ])("%i ms from 17:00: begins %s, sends %s", (ms, begins, sends) => {
    expect([isIntakeOpen(intake, after(ms)), takesSubmissions(intake, after(ms))]).toEqual([begins, sends]);
  });

  it("is the moment itself without grace, and none where none is set", () => {
    const plain = { phase: "open", endsAt: deadline } as const;
    expect([after(-1), after(0)].map((now) => takesSubmissions(plain, now))).toEqual([true, false]);
    expect(takesSubmissions({ phase: "open", endsAt: null }, after(1e12))).toBe(true);
    expect(takesSubmissions({ ...intake, phase: "screening" }, after(-minute))).toBe(false);
  });

  it.each([
    [-second, null, "in-time"], [0, null, "in-grace"], [15 * minute - second, null, "in-grace"], [15 * minute, null, "late"],
    [3 * 86_400_000, "2026-08-31", "by-postmark"], [3 * 86_400_000, "2026-09-01", "late"], [minute, "2026-08-30", "by-postmark"],
  ])("%i ms later with the postmark %s is %s", (ms, postmarkedOn, lateness) => {
    expect(latenessOf({ submittedAt: after(ms), deadline, graceMinutes: 15, postmarkedOn })).toBe(lateness);
  });

  it("at midnight belongs to the day that ends", () => {
    const midnight = vnInstant("2026-09-01");
    expect([isPostedInTime("2026-08-31", midnight), isPostedInTime("2026-09-01", midnight)]).toEqual([true, false]);
  });

  it("never turns a later submission into an earlier one", () => {
    const rank = { "in-time": 0, "in-grace": 1, late: 2, "by-postmark": 3 };
    const offsets = fc.integer({ min: -3 * 3_600_000, max: 3 * 3_600_000 });
    fc.assert(
      fc.property(offsets, offsets, fc.integer({ min: 0, max: 120 }), (a, b, graceMinutes) => {
        const of = (ms: number) => rank[latenessOf({ submittedAt: after(ms), deadline, graceMinutes })];
        expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)));
      }),
    );
  });
});

describe("the clock", () => {
  const at = (kind: "open" | "screening" | "judging", from: number, to: number) => ({ kind, startsAt: after(from), endsAt: after(to) });

  it("leaves intake alone until its grace is over", () => {
    const schedule = [at("open", -86_400_000, 0), at("screening", 0, 5 * minute), at("judging", 30 * minute, 90 * minute)];
    expect(withGrace(schedule, deadline, 15).map(({ kind, startsAt }) => [kind, startsAt])).toEqual([
      ["open", after(-86_400_000)], ["screening", after(15 * minute)], ["judging", after(30 * minute)],
    ]);
    expect(withGrace(schedule, deadline, 0)).toEqual(schedule);
  });
});

describe("the day of a return", () => {
  it("is whole, in Việt Nam", () => {
    expect(returnEnds("2026-08-25")).toEqual(new Date("2026-08-25T17:00:00Z"));
    expect(isReturnOver("2026-08-25", new Date("2026-08-25T16:59:59.999Z"))).toBe(false);
    expect(isReturnOver("2026-08-25", new Date("2026-08-25T17:00:00Z"))).toBe(true);
  });
});
