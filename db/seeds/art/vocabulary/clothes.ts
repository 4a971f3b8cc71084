import type { Colour } from "../colour.ts";
import { along, type Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import type { Skeleton } from "./skeleton.ts";

/** What a person wears on the body. */
export type Outfit = "shirt" | "dress" | "indigo" | "pleats" | "school" | "tunic";

/** The choice of one person: outfit and colours. */
export type Wardrobe = { outfit: Outfit; top: Colour; bottom: Colour; trim: Colour };

/** Outfits whose legs are in trousers. */
export const inTrousers = (outfit: Outfit, male: boolean) =>
  outfit === "shirt" || outfit === "indigo" || outfit === "tunic" || (outfit === "school" && male);

/** A coat from shoulders to `hemY`, a little wider below. */
function coat(pen: Pen, body: Skeleton, hemY: number, spread: number, colour: Colour): void {
  const { x, half, shoulderY } = body;
  const lift = body.height * 0.014;
  const points: Point[] = [
    [x - half * 0.55, shoulderY - lift],
    [x + half * 0.55, shoulderY - lift],
    [x + half * 1.02, shoulderY + body.height * 0.03],
    [x + half * spread, hemY],
    [x - half * spread, hemY],
    [x - half * 1.02, shoulderY + body.height * 0.03],
  ];
  pen.shape(points, colour);
}

/** A row of small woven marks between two points. */
function beads(
  pen: Pen,
  from: Point,
  to: Point,
  count: number,
  radius: number,
  colours: readonly Colour[],
): void {
  for (let bead = 0; bead < count; bead++) {
    pen.dot(along(from, to, (bead + 0.5) / count), radius, colours[bead % colours.length]);
  }
}

function skirt(pen: Pen, body: Skeleton, hemY: number, spread: number, wear: Wardrobe, woven: boolean): void {
  const { x, half, hipY, height } = body;
  const waistY = hipY - height * 0.03;
  pen.shape(
    [[x - half * 0.98, waistY], [x + half * 0.98, waistY], [x + half * spread, hemY],
      [x - half * spread, hemY]],
    wear.bottom,
    {
      angle: 84,
    },
  );
  if (!woven) return;
  const level = (share: number): [Point, Point] => {
    const wide = half * (0.98 + (spread - 0.98) * share) * 0.94;
    const y = waistY + (hemY - waistY) * share;
    return [[x - wide, y], [x + wide, y]];
  };
  pen.line(level(0.6), Math.max(2.5, height * 0.012), wear.trim);
  pen.line(level(0.93), Math.max(2.5, height * 0.012), pen.random.pick(["red", "orange", "pink"]));
  beads(pen, ...level(0.77), 7, Math.max(2, height * 0.013), [wear.trim, "white", "pink"]);
}

function belt(pen: Pen, body: Skeleton, colour: Colour, half: number): void {
  const y = body.hipY - body.height * 0.02;
  pen.line(
    [[body.x - half, y], [body.x, y + 2], [body.x + half, y]],
    Math.max(4, body.height * 0.028),
    colour,
  );
}

/** The red scarf of a pupil and the collar above it. */
function neckerchief(pen: Pen, body: Skeleton): void {
  const { x, half, shoulderY, height } = body;
  const knot: Point = [x, shoulderY + height * 0.07];
  for (const side of [-1, 1]) {
    pen.shape(
      [
        [x + side * half * 0.5, shoulderY - 1],
        knot,
        [x + side * half * 0.16, shoulderY + height * 0.15],
        [x, knot[1] - 3],
      ],
      "red",
      { outlineWidth: 1.6 },
    );
  }
}

function seam(pen: Pen, body: Skeleton, hemY: number, colour: Colour): void {
  const { x, half, shoulderY } = body;
  pen.line(
    [[x - half * 0.3, shoulderY], [x + half * 0.35, shoulderY + body.height * 0.08],
      [x + half * 0.5, hemY - 4]],
    Math.max(2.4, body.height * 0.014),
    colour,
  );
}

const hemOf = (body: Skeleton, share: number) => body.hipY + (body.floorY - body.hipY) * share;

type Tailor = (pen: Pen, body: Skeleton, wear: Wardrobe, male: boolean) => void;

const tailors: Record<Outfit, Tailor> = {
  shirt(pen, body, wear) {
    coat(pen, body, body.hipY + body.height * 0.03, 1.08, wear.top);
    if (pen.random.chance(0.5)) {
      for (const share of [0.35, 0.65]) {
        const y = body.shoulderY + (body.hipY - body.shoulderY) * share;
        pen.line(
          [[body.x - body.half * 0.95, y], [body.x + body.half * 0.95, y]],
          Math.max(3, body.height * 0.022),
          wear.trim,
        );
      }
    } else {
      for (const share of [0.3, 0.55, 0.8])
        pen.dot(
          [body.x, body.shoulderY + (body.hipY - body.shoulderY) * share],
          Math.max(2, body.height * 0.01),
          wear.trim,
        );
    }
  },
  dress(pen, body, wear) {
    coat(pen, body, hemOf(body, 0.45), 1.85, wear.top);
    const y = hemOf(body, 0.36);
    beads(
      pen,
      [body.x - body.half * 1.55, y],
      [body.x + body.half * 1.55, y],
      6,
      Math.max(2.4, body.height * 0.016),
      [wear.trim, "white"],
    );
    belt(pen, body, wear.trim, body.half * 1.28);
  },
  indigo(pen, body, wear) {
    coat(pen, body, hemOf(body, 0.5), 1.5, wear.top);
    seam(pen, body, body.hipY, wear.trim);
    belt(pen, body, wear.trim, body.half * 1.2);
  },
  pleats(pen, body, wear) {
    skirt(pen, body, hemOf(body, 0.55), 2.0, wear, true);
    coat(pen, body, body.hipY, 1.0, wear.top);
    seam(pen, body, body.hipY - body.height * 0.06, wear.trim);
    belt(pen, body, wear.trim, body.half);
  },
  school(pen, body, wear, male) {
    if (!male) skirt(pen, body, hemOf(body, 0.42), 1.6, { ...wear, bottom: "indigo" }, false);
    coat(pen, body, body.hipY + (male ? body.height * 0.02 : 0), 1.05, "white");
    neckerchief(pen, body);
  },
  tunic(pen, body, wear) {
    coat(pen, body, hemOf(body, 0.66), 1.42, wear.top);
    seam(pen, body, body.hipY, wear.trim);
    for (const share of [0.3, 0.62]) {
      pen.dot(
        [body.x + pen.random.between(-0.3, 0.3) * body.half,
          body.shoulderY + (hemOf(body, 0.66) - body.shoulderY) * share],
        Math.max(3, body.height * 0.02),
        wear.trim,
      );
    }
  },
};

/** Draws the clothes over the body; arms come after. */
export function dressBody(pen: Pen, body: Skeleton, wear: Wardrobe, male: boolean): void {
  tailors[wear.outfit](pen, body, wear, male);
}

/** Draws a choice of clothes that goes with the person. */
export function chooseWardrobe(pen: Pen, male: boolean, child: boolean): Wardrobe {
  const { random } = pen;
  const bright: Colour[] = ["red", "orange", "yellow", "teal", "pink", "violet", "blue", "lime", "crimson"];
  const top = random.pick(bright);
  const trim = random.pick(
    ["yellow", "pink", "white", "orange", "sky"].filter((colour) => colour !== top) as Colour[],
  );
  const outfit = random.pick<Outfit>(
    male ?
      (child ? ["shirt", "shirt", "shirt", "indigo", "indigo", "school"] : ["shirt", "indigo", "indigo"])
      : child
      ? ["dress", "dress", "pleats", "pleats", "pleats", "school"]
      : ["pleats", "indigo", "pleats", "dress"],
  );
  const dark = random.pick(["indigo", "black", "blue"] as const);
  if (outfit === "indigo")
    return {
      outfit,
      top: random.pick(["indigo", "indigo", "teal", "violet"]),
      bottom: "black",
      trim: random.pick(["yellow", "pink", "red", "orange"]),
    };
  if (outfit === "pleats")
    return {
      outfit,
      top: random.pick(["indigo", top, top]),
      bottom: random.pick(["indigo", "black", "violet", "crimson"]),
      trim,
    };
  return { outfit, top, bottom: male ? dark : random.pick(["indigo", "brown", "violet"]), trim };
}
