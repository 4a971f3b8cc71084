import type { Colour } from "../colour.ts";
import { ellipse, placed, type Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";

/** A round tree; `fruit` hangs in it when given. */
export function drawTree(pen: Pen, [x, y]: Point, size: number, fruit?: Colour): void {
  const { random } = pen;
  pen.shape(
    [[x - size * 0.13, y], [x - size * 0.07, y - size * 0.72], [x + size * 0.07, y - size * 0.72], [
      x + size * 0.13,
      y,
    ]],
    "brown",
    { angle: 86 },
  );
  const crown: [number, number, number][] = [[-0.28, -0.82, 0.33], [0.28, -0.84, 0.32], [0, -1.16, 0.38]];
  for (const [dx, dy, r] of crown) {
    pen.ellipse(
      [x + dx * size, y + dy * size],
      r * size,
      r * size * 0.92,
      random.pick(["green", "green", "lime", "forest"]),
    );
  }
  if (!fruit) return;
  const places: Point[] = [[-0.36, -0.9], [-0.16, -0.7], [0.16, -0.74], [0.38, -0.92], [-0.12, -1.12],
    [0.14, -1.3], [0.02, -0.95]];
  for (const [dx, dy] of places)
    pen.dot([x + (dx + random.between(-0.04, 0.04)) * size, y + dy * size], size * 0.052, fruit);
}

function blade([x, y]: Point, length: number, turn: number): Point[] {
  return placed([[0, 0], [0.5, -0.13], [1, 0], [0.5, 0.1]], [x, y], length, turn);
}

/** A clump of bamboo. */
export function drawBamboo(pen: Pen, [x, y]: Point, height: number): void {
  const { random } = pen;
  for (let stem = 0; stem < 3; stem++) {
    const foot = x + (stem - 1) * 24 + random.between(-5, 5);
    const lean = random.between(-0.08, 0.08) * height + (stem - 1) * height * 0.06;
    const high = height * random.between(0.82, 1.05);
    const at = (share: number): Point => [foot + lean * share * share, y - high * share];
    pen.line([at(0), at(0.5), at(1)], 8.5, "forest");
    for (let joint = 1; joint < 7; joint++) {
      const [jx, jy] = at(joint / 7);
      pen.line([[jx - 5, jy], [jx + 5, jy]], 2.4, "lime");
      if (joint < 3) continue;
      const side = (joint + stem) % 2 ? 1 : -1;
      pen.shape(blade([jx, jy], height * 0.11 * side, -0.35 * side), "lime", {
        smooth: true,
        outlineWidth: 1.4,
      });
      if (joint > 4)
        pen.shape(blade([jx, jy], -height * 0.1 * side, 0.4 * side), "green", {
          smooth: true,
          outlineWidth: 1.4,
        });
    }
  }
}

/** A flower on a stalk; `size` is the radius of its head. */
export function drawFlower(pen: Pen, [x, y]: Point, size: number, colour: Colour): void {
  const head: Point = [x + pen.random.between(-4, 4), y - size * 2.6];
  pen.line([[x, y], [(x + head[0]) / 2 + 2, y - size * 1.3], head], Math.max(3, size * 0.2), "green");
  pen.shape(blade([x, y - size * 0.6], size * 1.1, -0.5), "lime", { smooth: true, outlineWidth: 1.2 });
  drawBlossom(pen, head, size, colour);
}

/** The head of a flower alone. */
export function drawBlossom(pen: Pen, [x, y]: Point, size: number, colour: Colour): void {
  for (let petal = 0; petal < 5; petal++) {
    const turn = (petal / 5) * Math.PI * 2 + 0.3;
    const centre: Point = [x + Math.cos(turn) * size * 0.62, y + Math.sin(turn) * size * 0.62];
    if (size < 12) pen.dot(centre, size * 0.42, colour);
    else pen.shape(ellipse(centre, size * 0.42, size * 0.42), colour, { smooth: true, outlineWidth: 1.5 });
  }
  pen.dot([x, y], size * 0.34, "yellow");
}

/** Flowers and tufts of grass along the bottom edge, where there is room. */
export function drawMeadow(pen: Pen, from = 0, to = 1, count = 8): void {
  const colours: Colour[] = pen.random.shuffled(["pink", "red", "yellow", "violet", "orange", "white"]);
  for (let index = 0; index < count; index++) {
    const x = pen.width * (from + ((to - from) * (index + pen.random.between(0.2, 0.8))) / count);
    const y = pen.height - pen.random.between(4, 34);
    if (pen.random.chance(0.68)) drawFlower(pen, [x, y], pen.random.between(11, 16), colours[index % 4]!);
    else drawTuft(pen, [x, y]);
  }
}

/** A tuft of grass. */
export function drawTuft(pen: Pen, [x, y]: Point, colour: Colour = "green"): void {
  for (const [dx, dy] of [[-10, -16], [-3, -24], [4, -22], [11, -14]] as const)
    pen.line([[x + dx * 0.3, y], [x + dx, y + dy]], 3, colour);
}

/** A young plant on a field: two leaves. */
export function drawSprout(pen: Pen, [x, y]: Point, size: number): void {
  pen.line([[x, y], [x, y - size]], 2.8, "green");
  for (const side of [-1, 1])
    pen.shape(blade([x, y - size * 0.9], size * side, -0.5 * side), pen.random.pick(["lime", "green"]), {
      smooth: true,
      outlineWidth: 1.2,
    });
}
