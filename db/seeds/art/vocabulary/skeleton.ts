import { distance, type Point } from "../geometry.ts";

/** Where a hand goes: a habit, or a place on the sheet (reached as far as the arm allows). */
export type Reach = "down" | "up" | "wave" | "out" | "hip" | "front" | "ear" | Point;

/** What the legs do. Hidden legs are behind a table or under a blanket. */
export type Stance = "standing" | "walking" | "sitting" | "hidden";

export type Build = { feet: Point; height: number; child: boolean; stance: Stance };

/** The points of a body a drawing needs; lengths in sheet units. */
export type Skeleton = {
  height: number;
  head: Point;
  headRadius: number;
  shoulderY: number;
  hipY: number;
  floorY: number;
  /** Half the width at the shoulders. */
  half: number;
  x: number;
};

/** A child's proportions: the head is a third of a child and a bit more than a quarter of a grown-up. */
export function skeletonOf({ feet: [x, y], height, child, stance }: Build): Skeleton {
  const headRadius = height * (child ? 0.178 : 0.146);
  const drop = stance === "sitting" ? height * (child ? 0.17 : 0.21) : 0;
  const top = y - height + drop;
  const shoulderY = top + headRadius * 1.94;
  const hipY = y - height * (child ? 0.3 : 0.36) + drop;
  return {
    height,
    head: [x, top + headRadius],
    headRadius,
    shoulderY,
    hipY,
    floorY: y,
    half: height * (child ? 0.112 : 0.116),
    x,
  };
}

const habits: Record<Exclude<Reach, Point>, readonly [sideways: number, down: number]> = {
  down: [0.07, 0.27],
  up: [0.16, -0.25],
  wave: [0.19, -0.17],
  out: [0.26, 0.05],
  hip: [0.0, 0.2],
  front: [-0.09, 0.2],
  ear: [0.066, -0.165],
};

/** The shoulder on one side (-1 left, 1 right). */
export const shoulderOf = (body: Skeleton, side: -1 | 1): Point => [
  body.x + side * body.half * 0.82,
  body.shoulderY + body.height * 0.035,
];

/**
 * Shoulder, elbow and hand. Upper and lower arm are equally long (two-bone inverse kinematics): where the
 * hand is nearer than the arm is long, the elbow goes outwards and down.
 */
export function armOf(body: Skeleton, side: -1 | 1, reach: Reach): [Point, Point, Point] {
  const shoulder = shoulderOf(body, side);
  const length = body.height * 0.29;
  const wanted: Point = typeof reach === "string"
    ? [shoulder[0] + side * habits[reach][0] * body.height, shoulder[1] + habits[reach][1] * body.height]
    : reach;
  const far = distance(shoulder, wanted) || 1;
  const share = Math.min(1, length / far);
  const hand: Point = [
    shoulder[0] + (wanted[0] - shoulder[0]) * share,
    shoulder[1] + (wanted[1] - shoulder[1]) * share,
  ];
  const span = Math.min(far, length);
  const bend = Math.sqrt(Math.max(0, length ** 2 - span ** 2)) / 2;
  const [ux, uy] = [(hand[0] - shoulder[0]) / span, (hand[1] - shoulder[1]) / span];
  const outwards = -uy * side + ux * 0.8 > 0 ? 1 : -1;
  const elbow: Point = [
    (shoulder[0] + hand[0]) / 2 - uy * bend * outwards,
    (shoulder[1] + hand[1]) / 2 + ux * bend * outwards,
  ];
  return [shoulder, elbow, hand];
}
