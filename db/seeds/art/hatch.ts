import type { Point } from "./geometry.ts";
import type { Random } from "#app/platform/random.ts";

/** How a closed shape is filled with strokes. Lengths in sheet units, angle in radians. */
export type HatchOptions = { angle: number; gap: number; inset: number; jitter: number };

/** The pieces of a horizontal line that lie inside the polygon (even-odd rule), from left to right. */
export function spansAt(polygon: readonly Point[], y: number): [number, number][] {
  const crossings: number[] = [];
  for (let index = 0; index < polygon.length; index++) {
    const [ax, ay] = polygon[index]!;
    const [bx, by] = polygon[(index + 1) % polygon.length]!;
    if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  crossings.sort((one, other) => one - other);
  const spans: [number, number][] = [];
  for (let index = 0; index + 1 < crossings.length; index += 2)
    spans.push([crossings[index]!, crossings[index + 1]!]);
  return spans;
}

/**
 * Strokes that colour a shape the way a hand does: side by side at one angle, ending a little before or after
 * the outline (`inset` is the mean distance before it), each slightly bent. Returns SVG path data, one piece
 * a stroke.
 */
export function hatch(random: Random, polygon: readonly Point[], options: HatchOptions): string[] {
  const { angle, gap, inset, jitter } = options;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = polygon.map(([x, y]) => [x * cos + y * sin, y * cos - x * sin] as const);
  const ys = turned.map(([, y]) => y);
  const back = (x: number, y: number) =>
    `${(x * cos - y * sin).toFixed(1)} ${(x * sin + y * cos).toFixed(1)}`;
  const strokes: string[] = [];
  for (let y = Math.min(...ys) + gap / 2; y < Math.max(...ys); y += gap * random.between(0.85, 1.15)) {
    for (const [left, right] of spansAt(turned, y)) {
      const from = left + inset + random.between(-jitter, jitter);
      const to = right - inset + random.between(-jitter, jitter);
      if (to - from < gap * 0.25) continue;
      const slant = random.between(-jitter, jitter) * 0.5;
      const bow = random.between(-1, 1) * Math.min(5, (to - from) / 30);
      strokes.push(`M${back(from, y - slant)}Q${back((from + to) / 2, y + bow)} ${back(to, y + slant)}`);
    }
  }
  return strokes;
}

/** Deals the strokes to `count` hands in turn, so that each hand can have its own tint. */
export function dealt(strokes: readonly string[], count: number): string[] {
  return Array.from(
    { length: count },
    (_, hand) => strokes.filter((_stroke, at) => at % count === hand).join(""),
  );
}
