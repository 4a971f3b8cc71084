import type { Edges } from "./edges.ts";

/** A straight line: the points whose product with the unit normal is `rho` (px). */
export type Line = { nx: number; ny: number; rho: number; votes: number };

/** Lines that run about up and down (their normals point right), and about from side to side (normals point down). */
export type Lines = { upright: Line[]; level: Line[] };

const angles = 180;
const mostOfAKind = 22;
const apart = { degrees: 6, px: 6 };
const slack = 5;

const cosine = Float64Array.from({ length: angles }, (_, degree) => Math.cos((degree * Math.PI) / 180));
const sine = Float64Array.from({ length: angles }, (_, degree) => Math.sin((degree * Math.PI) / 180));

type Votes = { table: Float32Array; rows: number; middle: number };

/** Every crest votes for the lines through it that run as it does, within 5°. */
function vote({ width, height, strength, nx, ny, crest }: Edges): Votes {
  const middle = Math.ceil(Math.hypot(width, height)) + 2;
  const rows = 2 * middle + 1;
  const table = new Float32Array(angles * rows);
  for (const at of crest) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const weight = Math.min(1, strength[at]! / 60);
    const degree = Math.round((Math.atan2(ny[at]!, nx[at]!) * 180) / Math.PI);
    for (let turn = degree - slack; turn <= degree + slack; turn++) {
      const angle = ((turn % angles) + angles) % angles;
      table[angle * rows + middle + Math.round(x * cosine[angle]! + y * sine[angle]!)]! += weight;
    }
  }
  return { table, rows, middle };
}

type Cell = { degree: number; rho: number; votes: number };

function cellsAbove({ table, rows, middle }: Votes, least: number): Cell[] {
  const cells: Cell[] = [];
  for (let degree = 0; degree < angles; degree++) {
    for (let row = 1; row < rows - 1; row++) {
      const at = degree * rows + row;
      const votes = (table[at - 1]! + 2 * table[at]! + table[at + 1]!) / 4;
      if (votes >= least) cells.push({ degree, rho: row - middle, votes });
    }
  }
  return cells.sort((a, b) => b.votes - a.votes);
}

/** True for two cells that stand for one line; at 180° the normal, and with it rho, changes its sign. */
function isSame(a: Cell, b: Cell): boolean {
  const turn = Math.abs(a.degree - b.degree);
  if (turn <= apart.degrees) return Math.abs(a.rho - b.rho) <= apart.px;
  return angles - turn <= apart.degrees && Math.abs(a.rho + b.rho) <= apart.px;
}

const isUpright = ({ degree }: Cell) => degree < 45 || degree >= 135;

function lineOf({ degree, rho, votes }: Cell): Line {
  const sign = degree >= 135 ? -1 : 1;
  return { nx: sign * cosine[degree]!, ny: sign * sine[degree]!, rho: sign * rho, votes };
}

/** The strongest straight lines of a picture, at most 22 of each kind (Hough transform over the edges' own direction). */
export function linesOf(edges: Edges): Lines {
  const least = 0.06 * Math.min(edges.width, edges.height);
  const kept: { upright: Cell[]; level: Cell[] } = { upright: [], level: [] };
  for (const cell of cellsAbove(vote(edges), least)) {
    const kind = isUpright(cell) ? kept.upright : kept.level;
    const all = [...kept.upright, ...kept.level];
    if (kind.length < mostOfAKind && !all.some((other) => isSame(cell, other))) kind.push(cell);
  }
  return { upright: kept.upright.map(lineOf), level: kept.level.map(lineOf) };
}

/** Where two lines meet; far away when they hardly do. */
export function meet(a: Line, b: Line): readonly [number, number] {
  const determinant = a.nx * b.ny - b.nx * a.ny;
  return [(a.rho * b.ny - b.rho * a.ny) / determinant, (a.nx * b.rho - b.nx * a.rho) / determinant];
}
