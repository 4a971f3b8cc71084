import { describe, expect, it } from "vitest";
import type { BenchCase } from "#scripts/bench-case.ts";
import { asTable, runCases } from "#scripts/bench-run.ts";

const silent = { onDone: () => undefined, onFailure: () => undefined };

const ratio: BenchCase = {
  id: "fake-speed", title: "Nhanh", unit: "MB/s", measure: "ratio", limit: 0.6, bound: "least",
  run: async () => ({ value: 150, baseline: 200 }),
};
const value: BenchCase = {
  id: "fake-queries", title: "Số truy vấn", unit: "queries", measure: "value", limit: 8, bound: "most",
  run: async () => ({ value: 9, baseline: null }),
};
const broken: BenchCase = { ...value, id: "fake-broken", title: "Hỏng", run: () => Promise.reject(new Error("no disk")) };

describe("the runner of the bench", () => {
  it("answers one plain object a case, the limit held against the ratio or the value", async () => {
    expect(await runCases([ratio, value], silent)).toEqual([
      { id: "fake-speed", value: 150, unit: "MB/s", baseline: 200, ratio: 0.75, limit: 0.6, holds: true },
      { id: "fake-queries", value: 9, unit: "queries", baseline: null, ratio: null, limit: 8, holds: false },
    ]);
  });

  it("takes a ratio at its very limit as held, on either side", async () => {
    const at = (bound: "most" | "least", limit: number) => ({ ...ratio, bound, limit });
    const results = await runCases([at("most", 0.75), at("least", 0.75), at("most", 0.74), at("least", 0.76)], silent);
    expect(results.map(({ holds }) => holds)).toEqual([true, true, false, false]);
  });

  it("goes on after a case that fails, which has no value and does not hold", async () => {
    const failures: [string, unknown][] = [];
    const results = await runCases([broken, ratio], { ...silent, onFailure: (...failure) => void failures.push(failure) });
    expect(results[0]).toEqual({
      id: "fake-broken", value: null, unit: "queries", baseline: null, ratio: null, limit: 8, holds: false,
    });
    expect(results[1]!.holds).toBe(true);
    expect(failures).toEqual([["Hỏng", new Error("no disk")]]);
  });

  it("shows the same fields as a table", async () => {
    const lines = asTable(await runCases([ratio, broken], silent)).split("\n");
    expect(lines.map((line) => line.split(/\s+/).filter(Boolean))).toEqual([
      ["id", "value", "unit", "baseline", "ratio", "limit", "holds"],
      expect.anything(),
      ["fake-speed", "150", "MB/s", "200", "0.75", "0.6", "✓"],
      ["fake-broken", "–", "queries", "–", "–", "8", "✗"],
    ]);
  });
});
