import type { Background } from "./background.ts";
import type { Edges } from "./edges.ts";
import { areaOf, distance, type Point, type Quad, type Size } from "./geometry.ts";
import { type Line, type Lines, meet } from "./lines.ts";
import { candidateOf, scoreSide, type Candidate, type SideScore } from "./sides.ts";

/** Four lines that may be the sides of the sheet, clockwise from the left one, and what speaks for them. */
export type Found = { quad: Quad; sides: [left: Line, top: Line, right: Line, bottom: Line]; score: number; least: number; table: number };

const limits = { separation: 0.28, beyond: 0.12, area: 0.14, cosine: 0.5 };

/** Pairs of lines far enough apart at the middle of the picture, the left or upper one first. */
function pairsOf(candidates: Candidate[], place: (line: Line) => number, span: number): [Candidate, Candidate][] {
  const placed = candidates.map((candidate) => ({ candidate, at: place(candidate.line) }));
  return placed.flatMap((low) =>
    placed
      .filter((high) => high.at - low.at >= limits.separation * span)
      .map((high): [Candidate, Candidate] => [low.candidate, high.candidate]),
  );
}

/** The greatest |cosine| at a corner: 0 when all are right angles. */
function skew(quad: Quad): number {
  return Math.max(
    ...quad.map((corner, index) => {
      const [before, after] = [quad[(index + 3) % 4]!, quad[(index + 1) % 4]!];
      const [ax, ay] = [before[0] - corner[0], before[1] - corner[1]];
      const [bx, by] = [after[0] - corner[0], after[1] - corner[1]];
      return Math.abs(ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by));
    }),
  );
}

const excess = ([x, y]: Point, { width, height }: Size) =>
  Math.max(-x / width, (x - width) / width, -y / height, (y - height) / height, 0);

/** How unlike paper the proportions are: 0 near the A series, growing with the distance from it. */
function oddness(quad: Quad): number {
  const across = distance(quad[0], quad[1]) + distance(quad[3], quad[2]);
  const down = distance(quad[0], quad[3]) + distance(quad[1], quad[2]);
  return Math.max(0, Math.abs(Math.log(Math.max(across / down, down / across) / Math.SQRT2)) - 0.15);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Weighs a shape with its four judged sides; the weights come from trying them on simulated photos. */
function weigh(quad: Quad, sides: SideScore[], size: Size) {
  const edges = sides.map(({ edge }) => edge);
  const least = Math.min(...edges);
  const table = mean(sides.map((side) => side.table));
  const share = areaOf(quad) / (size.width * size.height);
  const outside = quad.reduce((sum, corner) => sum + excess(corner, size), 0) / limits.beyond / 4;
  const score =
    mean(edges) + 0.7 * least + 0.9 * table + 0.5 * mean(sides.map(({ contrast }) => contrast)) + 0.25 * share -
    0.8 * oddness(quad) - 0.3 * skew(quad) - 0.3 * outside;
  return { score, least, table };
}

function judged([left, right]: [Candidate, Candidate], [top, bottom]: [Candidate, Candidate], size: Size): Found | null {
  const quad: Quad = [
    meet(left.line, top.line), meet(right.line, top.line), meet(right.line, bottom.line), meet(left.line, bottom.line),
  ];
  if (quad.some((corner) => !(excess(corner, size) <= limits.beyond))) return null;
  if (areaOf(quad) < limits.area * size.width * size.height || skew(quad) > limits.cosine) return null;
  const sides = [
    scoreSide(left.line, left.low, quad[0], quad[3]),
    scoreSide(top.line, top.low, quad[0], quad[1]),
    scoreSide(right.line, right.high, quad[1], quad[2]),
    scoreSide(bottom.line, bottom.high, quad[3], quad[2]),
  ];
  return { quad, sides: [left.line, top.line, right.line, bottom.line], ...weigh(quad, sides, size) };
}

/** The four lines that are most likely the sides of a sheet, or null when no four could be. */
export function bestQuad(lines: Lines, edges: Edges, background: Background): Found | null {
  const { width, height } = edges;
  const ready = (all: Line[]) => all.map((line) => candidateOf(edges, background, line));
  const across = pairsOf(ready(lines.upright), ({ nx, ny, rho }) => (rho - (ny * height) / 2) / nx, width);
  const down = pairsOf(ready(lines.level), ({ nx, ny, rho }) => (rho - (nx * width) / 2) / ny, height);
  let best: Found | null = null;
  for (const pair of across) {
    for (const other of down) {
      const found = judged(pair, other, edges);
      if (found && (!best || found.score > best.score)) best = found;
    }
  }
  return best;
}
