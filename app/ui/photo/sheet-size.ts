import { areaOf, distance, mapQuad, type Point, type Quad, type Size } from "./geometry.ts";

const paper = Math.SQRT2;
const nearPaper = 0.05;

type Vector = readonly [number, number, number];
const cross = ([a, b, c]: Vector, [d, e, f]: Vector): Vector => [b * f - c * e, c * d - a * f, a * e - b * d];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const flat = ([x, y]: Point): Vector => [x, y, 1];

/**
 * Width over height of a flat sheet from its four corners in px, in a picture taken straight through the middle of
 * `frame`: Zhang and He, Whiteboard scanning and image enhancement, 2003, sections 3.2 and 3.3. Null when the sheet is
 * seen so squarely that its foreshortening says nothing; the lengths of its sides then say it themselves.
 */
function aspectByPerspective(quad: Quad, frame: Size): number | null {
  const middle = mapQuad(quad, ([x, y]) => [x - frame.width / 2, y - frame.height / 2]);
  const [m1, m2, m4, m3] = [flat(middle[0]), flat(middle[1]), flat(middle[2]), flat(middle[3])];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  if (Math.abs(k2 - 1) < 0.02 || Math.abs(k3 - 1) < 0.02) return null;
  const n2: Vector = [k2 * m2[0] - m1[0], k2 * m2[1] - m1[1], k2 - 1];
  const n3: Vector = [k3 * m3[0] - m1[0], k3 * m3[1] - m1[1], k3 - 1];
  const focal2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
  // Phones see between 40° and 100° wide; another focal length comes from corners that are a little off.
  const diagonal = Math.hypot(frame.width, frame.height);
  if (!(focal2 > (0.4 * diagonal) ** 2 && focal2 < (1.6 * diagonal) ** 2)) return null;
  const length2 = ([x, y, z]: Vector) => (x * x + y * y) / focal2 + z * z;
  return Math.sqrt(length2(n2) / length2(n3));
}

/**
 * The size in px at which a sheet is written out: its true proportions, those of A-series paper when within 5 % of
 * them, as many pixels as the picture has of it, and at most `longest` on the long side. `quad` in px of `frame`.
 */
export function sheetSize(quad: Quad, frame: Size, longest: number): Size {
  const across = (distance(quad[0], quad[1]) + distance(quad[3], quad[2])) / 2;
  const down = (distance(quad[0], quad[3]) + distance(quad[1], quad[2])) / 2;
  const measured = aspectByPerspective(quad, frame) ?? across / down;
  const tall = measured < 1;
  const proportion = tall ? 1 / measured : measured;
  const aspect = Math.abs(Math.log(proportion / paper)) < nearPaper ? paper : proportion;
  // As many pixels in all as the sheet covers, so that neither a near nor a far edge is blown up.
  const long = Math.min(longest, Math.max(1, Math.sqrt(areaOf(quad) * aspect)));
  const [a, b] = [Math.max(1, Math.round(long)), Math.max(1, Math.round(long / aspect))];
  return tall ? { width: b, height: a } : { width: a, height: b };
}
