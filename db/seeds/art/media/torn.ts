import { mix } from "../colour.ts";
import { boxOf, placed, type Point, smoothPath, straightPath } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { fillOf, type MediumStyle, strokeOf } from "./style.ts";

const shadowTurns = [
  [1.2, 2.2, 0.16],
  [2.6, 4.4, 0.1],
] as const;

/** Edge points every `step`, pushed outwards from the piece's middle by a ragged amount. */
function torn(pen: Pen, points: readonly Point[], step: number, out: readonly [number, number]): Point[] {
  const { left, top, width, height } = boxOf(points);
  const middle: Point = [left + width / 2, top + height / 2];
  return points.flatMap((from, index) => {
    const to = points[(index + 1) % points.length]!;
    const count = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
    const [nx, ny] = outward(from, to, middle);
    return Array.from({ length: count }, (_, piece): Point => {
      const push = pen.random.between(out[0], out[1]);
      return [from[0] + ((to[0] - from[0]) * piece) / count + nx * push,
        from[1] + ((to[1] - from[1]) * piece) / count + ny * push];
    });
  });
}

function outward([ax, ay]: Point, [bx, by]: Point, [mx, my]: Point): Point {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [(by - ay) / length, -(bx - ax) / length];
  const away = (ax + bx - 2 * mx) * nx + (ay + by - 2 * my) * ny;
  return away < 0 ? [-nx, -ny] : [nx, ny];
}

/** Torn paper: no outline; a ragged white rim, the coloured face, a small shadow. */
export const tornPaper: MediumStyle = {
  inks: ["#2b2933", "#3a2f45"],
  sway: 1,
  trembles: false,
  tooth: { strength: 0.05, grain: 1.4 },
  shape(pen, shape) {
    if (shape.strength < 0.4) return "";
    const face = mix(shape.colour, pen.random.pick(["#ffffff", "#20203a"]), pen.random.between(0, 0.06));
    const edge = shape.smooth ? smoothed(shape.points) : shape.points;
    const thin = Math.min(shape.box.width, shape.box.height) < 16;
    const inner = straightPath(torn(pen, edge, 9, [-1, 0.8]));
    if (shape.background) return fillOf(inner, face);
    const rim = torn(pen, edge, 8, thin ? [0.8, 2.2] : [1.6, 5]);
    const shadow = shadowTurns.map(([dx, dy, opacity]) =>
      fillOf(straightPath(placed(rim, [dx, dy], 1)), "#2a2130", opacity)
    );
    return shadow.join("") + fillOf(straightPath(rim), "#fdfaf3") + fillOf(inner, face);
  },
  line(pen, points, colour, width) {
    if (width < 5 || points.length < 2) return strokeOf(smoothPath(points, false), colour, width, 0.95);
    return strokeOf(smoothPath(points, false), "#fdfaf3", width + 3.5, 1) +
      strokeOf(smoothPath(points, false), colour, width, 1);
  },
};

/** A point between each pair of neighbours, on the curve, so that a torn ellipse is not a polygon. */
function smoothed(points: readonly Point[]): Point[] {
  return points.flatMap((from, index) => {
    const at = (offset: number) => points[(index + offset + points.length) % points.length]!;
    const [before, to, after] = [at(-1), at(1), at(2)];
    const middle = (axis: 0 | 1) => (9 * (from[axis] + to[axis]) - before[axis] - after[axis]) / 16;
    return [from, [middle(0), middle(1)] as const];
  });
}
