import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOf, planVersion, retiredIds, type StandingCriterion, type WantedCriterion } from "#app/domain/judging/criteria-version.ts";

const one = (id: string, changes: Partial<StandingCriterion> = {}): StandingCriterion => ({
  id, name: `Tiêu chí ${id}`, guidance: "", maxPoints: 3_000, step: 50, weight: 100, ...changes,
});
const facts = fc.record({
  name: fc.constantFrom("Nội dung", "Bố cục", "Màu sắc"), guidance: fc.constantFrom("", "Xem kỹ"), maxPoints: fc.constantFrom(1_000, 2_000),
  step: fc.constantFrom(50, 100), weight: fc.constantFrom(100, 200),
});
const standings = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 }).chain((ids) =>
  fc.tuple(...ids.map((id) => facts.map((of) => ({ id, ...of })))) as unknown as fc.Arbitrary<StandingCriterion[]>);
const wanted: fc.Arbitrary<WantedCriterion[]> = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", ""), facts).map(([id, of]) => ({ id, ...of })), { minLength: 1, maxLength: 6 });

describe("a new version of criteria", () => {
  it("says of each line what becomes of its points", () => {
    const standing = [one("a"), one("b"), one("c"), one("d"), one("e")];
    const plan = planVersion(standing, [
      one("a"), one("b", { name: "Bố cục" }), one("c", { weight: 200 }), one("d", { maxPoints: 2_000 }), one("", { name: "Màu sắc" }),
    ]);
    expect(plan.lines.map(({ change }) => change)).toEqual(["same", "words", "weight", "scale", "new"]);
    expect(plan.removed.map(({ id }) => id)).toEqual(["e"]);
    expect(retiredIds(plan)).toEqual(["e", "d"]);
    expect(plan).toMatchObject({ changed: true, needsPoints: true, altersScoring: true });
  });

  it("asks no judge to score again for words, weights or a criterion dropped", () => {
    const standing = [one("a"), one("b")];
    expect(planVersion(standing, standing).changed).toBe(false);
    expect(planVersion(standing, [one("a", { guidance: "Xem kỹ" }), one("b", { weight: 150 })])).toMatchObject({ changed: true, needsPoints: false, altersScoring: false });
    expect(planVersion(standing, [one("b")])).toMatchObject({ changed: true, needsPoints: false, altersScoring: true });
    expect(planVersion(standing, [one("b"), one("a")])).toMatchObject({ changed: true, altersScoring: false });
  });

  it("accounts for every standing criterion once, and every wanted line", () => {
    fc.assert(fc.property(standings, wanted, (standing, lines) => {
      const plan = planVersion(standing, lines);
      const from = plan.lines.flatMap(({ before }) => (before ? [before.id] : []));
      expect([...from, ...plan.removed.map(({ id }) => id)].sort()).toEqual(standing.map(({ id }) => id).sort());
      expect(plan.lines.map(({ before: _, change: __, ...of }) => of)).toEqual(lines.map(({ id: _, ...of }) => of));
    }));
  });

  it("keeps points exactly where maximum and step are the same, so that a point kept is a point allowed", () => {
    fc.assert(fc.property(standings, wanted, (standing, lines) => {
      const plan = planVersion(standing, lines);
      const retired = new Set(retiredIds(plan));
      for (const { before, maxPoints, step, change } of plan.lines) {
        if (before) expect(retired.has(before.id)).toBe(before.maxPoints !== maxPoints || before.step !== step);
        else expect(change).toBe("new");
      }
      const keptAll = plan.lines.every(({ before }) => before && !retired.has(before.id));
      expect(plan.needsPoints).toBe(!keptAll);
      expect(plan.altersScoring).toBe(retired.size > 0 || plan.lines.some(({ before }) => !before));
    }));
  });

  it("sends back what was handed in, or nothing, and loses no sheet in the counts", () => {
    const judges = fc.array(fc.record({
      judgeId: fc.uuid(), name: fc.constant("GK"), left: fc.boolean(), handedIn: fc.nat(50), begun: fc.nat(50), untouched: fc.nat(50),
    }), { maxLength: 6 });
    fc.assert(fc.property(judges, fc.boolean(), (counts, needsPoints) => {
      const effect = effectOf({ needsPoints }, counts);
      const all = counts.reduce((sum, { handedIn, begun, untouched }) => sum + handedIn + begun + untouched, 0);
      expect(effect.handedIn + effect.begun + effect.untouched).toBe(all);
      expect(effect.returned).toBe(needsPoints ? effect.handedIn : 0);
    }));
  });
});
