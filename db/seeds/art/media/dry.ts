import { darker, mix, paler } from "../colour.ts";
import { smoothPath } from "../geometry.ts";
import { dealt, hatch } from "../hatch.ts";
import type { Pen, Shape } from "../pen.ts";
import { fillOf, isSmall, type MediumStyle, paperTone, strokeOf } from "./style.ts";

type Layer = {
  gap: number;
  width: number;
  opacity: number;
  spread: number;
  inset: number;
  jitter: number;
  turn?: number;
};

/** Strokes of three tints of the shape's colour, laid side by side. */
function strokes(pen: Pen, shape: Shape, layer: Layer): string {
  const tints = [darker(shape.colour, layer.spread), shape.colour, paler(shape.colour, layer.spread)];
  const gap = shape.background ? layer.gap * 1.25 : layer.gap;
  const drawn = hatch(pen.random, shape.points, { ...layer, gap, angle: shape.angle + (layer.turn ?? 0) });
  return dealt(drawn, tints.length)
    .map((path, hand) =>
      path
        ? strokeOf(
          path,
          tints[hand]!,
          layer.width * (shape.background ? 1.2 : 1),
          layer.opacity * shape.strength,
        )
        : ""
    )
    .join("");
}

const underlay = (shape: Shape) => (shape.background ? "" : fillOf(shape.path, paperTone, 0.95));

/** Wax crayon: a thin base, thick strokes with gaps, the paper's tooth showing. */
export const crayon: MediumStyle = {
  inks: ["#3a2f45", "#54361f", "#2c3b80", "#2b2933"],
  sway: 2.4,
  trembles: true,
  tooth: { strength: 0.4, grain: 1.9 },
  shape(pen, shape) {
    const layer = { gap: 8.5, width: 8, opacity: 0.62, spread: 0.16, inset: 2.5, jitter: 3 };
    const body = fillOf(shape.path, shape.colour, 0.68 * shape.strength) +
      (isSmall(shape) ? "" : strokes(pen, shape, layer));
    return underlay(shape) + body +
      (shape.outline ? strokeOf(shape.path, pen.ink, shape.outlineWidth ?? 3.8, 0.88) : "");
  },
  line: (_pen, points, colour, width) => strokeOf(smoothPath(points, false), colour, width, 0.9),
};

/** Colour pencil: fine strokes in two directions over a pale base. */
export const pencil: MediumStyle = {
  inks: ["#4a4550", "#3d3a52", "#5a4334"],
  sway: 1.6,
  trembles: true,
  tooth: { strength: 0.34, grain: 1.3 },
  shape(pen, shape) {
    const fine = { gap: 4.6, width: 3, opacity: 0.72, spread: 0.2, inset: 1, jitter: 2 };
    const across = { ...fine, gap: 9, opacity: 0.4, turn: 0.55 };
    const base = fillOf(shape.path, shape.colour, 0.42 * shape.strength);
    const body = isSmall(shape)
      ? ""
      : strokes(pen, shape, fine) + (shape.background ? "" : strokes(pen, shape, across));
    const edge = mix(pen.ink, shape.colour, 0.25);
    return underlay(shape) + base + body +
      (shape.outline ? strokeOf(shape.path, edge, shape.outlineWidth ?? 2.3, 0.85) : "");
  },
  line: (_pen, points, colour, width) => strokeOf(smoothPath(points, false), colour, width * 0.85, 0.85),
};

/** Felt pen: flat bright colour with streaks where strokes overlap, thick dark outline. */
export const felt: MediumStyle = {
  inks: ["#23222b", "#1f2440"],
  sway: 1.8,
  trembles: true,
  tooth: { strength: 0.08, grain: 1.6 },
  shape(pen, shape) {
    const streaks = { gap: 13, width: 5, opacity: 0.2, spread: 0.22, inset: 3, jitter: 2 };
    const base = fillOf(shape.path, shape.colour, 0.93 * shape.strength);
    const body = isSmall(shape) ? "" : strokes(pen, shape, streaks);
    return underlay(shape) + base + body +
      (shape.outline ? strokeOf(shape.path, pen.ink, shape.outlineWidth ?? 4.4, 0.95) : "");
  },
  line: (_pen, points, colour, width) => strokeOf(smoothPath(points, false), colour, width, 0.96),
};
