import type { Background } from "./background.ts";
import type { Edges } from "./edges.ts";
import type { Point } from "./geometry.ts";
import type { Line } from "./lines.ts";

/** What speaks for a stretch of a line being a side of the sheet; all from 0 to 1. */
export type SideScore = { edge: number; table: number; contrast: number };

/** A line with running sums along it, so that any stretch of it is judged at once. */
export type Candidate = { line: Line; low: Sums; high: Sums };
type Sums = { edge: Float32Array; table: Float32Array; contrast: Float32Array; middle: number };

const aligned = 0.94;
const beyond = 7;

/** Whether an edge that runs along the line passes within 2 px of a place on it. */
function hasEdge({ width, height, nx, ny, onCrest }: Edges, line: Line, x: number, y: number): boolean {
  for (let away = -2; away <= 2; away++) {
    const [px, py] = [Math.round(x + away * line.nx), Math.round(y + away * line.ny)];
    if (px < 1 || py < 1 || px >= width - 1 || py >= height - 1) continue;
    const at = py * width + px;
    if (onCrest[at] && Math.abs(nx[at]! * line.nx + ny[at]! * line.ny) > aligned) return true;
  }
  return false;
}

/** How far beyond the line, up to 7 px, the picture still goes; less than 2 px shows nothing. */
function roomBeyond({ width, height }: Edges, x: number, y: number, nx: number, ny: number): number {
  for (let away = beyond; away >= 2; away--) {
    const [px, py] = [x + away * nx, y + away * ny];
    if (px >= 0 && py >= 0 && px <= width - 1 && py <= height - 1) return away;
  }
  return 0;
}

/** Running sums along a line whose outer side lies in direction `outward` × normal. */
function sumsAlong(edges: Edges, background: Background, line: Line, outward: 1 | -1): Sums {
  const middle = Math.ceil(Math.hypot(edges.width, edges.height));
  const sums = () => new Float32Array(2 * middle + 2);
  const all: Sums = { edge: sums(), table: sums(), contrast: sums(), middle };
  const [ox, oy] = [line.nx * outward, line.ny * outward];
  for (let way = -middle, at = 0; way <= middle; way++, at++) {
    const [x, y] = [line.rho * line.nx - way * line.ny, line.rho * line.ny + way * line.nx];
    const seen = x >= 0 && y >= 0 && x < edges.width && y < edges.height;
    const room = seen ? roomBeyond(edges, x, y, ox, oy) : 0;
    const [px, py] = [x + room * ox, y + room * oy];
    all.edge[at + 1] = all.edge[at]! + (seen && hasEdge(edges, line, x, y) ? 1 : 0);
    all.table[at + 1] = all.table[at]! + (room > 0 ? background.likeness(px, py) : 0);
    all.contrast[at + 1] = all.contrast[at]! + (room > 0 ? background.contrast(x - 5 * ox, y - 5 * oy, px, py) : 0);
  }
  return all;
}

/** A line made ready to be judged, as the left or upper side (`low`) and as the right or lower one (`high`). */
export const candidateOf = (edges: Edges, background: Background, line: Line): Candidate => ({
  line,
  low: sumsAlong(edges, background, line, -1),
  high: sumsAlong(edges, background, line, 1),
});

/** Judges the stretch of a line between two corners on it, leaving out 3 % at either end. */
export function scoreSide({ nx, ny }: Line, sums: Sums, from: Point, to: Point): SideScore {
  const [a, b] = [from[1] * nx - from[0] * ny, to[1] * nx - to[0] * ny];
  const [start, end] = [Math.min(a, b), Math.max(a, b)];
  const margin = 0.03 * (end - start);
  const clamp = (way: number) => Math.min(2 * sums.middle + 1, Math.max(0, Math.round(way) + sums.middle));
  const [first, last] = [clamp(start + margin), clamp(end - margin)];
  const length = Math.max(1, last - first);
  const share = (sum: Float32Array) => (sum[last]! - sum[first]!) / length;
  return { edge: share(sums.edge), table: share(sums.table), contrast: share(sums.contrast) };
}
