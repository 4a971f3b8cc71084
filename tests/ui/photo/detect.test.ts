import { describe, expect, it } from "vitest";
import { detectedAt, detectSheet } from "#app/ui/photo/detect.ts";
import { reachesOutside } from "#app/ui/photo/quality.ts";
import { rasterOf, shot, worstCorner } from "./shots.ts";

const frame = { width: 960, height: 720 };

/** The worst corner of each of 30 photos, in percent of the diagonal; Infinity where no sheet was found. */
async function errorsOf(look: "tight" | "loose"): Promise<number[]> {
  const errors: number[] = [];
  for (let seed = 1; seed <= 30; seed++) {
    const photo = await shot(seed, look, frame);
    const found = detectSheet(await rasterOf(photo, detectedAt));
    errors.push(found ? worstCorner(found.quad, photo.corners, frame) : Infinity);
  }
  return errors.sort((a, b) => a - b);
}

describe("the corners of a drawing", () => {
  it.each(["tight", "loose"] as const)("are found within 3 percent on nine of ten %s photos, and mostly to a third of one", async (look) => {
    const errors = await errorsOf(look);
    const within = (most: number) => errors.filter((error) => error <= most).length;
    const figures = errors.map((error) => error.toFixed(2)).join(" ");
    expect(within(3), figures).toBeGreaterThanOrEqual(27);
    // The frame's own corners would be within 3 % of a tight photo's; the sheet's own are asked for.
    expect(within(0.35), figures).toBeGreaterThanOrEqual(25);
  }, 120_000);

  it("are not made up where there is no sheet", async () => {
    const plain = { data: new Uint8ClampedArray(480 * 360 * 4).fill(140), width: 480, height: 360 };
    expect(detectSheet(plain)).toBeNull();
  });

  it("at the border of the picture are said to go on outside", async () => {
    const { corners } = await shot(3, "loose", frame);
    expect(reachesOutside(corners)).toBe(false);
    expect(reachesOutside([[0, 0.1], corners[1], corners[2], corners[3]])).toBe(true);
    // The whole picture is a choice of its own, as with a scan.
    expect(reachesOutside([[0, 0], [1, 0], [1, 1], [0, 1]])).toBe(false);
  });
});
