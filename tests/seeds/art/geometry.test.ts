import { distance, ellipse, placed, type Point, rectangle, ribbon } from "#db/seeds/art/geometry.ts";
import { hatch, spansAt } from "#db/seeds/art/hatch.ts";
import { inverse, project, squareToQuad } from "#db/seeds/art/homography.ts";
import { createRandom } from "#app/platform/random.ts";
import { armOf, shoulderOf, skeletonOf } from "#db/seeds/art/vocabulary/skeleton.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const near = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const nudge = near(-0.15, 0.15);
const corner = ([x, y]: Point) => fc.tuple(nudge, nudge).map(([dx, dy]): Point => [x + dx, y + dy]);
const quad = fc.tuple(corner([0, 0]), corner([1, 0]), corner([1, 1]), corner([0, 1]));

describe("projective maps", () => {
  it("send the corners of the square to the four points, and the inverse brings any point back", () => {
    fc.assert(
      fc.property(quad, near(0, 1), near(0, 1), (corners, x, y) => {
        const map = squareToQuad(corners);
        ([[0, 0], [1, 0], [1, 1], [0, 1]] as const).forEach((from, index) => {
          expect(distance(project(map, from), corners[index]!)).toBeLessThan(1e-9);
        });
        expect(distance(project(inverse(map), project(map, [x, y])), [x, y])).toBeLessThan(1e-8);
      }),
    );
  });
});

describe("hatching", () => {
  it("finds the pieces of a line inside a shape, hollows left out", () => {
    const letterU: Point[] = [[0, 0], [2, 0], [2, 6], [6, 6], [6, 0], [8, 0], [8, 8], [0, 8]];
    expect(spansAt(letterU, 3)).toEqual([[0, 2], [6, 8]]);
    expect(spansAt(letterU, 7)).toEqual([[0, 8]]);
    expect(spansAt(letterU, 9)).toEqual([]);
  });

  it("covers a square with about side / gap strokes at any angle", () => {
    const strokes = hatch(createRandom(1), rectangle(0, 0, 100, 100), {
      angle: 0,
      gap: 10,
      inset: 0,
      jitter: 0,
    });
    expect(strokes.length).toBeGreaterThanOrEqual(9);
    expect(strokes.length).toBeLessThanOrEqual(12);
    expect(hatch(createRandom(1), ellipse([0, 0], 50), { angle: 1, gap: 200, inset: 0, jitter: 0 }))
      .toHaveLength(0);
  });
});

describe("bodies", () => {
  it("reach as far as the arm goes and no further", () => {
    const body = skeletonOf({ feet: [0, 0], height: 300, child: false, stance: "standing" });
    fc.assert(
      fc.property(
        near(-900, 900),
        near(-900, 900),
        fc.constantFrom(-1 as const, 1 as const),
        (x, y, side) => {
          const [shoulder, elbow, hand] = armOf(body, side, [x, y]);
          expect(shoulder).toEqual(shoulderOf(body, side));
          expect(distance(shoulder, hand)).toBeLessThanOrEqual(300 * 0.29 + 1e-6);
          if (distance(shoulder, [x, y]) <= 300 * 0.29) expect(distance(hand, [x, y])).toBeLessThan(1e-6);
          expect(Math.abs(distance(shoulder, elbow) - distance(elbow, hand))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it("give a child a larger head than a grown-up of the same height", () => {
    const of = (child: boolean) =>
      skeletonOf({ feet: [0, 0], height: 100, child, stance: "standing" }).headRadius;
    expect(of(true)).toBeGreaterThan(of(false));
  });
});

describe("shapes", () => {
  it("turn and move figures, and widen lines", () => {
    const [point] = placed([[1, 0]], [10, 20], 2, Math.PI / 2);
    expect(distance(point!, [10, 22])).toBeLessThan(1e-9);
    expect(ribbon([[0, 0], [10, 0]], 4, 2)).toEqual([[0, 2], [10, 1], [10, -1], [0, -2]]);
  });

  it("draw chance from the seed alone, within bounds", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [createRandom(seed), createRandom(seed)];
        for (let draw = 0; draw < 20; draw++) {
          const value = one.whole(3, 5);
          expect(value).toBe(other.whole(3, 5));
          expect([3, 4, 5]).toContain(value);
        }
        expect(one.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
      }),
    );
  });
});
