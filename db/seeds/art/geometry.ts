/** A place on the sheet: x to the right, y down, in sheet units (the long side is 1000). */
export type Point = readonly [x: number, y: number];

/** The smallest upright rectangle around some points. */
export type Box = { left: number; top: number; right: number; bottom: number; width: number; height: number };

/** The box around the points. */
export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** The point at `share` of the way from one to the other. */
export const along = ([ax, ay]: Point, [bx, by]: Point, share: number): Point => [
  ax + (bx - ax) * share,
  ay + (by - ay) * share,
];

/** The distance between two points. */
export const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);

/** Four corners, clockwise from the top left. */
export const rectangle = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** Points around an ellipse, enough of them for a smooth curve through all. */
export function ellipse([x, y]: Point, rx: number, ry = rx): Point[] {
  const count = Math.max(9, Math.min(26, Math.round((rx + ry) / 7)));
  return Array.from({ length: count }, (_, index) => {
    const turn = (index / count) * Math.PI * 2;
    return [x + Math.cos(turn) * rx, y + Math.sin(turn) * ry] as const;
  });
}

/** Puts a figure drawn around (0, 0) on the sheet: scaled, then turned (radians, clockwise), then moved. */
export function placed(points: readonly Point[], [x, y]: Point, scale: number, turn = 0): Point[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return points.map(([px, py]) =>
    [x + (px * cos - py * sin) * scale, y + (px * sin + py * cos) * scale] as const
  );
}

/** Cuts the edges into pieces no longer than about `step`, so that each piece can tremble. */
export function cut(points: readonly Point[], step: number, closed: boolean): Point[] {
  const pieces: Point[] = [];
  const edges = closed ? points.length : points.length - 1;
  for (let index = 0; index < edges; index++) {
    const [from, to] = [points[index]!, points[(index + 1) % points.length]!];
    const count = Math.max(1, Math.round(distance(from, to) / step));
    for (let piece = 0; piece < count; piece++) pieces.push(along(from, to, piece / count));
  }
  return closed ? pieces : [...pieces, points[points.length - 1]!];
}

const written = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(" ");

/** An SVG path with straight edges. */
export const straightPath = (points: readonly Point[]) => `M${points.map(written).join("L")}Z`;

/**
 * An SVG path through all points: a uniform Catmull-Rom spline written as cubic Béziers, whose handles are a
 * sixth of the chord between the neighbours.
 */
export function smoothPath(points: readonly Point[], closed: boolean): string {
  const last = points.length - 1;
  const at = (index: number) =>
    points[closed ? (index + points.length) % points.length : Math.max(0, Math.min(last, index))]!;
  let path = `M${written(at(0))}`;
  for (let index = 0; index < (closed ? points.length : last); index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const leave: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const arrive: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${written([...leave, ...arrive, ...to])}`;
  }
  return closed ? `${path}Z` : path;
}

/** A ribbon around a line of points, `from` wide at its start and `to` wide at its end. */
export function ribbon(line: readonly Point[], from: number, to: number): Point[] {
  const sides = line.map((point, index) => {
    const [before, after] = [line[Math.max(0, index - 1)]!, line[Math.min(line.length - 1, index + 1)]!];
    const length = distance(before, after) || 1;
    const half = (from + ((to - from) * index) / Math.max(1, line.length - 1)) / 2;
    return {
      point,
      nx: (-(after[1] - before[1]) / length) * half,
      ny: ((after[0] - before[0]) / length) * half,
    };
  });
  const one = sides.map(({ point: [x, y], nx, ny }) => [x + nx, y + ny] as const);
  const other = sides.map(({ point: [x, y], nx, ny }) => [x - nx, y - ny] as const);
  return [...one, ...other.reverse()];
}
