import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawFace } from "./head.ts";

/** The sky from the top down to `share` of the sheet. */
export function drawSky(pen: Pen, colour: Colour, share = 0.66): void {
  const [w, bottom] = [pen.width, pen.height * share];
  const points: Point[] = [[-24, -24], [w + 24, -24], [w + 24, bottom], [-24, bottom]];
  pen.shape(points, colour, {
    background: true,
    outline: false,
    angle: pen.random.between(-14, 14),
    strength: 0.9,
  });
}

/** One colour over the whole sheet: a wall, the night, a coloured paper. */
export function drawBackdrop(pen: Pen, colour: Colour): void {
  drawSky(pen, colour, 1.04);
}

/** A sun with rays, smiling or not. */
export function drawSun(pen: Pen, [x, y]: Point, radius: number, smiling = true): void {
  const { random } = pen;
  const rays = random.whole(9, 13);
  for (let ray = 0; ray < rays; ray++) {
    const turn = (ray / rays) * Math.PI * 2 + random.between(-0.06, 0.06);
    const out = radius * random.between(1.5, 1.8);
    const colour = random.pick(["orange", "yellow", "red"] as const);
    const at = (reach: number): Point => [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach];
    pen.line([at(radius * 1.18), at(out)], Math.max(4, radius * 0.14), colour);
  }
  pen.ellipse([x, y], radius, radius, "yellow");
  if (smiling) drawFace(pen, [x, y + radius * 0.06], radius * 0.66);
}

/** A crescent moon open to one side. */
export function drawMoon(pen: Pen, [x, y]: Point, radius: number): void {
  const arc = (r: number, shift: number, from: number, to: number): Point[] =>
    Array.from({ length: 9 }, (_, step) => {
      const turn = from + ((to - from) * step) / 8;
      return [x + shift + Math.cos(turn) * r, y + Math.sin(turn) * r] as const;
    });
  const open = 0.75;
  const inner = radius * 0.82;
  pen.shape([...arc(radius, 0, open, Math.PI * 2 - open),
    ...arc(inner, radius * 0.42, Math.PI * 2 - open - 0.5, open + 0.5)], "lemon");
}

/** A puffy cloud. */
export function drawCloud(pen: Pen, [x, y]: Point, size: number): void {
  const puffs: Point[] = [[-1, 0.2], [-0.86, -0.2], [-0.4, -0.26], [-0.12, -0.58], [0.34, -0.48],
    [0.56, -0.16], [1, -0.06], [0.96, 0.26], [0, 0.32]];
  pen.shape(puffs.map(([px, py]) => [x + px * size, y + py * size] as const), "white", { smooth: true });
}

/** Two or three clouds over the upper part of the sheet. */
export function drawClouds(pen: Pen): void {
  const places = pen.random.shuffled([0.1, 0.35, 0.62, 0.88]).slice(0, pen.random.whole(1, 3));
  for (const x of places)
    drawCloud(pen, pen.at(x, pen.random.between(0.08, 0.2)), pen.random.between(42, 66));
}

/** A bird as children write it: one stroke. */
export function drawBird(pen: Pen, [x, y]: Point, size: number): void {
  pen.line([[x - size, y - size * 0.2], [x - size * 0.5, y - size * 0.5], [x, y],
    [x + size * 0.5, y - size * 0.5], [x + size, y - size * 0.2]], 3.6);
}

/** A few birds together. */
export function drawBirds(pen: Pen, centre: Point): void {
  for (let bird = 0; bird < pen.random.whole(2, 4); bird++) {
    drawBird(
      pen,
      [centre[0] + (bird - 1) * 46, centre[1] + pen.random.between(-18, 18)],
      pen.random.between(11, 18),
    );
  }
}

/** A five-pointed star. */
export function drawStar(pen: Pen, [x, y]: Point, size: number, colour: Colour = "yellow"): void {
  const points = Array.from({ length: 10 }, (_, corner): Point => {
    const turn = -Math.PI / 2 + (corner * Math.PI) / 5;
    const reach = corner % 2 ? size * 0.44 : size;
    return [x + Math.cos(turn) * reach, y + Math.sin(turn) * reach];
  });
  pen.shape(points, colour, { outlineWidth: size < 14 ? 1.2 : undefined });
}

/** Stars over the upper part of the sheet, none on top of another. */
export function drawStars(pen: Pen, count: number, share = 0.4): void {
  const taken: Point[] = [];
  for (let attempt = 0; attempt < count * 4 && taken.length < count; attempt++) {
    const place: Point = [pen.random.between(26, pen.width - 26), pen.random.between(24, pen.height * share)];
    if (taken.some(([x, y]) => Math.hypot(place[0] - x, place[1] - y) < 62)) continue;
    taken.push(place);
    drawStar(pen, place, pen.random.between(9, 17), pen.random.pick(["yellow", "yellow", "lemon", "white"]));
  }
}

/** A rainbow that stands on `centre`, its outer edge `radius` away. */
export function drawRainbow(pen: Pen, [x, y]: Point, radius: number): void {
  const colours: Colour[] = ["red", "orange", "yellow", "green", "blue", "violet"];
  const band = radius * 0.055;
  colours.forEach((colour, index) => {
    const r = radius - index * band;
    const arc = Array.from({ length: 15 }, (_, step): Point => {
      const turn = Math.PI + (step / 14) * Math.PI;
      return [x + Math.cos(turn) * r, y + Math.sin(turn) * r * 0.94];
    });
    pen.line(arc, band * 1.05, colour);
  });
}
