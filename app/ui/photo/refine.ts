import type { Edges } from "./edges.ts";
import type { Point, Quad } from "./geometry.ts";
import { type Line, meet } from "./lines.ts";

type Place = { x: number; y: number; weight: number };

const aligned = 0.9;
const trims = [3, 2, 1.2, 1];

/** Moves a crest pixel to the top of the parabola through its neighbours along the slope. */
function exactly({ width, strength, nx, ny }: Edges, at: number): Point {
  const step = Math.round(nx[at]!) + Math.round(ny[at]!) * width;
  const [before, here, after] = [strength[at - step]!, strength[at]!, strength[at + step]!];
  const bend = before - 2 * here + after;
  const shift = bend < 0 ? Math.min(0.5, Math.max(-0.5, (0.5 * (before - after)) / bend)) : 0;
  return [(at % width) + shift * Math.round(nx[at]!), Math.floor(at / width) + shift * Math.round(ny[at]!)];
}

/** Edges within 4 px of a line that run along it, between its corners without their last 3 %. */
function placesAlong(edges: Edges, { nx, ny, rho }: Line, from: Point, to: Point): Place[] {
  const [a, b] = [from[1] * nx - from[0] * ny, to[1] * nx - to[0] * ny];
  const [start, end] = [Math.min(a, b) + 0.03 * Math.abs(b - a), Math.max(a, b) - 0.03 * Math.abs(b - a)];
  const places: Place[] = [];
  for (const at of edges.crest) {
    const [px, py] = [at % edges.width, Math.floor(at / edges.width)];
    const way = py * nx - px * ny;
    if (Math.abs(px * nx + py * ny - rho) > 4 || way < start || way > end) continue;
    if (Math.abs(edges.nx[at]! * nx + edges.ny[at]! * ny) < aligned) continue;
    const [x, y] = exactly(edges, at);
    places.push({ x, y, weight: Math.min(1, edges.strength[at]! / 60) });
  }
  return places;
}

/** The line from which weighted places lie least far in all (total least squares), its normal kept on the same side. */
function fitted(places: Place[], before: Line): Line {
  let [sum, mx, my] = [0, 0, 0];
  for (const { x, y, weight } of places) [sum, mx, my] = [sum + weight, mx + weight * x, my + weight * y];
  [mx, my] = [mx / sum, my / sum];
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y, weight } of places) {
    const [dx, dy] = [x - mx, y - my];
    [xx, xy, yy] = [xx + weight * dx * dx, xy + weight * dx * dy, yy + weight * dy * dy];
  }
  const along = 0.5 * Math.atan2(2 * xy, xx - yy);
  const sign = -Math.sin(along) * before.nx + Math.cos(along) * before.ny < 0 ? -1 : 1;
  const [nx, ny] = [-Math.sin(along) * sign, Math.cos(along) * sign];
  return { nx, ny, rho: mx * nx + my * ny, votes: before.votes };
}

function refinedLine(edges: Edges, line: Line, from: Point, to: Point): Line {
  const places = placesAlong(edges, line, from, to);
  return trims.reduce((best, trim) => {
    const near = places.filter(({ x, y }) => Math.abs(x * best.nx + y * best.ny - best.rho) <= trim);
    return near.length < 20 ? best : fitted(near, best);
  }, line);
}

type Sides = readonly [left: Line, top: Line, right: Line, bottom: Line];

const cornersOf = ([left, top, right, bottom]: Sides): Quad => [
  meet(left, top), meet(right, top), meet(right, bottom), meet(left, bottom),
];

/** Lays each side along the edge pixels near it, twice, and gives the corners to a fraction of a pixel. */
export function refine(edges: Edges, first: Sides): Quad {
  let sides = first;
  for (let round = 0; round < 2; round++) {
    const [a, b, c, d] = cornersOf(sides);
    const [left, top, right, bottom] = sides;
    sides = [
      refinedLine(edges, left, a, d), refinedLine(edges, top, a, b),
      refinedLine(edges, right, b, c), refinedLine(edges, bottom, d, c),
    ];
  }
  return cornersOf(sides);
}
