import type { Colour } from "../colour.ts";
import { placed, type Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";

const heartOutline: Point[] = [
  [0, 1],
  [-0.72, 0.28],
  [-1, -0.3],
  [-0.78, -0.76],
  [-0.34, -0.8],
  [0, -0.42],
  [0.34, -0.8],
  [0.78, -0.76],
  [1, -0.3],
  [0.72, 0.28],
];

/** A heart; `size` is half its width. */
export function drawHeart(pen: Pen, centre: Point, size: number, colour: Colour = "red", turn = 0): void {
  pen.shape(placed(heartOutline, centre, size, turn), colour, { smooth: true });
}

const handOutline: Point[] = [
  [-0.3, 0.66],
  [-0.38, 0.16],
  [-0.66, -0.04],
  [-0.86, -0.3],
  [-0.82, -0.46],
  [-0.66, -0.44],
  [-0.4, -0.2],
  [-0.44, -0.68],
  [-0.42, -0.92],
  [-0.3, -0.98],
  [-0.2, -0.88],
  [-0.15, -0.42],
  [-0.1, -0.98],
  [-0.02, -1.16],
  [0.1, -1.14],
  [0.15, -0.98],
  [0.13, -0.42],
  [0.24, -0.88],
  [0.34, -1.02],
  [0.45, -0.96],
  [0.45, -0.78],
  [0.36, -0.3],
  [0.5, -0.58],
  [0.62, -0.66],
  [0.7, -0.56],
  [0.64, -0.3],
  [0.46, 0.14],
  [0.32, 0.66],
];

/**
 * The outline of a hand laid on the paper, fingers up, turned by radians; `size` is about half its length.
 */
export function drawHand(
  pen: Pen,
  centre: Point,
  size: number,
  colour: Colour,
  turn = 0,
  left = false,
): void {
  const outline = left ? handOutline.map(([x, y]): Point => [-x, y]) : handOutline;
  pen.shape(placed(outline, centre, size, turn), colour, { smooth: true });
}

/** A speech bubble; its tail grows out of the rim towards `tip`. */
export function drawBubble(pen: Pen, [x, y]: Point, width: number, height: number, tip: Point): void {
  const towards = Math.atan2((tip[1] - y) / height, (tip[0] - x) / width);
  const rim = Array.from({ length: 22 }, (_, step): Point => {
    const turn = towards + 0.17 + ((Math.PI * 2 - 0.34) * step) / 21;
    return [x + (Math.cos(turn) * width) / 2, y + (Math.sin(turn) * height) / 2];
  });
  pen.shape([...rim, tip], "white", { smooth: false });
}

/** Three thought bubbles that lead from a head to a cloud. */
export function drawThoughts(pen: Pen, from: Point, to: Point): void {
  for (const [share, radius] of [[0.15, 8], [0.42, 13], [0.72, 19]] as const) {
    pen.ellipse(
      [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
      radius,
      radius * 0.85,
      "white",
    );
  }
}

/** A kite with its tail. */
export function drawKite(pen: Pen, [x, y]: Point, size: number, hand?: Point): void {
  if (hand) pen.line([[x, y + size * 0.4], [(x + hand[0]) / 2 + 24, (y + hand[1]) / 2 + 18], hand], 2);
  pen.line(
    [[x, y + size], [x - size * 0.5, y + size * 1.6], [x + size * 0.1, y + size * 2.1],
      [x - size * 0.3, y + size * 2.8]],
    3,
    "red",
  );
  const colours = pen.random.shuffled<Colour>(["red", "violet", "orange", "teal", "yellow"]);
  const corners: Point[] = [[x, y - size], [x + size * 0.76, y], [x, y + size], [x - size * 0.76, y]];
  corners.forEach((corner, side) =>
    pen.shape([[x, y], corner, corners[(side + 1) % 4]!], colours[side % 2]!)
  );
}

/** An open book. */
export function drawBook(pen: Pen, [x, y]: Point, width: number): void {
  const h = width * 0.32;
  for (const side of [-1, 1]) {
    pen.shape(
      [[x, y], [x + side * width * 0.5, y - h * 0.28], [x + side * width * 0.5, y - h * 1.28], [x, y - h]],
      "white",
      { angle: 0 },
    );
    for (const line of [0.3, 0.52, 0.74]) {
      pen.line(
        [[x + side * width * 0.08, y - h * (line + 0.04)], [x + side * width * 0.42, y - h * (line + 0.25)]],
        2,
        "blue",
      );
    }
  }
}

/** A note of music. */
export function drawNote(pen: Pen, [x, y]: Point, size: number, colour: Colour): void {
  pen.line([[x, y], [x, y - size * 1.5], [x + size * 0.7, y - size * 1.2]], Math.max(4, size * 0.14), colour);
  pen.ellipse([x - size * 0.24, y], size * 0.32, size * 0.24, colour);
}

/** The round sign of something forbidden; what is forbidden is drawn before. */
export function drawForbidden(pen: Pen, [x, y]: Point, radius: number): void {
  const ring = Array.from({ length: 25 }, (_, step): Point => {
    const turn = (step / 24) * Math.PI * 2;
    return [x + Math.cos(turn) * radius, y + Math.sin(turn) * radius];
  });
  pen.line(ring, radius * 0.17, "red");
  pen.line(
    [[x - radius * 0.7, y - radius * 0.7], [x, y], [x + radius * 0.7, y + radius * 0.7]],
    radius * 0.17,
    "red",
  );
}

/** Two wedding rings, one in the other. */
export function drawRings(pen: Pen, [x, y]: Point, size: number): void {
  for (const side of [-1, 1]) {
    const ring = Array.from({ length: 17 }, (_, step): Point => {
      const turn = (step / 16) * Math.PI * 2;
      return [x + side * size * 0.55 + Math.cos(turn) * size * 0.8, y + Math.sin(turn) * size * 0.8];
    });
    pen.line(ring, size * 0.22, side < 0 ? "yellow" : "orange");
  }
}
