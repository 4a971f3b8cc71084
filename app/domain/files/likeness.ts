import { perceptualHash, type Print, printSide, turns } from "./fingerprint.ts";

/** A part of a picture, or more than it: side and place in thousandths of the picture. */
type Window = readonly [side: number, left: number, top: number];

/** Where a part of this side lies if it is cut at a corner, or all round. */
const placed = (side: number): Window[] =>
  [[0, 0], [0, 1], [1, 0], [1, 1], [0.5, 0.5]].map(([x, y]) => [side, (1000 - side) * x!, (1000 - side) * y!]);

/**
 * The windows through which a new picture is looked at: whole, cut by 5 per cent at each corner and all round, and
 * the other way about, as the picture would be of which it was cut.
 */
const windows: readonly Window[] = [[1000, 0, 0], ...placed(950), ...placed(1053)];

/** Where each place of a window lies between two of the print: bilinear, and beyond the edge the edge goes on. */
const between = (side: number, start: number) =>
  Array.from({ length: printSide }, (_, index) => {
    const place = Math.max(0, Math.min(printSide - 1, ((index + 0.5) * side + start * printSide) / 1000 - 0.5));
    const before = Math.min(printSide - 2, Math.floor(place));
    return { before, part: place - before };
  });

const frames = windows.map(([side, left, top]) => ({ across: between(side, left), down: between(side, top) }));

function through(print: Print, { across, down }: (typeof frames)[number]): Float64Array {
  const seen = new Float64Array(printSide * printSide);
  let index = 0;
  for (const { before: above, part: below } of down) {
    for (const { before: left, part: right } of across) {
      const from = above * printSide + left;
      const upper = print[from]! * (1 - right) + print[from + 1]! * right;
      const lower = print[from + printSide]! * (1 - right) + print[from + printSide + 1]! * right;
      seen[index++] = upper * (1 - below) + lower * below;
    }
  }
  return seen;
}

/** The print in one of its eight positions: bit 0 mirrors across, bit 1 down, bit 2 swaps rows and columns. */
export function turned(print: Print, turn: number, side = printSide): Float64Array {
  const last = side - 1;
  const made = new Float64Array(side * side);
  for (let index = 0; index < made.length; index++) {
    const [x, y] = [index % side, Math.floor(index / side)];
    const [a, b] = turn & 4 ? [y, x] : [x, y];
    made[index] = print[(turn & 2 ? last - b : b) * side + (turn & 1 ? last - a : a)]!;
  }
  return made;
}

const coarseSide = printSide / 2;

/** Each two by two greys as one: two photographs of a sheet never fit to the last line. */
function coarse(print: Print): Float64Array {
  const made = new Float64Array(coarseSide * coarseSide);
  for (let y = 0; y < printSide; y++) {
    for (let x = 0; x < printSide; x++) made[(y >> 1) * coarseSide + (x >> 1)]! += print[y * printSide + x]!;
  }
  return made;
}

/** The coarse greys with a mean of 0 and a length of 1, so that light and contrast do not count. */
function normalised(print: Print): Float64Array {
  const values = coarse(print);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const around = values.map((value) => value - mean);
  const length = Math.sqrt(around.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? around.map((value) => value / length) : around;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

/** A print as it is seen through every window. */
export const viewsOf = (print: Print): Float64Array[] => frames.map((frame) => through(print, frame));

/** The hashes of a print through every window. */
export const viewHashes = (print: Print, views = viewsOf(print)): string[] => [...new Set(views.map(perceptualHash))];

/**
 * How much a picture looks like others, in thousandths: the greatest correlation of their greys over all windows and
 * positions. 1000 is the same picture in another light; of strangers one pair in a thousand comes to 900.
 */
export function likenessTo(print: Print, views = viewsOf(print)): (other: Print) => number {
  const positions = views.map(normalised).flatMap((view) =>
    Array.from({ length: turns }, (_, turn) => turned(view, turn, coarseSide))
  );
  return (other) => {
    const whole = normalised(other);
    return Math.round(1000 * positions.reduce((most, view) => Math.max(most, dot(view, whole)), -1));
  };
}

/** From this likeness on two pictures are shown to people as a pair; chosen in docs/decisions/0009. */
export const alikeFrom = 900;
