import type { Point } from "../geometry.ts";
import type { Pen, Shape } from "../pen.ts";

/** What one drawing material does with shapes and lines; both return SVG markup. */
export type MediumStyle = {
  /** The outline colours a child may take, one for a whole drawing. */
  inks: readonly string[];
  /** How far the slow sway of the hand bends things, in sheet units. */
  sway: number;
  /** Whether outlines tremble; cut paper does not. */
  trembles: boolean;
  /**
   * How much of the paper's tooth shows through the paint, 0 to 1, and the size of its grain in sheet units.
   */
  tooth: { strength: number; grain: number };
  shape(pen: Pen, shape: Shape): string;
  line(pen: Pen, points: readonly Point[], colour: string, width: number): string;
};

/** The tone of unpainted paper laid under a shape, so that things behind do not show. */
export const paperTone = "#fdfaf2";

/** A stroke along a path. Stroke opacity, not group opacity: the latter costs a layer for each path. */
export function strokeOf(path: string, colour: string, width: number, opacity: number): string {
  return (
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${
      width.toFixed(1)
    }" stroke-linecap="round" ` +
    `stroke-linejoin="round" stroke-opacity="${opacity.toFixed(2)}"/>`
  );
}

/** A filled path. */
export const fillOf = (path: string, colour: string, opacity = 1) =>
  `<path d="${path}" fill="${colour}"${opacity < 1 ? ` fill-opacity="${opacity.toFixed(2)}"` : ""}/>`;

/** Shapes too small for the hand to hatch. */
export const isSmall = ({ box }: Shape) => Math.min(box.width, box.height) < 12;
