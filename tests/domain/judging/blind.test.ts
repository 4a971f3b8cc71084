import fc from "fast-check";
import { expect, test } from "vitest";
import { blindCodes, seededShuffle } from "#app/domain/judging/blind.ts";

const ids = Array.from({ length: 97 }, (_, index) => `entry-${index}`);

test("codes are T-001 to T-097, each once, the same for the same seed in any order of entries", () => {
  const codes = blindCodes(ids, "T", "s3cret");
  expect([...codes.values()].sort()).toEqual(
    ids.map((_, index) => `T-${String(index + 1).padStart(3, "0")}`),
  );
  expect(new Map([...blindCodes([...ids].reverse(), "T", "s3cret")].sort())).toEqual(
    new Map([...codes].sort()),
  );
});

test("another seed gives another order, and neither is the order of the ids", () => {
  const orderOf = (seed: string) => [...blindCodes(ids, "T", seed).keys()];
  expect(orderOf("one")).not.toEqual(orderOf("two"));
  expect(orderOf("one")).not.toEqual([...ids].sort());
});

test("entries that come later continue the numbers; past 999 they grow a digit", () => {
  expect([...blindCodes(["x"], "T", "s", 98).values()]).toEqual(["T-098"]);
  expect([...blindCodes(["x"], "T", "s", 1000).values()]).toEqual(["T-1000"]);
});

test("every place is equally likely for the first item, within chance", () => {
  const counts = [0, 0, 0, 0, 0];
  for (let seed = 0; seed < 5000; seed++) {
    const place = seededShuffle([1, 2, 3, 4, 5], `seed ${seed}`).indexOf(1);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(18.5); // 4 degrees of freedom, p = 0.001
});

test("a shuffle loses and adds nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const order = (a: number, b: number) => a - b;
      expect(seededShuffle(items, seed).sort(order)).toEqual([...items].sort(order));
    }),
  );
});
