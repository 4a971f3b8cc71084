import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedView, linkedFit, moved, pinchedView, shownIn } from "#app/ui/zoom/linked-view.ts";

const frame = { width: 600, height: 400 };
const wide = { width: 3000, height: 2000 };
const tall = { width: 2000, height: 3000 };

describe("one view for several pictures", () => {
  it("shows the same part of each: the middle of the right half stays so in a tall picture", () => {
    const view = moved(linkedFit, frame, wide, (old) => ({ ...pinchedView(old, 4, { x: 0, y: 0 }), x: -600 }));
    expect(view).toEqual({ scale: 4, x: -1, y: 0 });
    expect(shownIn(view, frame, wide)).toEqual({ scale: 4, x: -600, y: 0 });
    const inTall = shownIn(view, frame, tall);
    expect(inTall.scale).toBe(4);
    expect(inTall.x / (400 / 1.5)).toBeCloseTo(-(400 / 1.5 * 4 - 600) / 2 / (400 / 1.5), 10);
  });

  it("keeps every picture within its own frame, whatever moves it", () => {
    const size = fc.record({ width: fc.integer({ min: 50, max: 4000 }), height: fc.integer({ min: 50, max: 4000 }) });
    const key = fc.constantFrom("+", "-", "0", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown");
    fc.assert(
      fc.property(size, size, fc.array(key, { maxLength: 30 }), (driver, other, keys) => {
        const view = keys.reduce((old, each) => moved(old, frame, driver, keyedView(each)!), linkedFit);
        const shown = shownIn(view, frame, other);
        const ratio = Math.min(frame.width / other.width, frame.height / other.height);
        expect(shown.scale).toBeGreaterThanOrEqual(1);
        expect(Math.abs(shown.x)).toBeLessThanOrEqual(Math.max(0, (other.width * ratio * shown.scale - frame.width) / 2) + 1e-6);
        expect(Math.abs(shown.y)).toBeLessThanOrEqual(Math.max(0, (other.height * ratio * shown.scale - frame.height) / 2) + 1e-6);
      }),
    );
  });

  it("comes back to the whole with 0 and knows no other keys", () => {
    const view = moved(linkedFit, frame, wide, keyedView("+")!);
    expect(moved(view, frame, tall, keyedView("0")!)).toEqual(linkedFit);
    expect(keyedView("x")).toBeNull();
  });

  it("waits for a frame that has no size yet", () => {
    expect(moved(linkedFit, { width: 0, height: 0 }, wide, keyedView("+")!)).toEqual(linkedFit);
  });
});
