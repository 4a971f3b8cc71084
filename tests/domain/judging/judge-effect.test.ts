import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adviseMethod } from "#app/domain/judging/advice.ts";
import { judgeEffects } from "#app/domain/judging/judge-effect.ts";
import type { ScoreTable } from "#app/domain/judging/score-table.ts";
import { compareFractions, fraction, meanFractions } from "#app/platform/decimal.ts";
import { createRandom } from "#app/platform/random.ts";

type Cell = readonly [judge: string, points: number];

const tableOf = (rows: readonly (readonly Cell[])[]): ScoreTable =>
  rows.map((cells, index) => ({
    entryId: `e${String(index).padStart(3, "0")}`,
    code: `E-${String(index).padStart(3, "0")}`,
    used: cells.map(([judgeId, points]) => ({ judgeId, total: fraction(points * 100) })),
  }));

const order = (entries: readonly { entryId: string; score: { num: number; den: number } }[]) =>
  [...entries].sort((a, b) => compareFractions(b.score, a.score) || (a.entryId < b.entryId ? -1 : 1)).map(({ entryId }) => entryId);

/** Solves the least squares of the model directly, by elimination, for small tables. */
function solved(table: ScoreTable) {
  const judges = [...new Set(table.flatMap(({ used }) => used.map(({ judgeId }) => judgeId)))].sort();
  const cells = table.flatMap(({ used }, row) => used.map(({ judgeId, total }) => ({ row, column: table.length + judges.indexOf(judgeId), x: total.num / total.den })));
  const overall = cells.reduce((sum, { x }) => sum + x, 0) / cells.length;
  const size = table.length + judges.length;
  const matrix = Array.from({ length: size }, (_, row) => Array.from({ length: size + 1 }, (_, column) => (row === column ? (row < table.length ? 0.3 : 1) : 0)));
  for (const { row, column, x } of cells) {
    for (const [a, b] of [[row, column], [column, row]] as const) {
      matrix[a]![a]! += 1;
      matrix[a]![b]! += 1;
      matrix[a]![size]! += x - overall;
    }
  }
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = matrix[row]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column <= size; column++) matrix[row]![column]! -= factor * matrix[pivot]![column]!;
    }
  }
  return matrix.slice(0, table.length).map((row, index) => overall + row[size]! / row[index]!);
}

/** A contest with judges of known strictness, `each` of them on every entry; quality falls with the index. */
function panel(entries: number, strictness: readonly number[], each: number): ScoreTable {
  const random = createRandom(3);
  return tableOf(Array.from({ length: entries }, (_, index) => {
    const judges = random.shuffled(strictness.map((_, judge) => judge)).slice(0, each);
    return judges.map((judge): Cell => [`j${judge}`, 90 - index - strictness[judge]!]);
  }));
}

