import type { Pen } from "../pen.ts";
import type { PersonSpec, Who } from "./person.ts";

/** How tall each one is, as a share of a grown-up. */
const stature: Record<Who, number> = { father: 1, mother: 0.95, girl: 0.7, boy: 0.72 };

/** Where a row of people stands: shares of the sheet; `height` is a grown-up's, as a share of the unit. */
export type Row = { from: number; to: number; foot: number; height: number };

/** People side by side, evenly, each a little off the line. */
export function lineUp(pen: Pen, people: readonly Who[], { from, to, foot, height }: Row): PersonSpec[] {
  return people.map((who, index) => ({
    who,
    feet: [
      pen.width * (from + ((to - from) * (index + 0.5)) / people.length) + pen.random.between(-8, 8),
      pen.height * foot + pen.random.between(-10, 8),
    ],
    height: pen.unit * height * stature[who] * pen.random.between(0.95, 1.04),
  }));
}

/** A family of three to five, grown-ups and children mixed. */
export function someFamily(pen: Pen): Who[] {
  return pen.random.pick<Who[]>([
    ["father", "girl", "mother", "boy"],
    ["mother", "boy", "father", "girl"],
    ["father", "girl", "mother"],
    ["girl", "father", "mother", "boy"],
    pen.portrait ? ["mother", "girl", "father"] : ["father", "girl", "mother", "boy", "girl"],
  ]);
}
