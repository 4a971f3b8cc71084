import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfKeyed, type KeyedRow, matchKeyings } from "#app/domain/judging/paper-match.ts";

const criteria = ["tc1", "tc2"];
const cell = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const row = fc.record({ tc1: cell, tc2: cell }).map((points) =>
  Object.fromEntries(Object.entries(points).filter(([, value]) => value !== undefined)) as Record<string, number>);
const keying = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), row)
  .map((rows) => Object.entries(rows).map(([sheetId, points]): KeyedRow => ({ sheetId, points })));

describe("two keyings of one paper", () => {
  it("agree on the rows keyed alike and differ cell by cell, blanks included", () => {
    const first: KeyedRow[] = [{ sheetId: "a", points: { tc1: 100, tc2: 200 } }, { sheetId: "b", points: { tc1: 100, tc2: 200 } }, { sheetId: "c", points: {} }];
    const second: KeyedRow[] = [{ sheetId: "b", points: { tc1: 150, tc2: 200 } }, { sheetId: "a", points: { tc1: 100, tc2: 200 } }, { sheetId: "d", points: { tc1: 300 } }];
    expect(matchKeyings(criteria, first, second)).toEqual({
      agreed: [{ sheetId: "a", points: { tc1: 100, tc2: 200 } }],
      mismatches: [{ sheetId: "b", criterionId: "tc1" }, { sheetId: "d", criterionId: "tc1" }],
    });
  });

  it("give the same whichever comes first, and in whatever order their rows come", () => {
    fc.assert(fc.property(keying, keying, (first, second) => {
      const found = matchKeyings(criteria, first, second);
      expect(matchKeyings(criteria, second, first)).toEqual(found);
      expect(matchKeyings(criteria, [...first].reverse(), second)).toEqual(found);
    }));
  });

  it("never record a row in which a cell differs, and of one keying with itself record every row that is not blank", () => {
    fc.assert(fc.property(keying, keying, (first, second) => {
      const { agreed, mismatches } = matchKeyings(criteria, first, second);
      const differing = new Set(mismatches.map(({ sheetId }) => sheetId));
      expect(agreed.filter(({ sheetId }) => differing.has(sheetId))).toEqual([]);
      const filled = first.filter(({ points }) => Object.keys(points).length > 0).map(({ sheetId }) => sheetId).sort();
      expect(matchKeyings(criteria, first, first)).toEqual({ agreed: first.filter(({ sheetId }) => filled.includes(sheetId)).sort((a, b) => (a.sheetId < b.sheetId ? -1 : 1)), mismatches: [] });
    }));
  });

  it("know the rows that hold some criteria only", () => {
    expect(halfKeyed(criteria, [{ sheetId: "a", points: { tc1: 0 } }, { sheetId: "b", points: {} }, { sheetId: "c", points: { tc1: 0, tc2: 0 } }])).toEqual(["a"]);
  });
});
