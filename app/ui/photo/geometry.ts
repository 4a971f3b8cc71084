/** A place in a picture: x to the right, y down; in px or in shares of its sides, as each function says. */
export type Point = readonly [x: number, y: number];

/** The corners of a sheet, clockwise as it is to be seen: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** A projective map of the plane as the rows of a 3 × 3 matrix whose last number is 1. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export type Size = { width: number; height: number };

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);

/** A point in shares of the sides, in px of a picture, and back. */
export const inPixels = ([x, y]: Point, { width, height }: Size): Point => [x * width, y * height];
export const inShares = ([x, y]: Point, { width, height }: Size): Point => [x / width, y / height];
export const mapQuad = (quad: Quad, map: (point: Point) => Point): Quad =>
  [map(quad[0]), map(quad[1]), map(quad[2]), map(quad[3])];

/**
 * The map that takes the unit square (0,0), (1,0), (1,1), (0,1) to a quadrilateral. Solved from the two conditions
 * that a projective map puts on the fourth corner; a parallelogram needs neither and gives an affine map.
 */
export function toQuad([a, b, c, d]: Quad): Homography {
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const [ux, uy] = [b[0] - c[0], b[1] - c[1]];
  const [vx, vy] = [d[0] - c[0], d[1] - c[1]];
  const determinant = ux * vy - vx * uy;
  const g = (sx * vy - vx * sy) / determinant;
  const h = (ux * sy - sx * uy) / determinant;
  return [
    b[0] - a[0] + g * b[0], d[0] - a[0] + h * d[0], a[0],
    b[1] - a[1] + g * b[1], d[1] - a[1] + h * d[1], a[1],
    g, h, 1,
  ];
}

/** Where a map takes a point. */
export function project(map: Homography, [x, y]: Point): Point {
  const w = map[6] * x + map[7] * y + map[8];
  return [(map[0] * x + map[1] * y + map[2]) / w, (map[3] * x + map[4] * y + map[5]) / w];
}

/** The map back, up to the common factor, scaled so that its last number is 1. */
export function inverse([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  const last = a * e - b * d;
  const rows = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, last,
  ].map((value) => value / last);
  return rows as unknown as Homography;
}

/** The same sheet turned clockwise by quarter turns: what was the left edge becomes the top. */
export function turned(quad: Quad, quarters: number): Quad {
  const from = (((4 - quarters) % 4) + 4) % 4;
  return [0, 1, 2, 3].map((index) => quad[(index + from) % 4]!) as unknown as Quad;
}

/** Twice the signed area; positive when the corners run clockwise on the screen. */
const twiceArea = (points: readonly Point[]): number =>
  points.reduce((sum, [x, y], index) => {
    const [nx, ny] = points[(index + 1) % points.length]!;
    return sum + x * ny - nx * y;
  }, 0);

export const areaOf = (quad: Quad): number => Math.abs(twiceArea(quad)) / 2;

/** Convex and clockwise, with corners that do not lie on one line: only such a shape is a sheet seen from above. */
export function isSheet(quad: Quad): boolean {
  return quad.every((corner, index) => {
    const [before, after] = [quad[(index + 3) % 4]!, quad[(index + 1) % 4]!];
    const [ax, ay] = [corner[0] - before[0], corner[1] - before[1]];
    const [bx, by] = [after[0] - corner[0], after[1] - corner[1]];
    return ax * by - ay * bx > 1e-3 * Math.hypot(ax, ay) * Math.hypot(bx, by);
  });
}