describe("the judge-effect model", () => {
  test("takes strictness off where judges see different entries: the true order comes out", () => {
    const strictness = [0, 12, -8, 5, -9, 0];
    const table = panel(40, strictness, 3);
    const raw = table.map(({ entryId, used }) => ({ entryId, score: meanFractions(used.map(({ total }) => total)) }));
    const truth = table.map(({ entryId }) => entryId);
    expect(order(raw)).not.toEqual(truth);
    const { entries, judges, lastChange } = judgeEffects(table);
    const misplaced = (ids: string[]) => ids.filter((id, place) => Math.abs(truth.indexOf(id) - place) > 1).length;
    expect(misplaced(order(entries))).toBe(0);
    expect(misplaced(order(raw))).toBeGreaterThan(10);
    const byEffect = [...judges].sort((a, b) => b.effect - a.effect).map(({ judgeId }) => judgeId);
    expect([byEffect[0], byEffect.at(-1)]).toEqual(["j4", "j1"]);
    expect(lastChange).toBeLessThan(1);
  });

  test("sixty rounds come within half a hundredth of a point of the least squares solved directly", () => {
    const table = panel(12, [0, 6, -4, 3], 2);
    const direct = solved(table);
    const found = judgeEffects(table).entries.map(({ score }) => score.num / score.den);
    expect(found.map((value, index) => Math.abs(value - direct[index]!) <= 0.5)).toEqual(found.map(() => true));
  });

  test("is the same to the last digit on every run and in any order", () => {
    const table = panel(30, [0, 12, -8, 5], 2);
    const turned = [...table].reverse().map((entry) => ({ ...entry, used: [...entry.used].reverse() }));
    expect(judgeEffects(turned)).toEqual(judgeEffects(table));
    expect(judgeEffects(table).entries[0]!.score).toEqual({ num: 8665239057, den: 1000000 });
  });

  const full = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 })).chain(([judges, entries]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: judges, maxLength: judges }), { minLength: entries, maxLength: entries }),
  );
  const named = (rows: number[][]) => tableOf(rows.map((row) => row.map((points, judge): Cell => [`j${judge}`, points])));

  test("where all see all it keeps the order of the means, ties included, also when one judge is milder by a constant", () => {
    fc.assert(
      fc.property(full, fc.nat(4), fc.integer({ min: 1, max: 9 }), (rows, which, extra) => {
        const relations = (entries: { score: { num: number; den: number } }[]) =>
          entries.map(({ score }) => entries.map((other) => compareFractions(score, other.score)));
        const table = named(rows);
        const means = table.map(({ used }) => ({ score: meanFractions(used.map(({ total }) => total)) }));
        const milder = named(rows.map((row) => row.map((points, judge) => (judge === which % row.length ? points + extra : points))));
        expect(relations(judgeEffects(table).entries)).toEqual(relations(means));
        expect(relations(judgeEffects(milder).entries)).toEqual(relations(means));
      }),
    );
  });

  test("an empty table has nothing to say", () => {
    expect(judgeEffects([])).toEqual({ overall: 0, judges: [], entries: [], lastChange: 0 });
  });
});

describe("advice", () => {
  const all = (judges: number, entries = 3) => tableOf(Array.from({ length: entries }, () => Array.from({ length: judges }, (_, j): Cell => [`j${j}`, 5])));
  const offered = (table: ScoreTable) => adviseMethod(table).methods.filter((one) => one.offered).map(({ method }) => method);

  test.each<[string, ScoreTable, string, object[], string[]]>([
    ["three judges, all see all", all(3), "mean", [{ key: "same-judges", params: { judges: 3, entries: 3 } }], ["mean", "sum", "median"]],
    ["five judges, all see all", all(5), "mean", [{ key: "same-judges", params: { judges: 5, entries: 3 } }], ["mean", "trimmed-mean", "sum", "median"]],
    ["one judge", all(1), "mean", [{ key: "one-judge", params: { entries: 3 } }], ["mean", "sum"]],
    ["different judges, linked", tableOf([[["a", 1], ["b", 2]], [["b", 1], ["c", 2]], [["c", 1], ["a", 2], ["b", 3]]]), "judge-effect",
      [{ key: "judge-sets-differ", params: { judges: 3, entries: 3, fewest: 2, most: 3 } }], ["mean", "judge-effect"]],
    ["two panels that never meet", tableOf([[["a", 1], ["b", 2]], [["c", 1], ["d", 2]]]), "mean",
      [{ key: "judge-sets-differ", params: { judges: 4, entries: 2, fewest: 2, most: 2 } }, { key: "judges-not-linked", params: { groups: 2 } }], ["mean", "sum"]],
  ])("%s", (_, table, recommended, why, methods) => {
    const advice = adviseMethod(table);
    expect([advice.recommended, advice.why]).toEqual([recommended, why]);
    expect(offered(table)).toEqual(methods);
  });

  test("what is withheld or coarse says why, with numbers", () => {
    const against = (table: ScoreTable, wanted: string) => adviseMethod(table).methods.find(({ method }) => method === wanted)?.against;
    expect(against(all(3), "trimmed-mean")).toEqual([{ key: "trim-needs", params: { needed: 4, fewest: 3 } }]);
    expect(against(all(3), "median")).toEqual([{ key: "median-coarse", params: { judges: 3 } }]);
    expect(against(all(3), "judge-effect")).toEqual([{ key: "changes-nothing", params: { judges: 3 } }]);
    expect(against(tableOf([[["a", 1]], [["a", 1], ["b", 2]]]), "sum")).toEqual([{ key: "counts-differ", params: { fewest: 1, most: 2 } }]);
    expect(adviseMethod([]).why).toEqual([{ key: "nothing-scored", params: {} }]);
  });
});
