import { darker, mix, paler } from "../colour.ts";
import { type Point, smoothPath } from "../geometry.ts";
import { dealt, hatch } from "../hatch.ts";
import type { Pen, Shape } from "../pen.ts";
import { fillOf, isSmall, type MediumStyle, paperTone, strokeOf } from "./style.ts";

/** The same outline, laid a little beside itself. */
function outOfRegister(pen: Pen, points: readonly Point[], reach: number): string {
  const moved = points.map(([x, y]) =>
    [x + pen.random.between(-reach, reach), y + pen.random.between(-reach, reach)] as const
  );
  return smoothPath(moved, true);
}

const stop = (offset: number, colour: string, opacity: number) =>
  `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity.toFixed(2)}"/>`;

/** Pale and dark blooms where water dried, kept inside the shape. */
function blooms(pen: Pen, shape: Shape): string {
  const count = Math.min(5, Math.floor((shape.box.width * shape.box.height) / 16000));
  if (count === 0) return "";
  const clip = pen.define((id) => `<clipPath id="${id}"><path d="${shape.path}"/></clipPath>`);
  const spots = Array.from({ length: count }, () => {
    const tint = pen.random.chance(0.55) ? "#ffffff" : darker(shape.colour, 0.3);
    const stops = stop(0, tint, pen.random.between(0.14, 0.34)) + stop(0.8, tint, 0.1) + stop(1, tint, 0);
    const fade = pen.define((id) => `<radialGradient id="${id}">${stops}</radialGradient>`);
    const { left, top, width, height } = shape.box;
    const [x, y] = [left + width * pen.random.next(), top + height * pen.random.next()];
    const [rx, ry] = [width * pen.random.between(0.12, 0.34), height * pen.random.between(0.14, 0.36)];
    const [middle, radii] = [`cx="${x.toFixed(0)}" cy="${y.toFixed(0)}"`,
      `rx="${rx.toFixed(0)}" ry="${ry.toFixed(0)}"`];
    return `<ellipse ${middle} ${radii} fill="url(#${fade})"/>`;
  });
  return `<g clip-path="url(#${clip})">${spots.join("")}</g>`;
}

/** Watercolour: translucent washes out of register, pigment gathered at the edge, blooms. */
export const watercolour: MediumStyle = {
  inks: ["#4b4a5c", "#54483f", "#3d4668"],
  sway: 2.6,
  trembles: true,
  tooth: { strength: 0.13, grain: 2.6 },
  shape(pen, shape) {
    const lean = pen.random.between(0, 0.6).toFixed(2);
    const upper = mix(shape.colour, pen.random.chance(0.5) ? "#ffffff" : "#6a5aa8", 0.2);
    const stops = stop(0, upper, 1) + stop(1, darker(shape.colour, 0.06), 1);
    const wash = pen.define((id) =>
      `<linearGradient id="${id}" x1="0" y1="0" x2="${lean}" y2="1">${stops}</linearGradient>`
    );
    const under = shape.background ? "" : fillOf(shape.path, "#fdfbf6", 0.94);
    const washes = [0.58, 0.36, 0.3].map((opacity) =>
      fillOf(outOfRegister(pen, shape.points, 2.6), `url(#${wash})`, opacity * shape.strength)
    );
    const edge = strokeOf(shape.path, darker(shape.colour, 0.28), 3, 0.3 * shape.strength);
    const line = shape.outline ? strokeOf(shape.path, pen.ink, shape.outlineWidth ?? 1.9, 0.62) : "";
    return under + washes.join("") + (isSmall(shape) ? "" : blooms(pen, shape)) + edge + line;
  },
  line: (_pen, points, colour, width) => strokeOf(smoothPath(points, false), colour, width, 0.72),
};

/** Gouache: opaque colour, broad brush marks, the outline a darker tone of the same paint. */
export const gouache: MediumStyle = {
  inks: ["#2c2a33", "#3a2c2c", "#2a2f4d"],
  sway: 2.2,
  trembles: true,
  tooth: { strength: 0.1, grain: 2.8 },
  shape(pen, shape) {
    const base = mix(shape.colour, pen.random.pick(["#ffffff", "#20203a"]), pen.random.between(0, 0.05));
    const wide = Math.min(15, Math.min(shape.box.width, shape.box.height) * 0.3);
    const body = fillOf(shape.path, base, shape.strength);
    if (isSmall(shape)) return body + outlineOf(pen, shape);
    const marks = hatch(pen.random, shape.points, {
      angle: shape.angle,
      gap: wide * 1.5,
      inset: wide * 0.8,
      jitter: wide * 0.5,
    });
    const tints = [paler(base, 0.22), darker(base, 0.13), paler(base, 0.1)];
    const brushed = dealt(marks, 3).map((
      path,
      hand,
    ) => (path ? strokeOf(path, tints[hand]!, wide, 0.42 * shape.strength) : ""));
    return (shape.background ? "" : fillOf(shape.path, paperTone)) + body + brushed.join("") +
      outlineOf(pen, shape);
  },
  line: (_pen, points, colour, width) => strokeOf(smoothPath(points, false), colour, width, 0.97),
};

function outlineOf(pen: Pen, shape: Shape): string {
  if (!shape.outline) return "";
  return strokeOf(shape.path, mix(darker(shape.colour, 0.5), pen.ink, 0.35), shape.outlineWidth ?? 2.6, 0.8);
}
