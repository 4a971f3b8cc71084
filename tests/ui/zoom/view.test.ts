import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fit, fittedSize, mostScale, within, zoomAt } from "#app/ui/zoom/view.ts";

const frame = { width: 800, height: 600 };
const fitted = fittedSize(frame, { width: 4000, height: 2000 });

describe("zoom", () => {
  it("fits a picture into its frame and allows two screen pixels for each of its own", () => {
    expect(fitted).toEqual({ width: 800, height: 400 });
    expect(mostScale(fitted, { width: 4000, height: 2000 })).toBe(10);
    expect(mostScale(fitted, { width: 900, height: 450 })).toBe(4);
  });

  it("keeps the spot under the pointer, and never shows an edge where the picture could be", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -300, max: 300 }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        (x, y, factor) => {
          const view = zoomAt(fit, factor, { x, y });
          expect((x - view.x) / view.scale).toBeCloseTo(x, 6);
          expect((y - view.y) / view.scale).toBeCloseTo(y, 6);
          const kept = within(view, frame, fitted, 8);
          expect(Math.abs(kept.x)).toBeLessThanOrEqual(
            Math.max(0, (fitted.width * kept.scale - frame.width) / 2) + 1e-9
          );
          expect(Math.abs(kept.y)).toBeLessThanOrEqual(
            Math.max(0, (fitted.height * kept.scale - frame.height) / 2) + 1e-9
          );
        }
      )
    );
    expect(within({ scale: 0.2, x: 50, y: 50 }, frame, fitted, 8)).toEqual({ scale: 1, x: 0, y: 0 });
  });
});
