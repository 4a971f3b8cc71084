import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";

/** Ground from a wavy line at `share` of the height to the bottom. */
export function drawGround(pen: Pen, share: number, colour: Colour, wave = 14): void {
  const edge: Point[] = [];
  for (let step = 0; step <= 8; step++) {
    edge.push([-24 + ((pen.width + 48) * step) / 8, pen.height * share + pen.random.between(-wave, wave)]);
  }
  const corners: Point[] = [[pen.width + 24, pen.height + 24], [-24, pen.height + 24]];
  pen.shape([...edge, ...corners], colour, {
    background: true,
    outline: wave > 0 && pen.random.chance(0.6),
    angle: pen.random.between(-26, 26),
  });
}

/** A flat floor inside a house. */
export const drawFloor = (pen: Pen, share: number, colour: Colour) => drawGround(pen, share, colour, 3);

/** A range of rounded mountains whose feet are at `share` of the height. */
export function drawMountains(pen: Pen, share: number, count: number, colours: readonly Colour[]): void {
  const { random } = pen;
  const order = random.shuffled(colours);
  const foot = pen.height * share + 26;
  const places = random.shuffled(Array.from({ length: count }, (_, index) => index));
  places.forEach((place, index) => {
    const x = (pen.width * (place + 0.5)) / count + random.between(-40, 40);
    const half = (pen.width / count) * random.between(0.72, 1.0);
    const high = Math.min(pen.unit * random.between(0.2, 0.34), pen.height * share * 0.84);
    const peak = random.between(-0.12, 0.12);
    const ridge: Point[] = [[-1, 0], [-0.48, 0.52], [peak - 0.14, 0.95], [peak + 0.1, 1], [0.5, 0.5], [1, 0]];
    pen.shape(
      ridge.map(([px, py]) => [x + px * half, foot - py * high] as const),
      order[index % order.length]!,
      { smooth: true, angle: random.between(40, 78) },
    );
  });
}

/** Rice terraces: overlapping wavy steps, from `top` to the bottom of the sheet. */
export function drawTerraces(pen: Pen, top: number, steps: number): void {
  const { random } = pen;
  const colours: Colour[] = ["lime", "lemon", "yellow", "green", "straw", "lime"];
  const start = random.whole(0, 5);
  for (let step = 0; step < steps; step++) {
    const y = pen.height * (top + ((1.02 - top) * step) / steps);
    const phase = random.between(0, 6);
    const edge: Point[] = [];
    for (let x = -30; x < pen.width + 150; x += pen.width / 9)
      edge.push([x, y + Math.sin(x / 140 + phase) * 15]);
    const colour = colours[(start + step) % colours.length]!;
    pen.shape([...edge, [pen.width + 150, pen.height + 30], [-30, pen.height + 30]], colour, {
      angle: random.between(-20, 20),
    });
    seedlings(pen, y + 34, phase, colour === "green" ? "forest" : "green");
  }
}

function seedlings(pen: Pen, y: number, phase: number, colour: Colour): void {
  for (let x = 22 + pen.random.between(0, 40); x < pen.width - 10; x += pen.random.between(58, 110)) {
    const foot = y + Math.sin(x / 140 + phase) * 15;
    pen.line([[x, foot], [x + 1, foot - 15]], 2.6, colour);
    pen.line([[x, foot], [x + 8, foot - 11]], 2.4, colour);
  }
}

/** A sheaf of ripe rice bound with a straw. */
export function drawSheaf(pen: Pen, [x, y]: Point, size: number): void {
  for (let stalk = -3; stalk <= 3; stalk++) {
    const tip: Point = [x + stalk * size * 0.14, y - size + Math.abs(stalk) * size * 0.07];
    pen.line(
      [[x + stalk * size * 0.05, y], [x + stalk * size * 0.04, y - size * 0.4], tip],
      Math.max(4.9, size * 0.09),
      stalk % 2 ? "straw" : "yellow",
    );
    pen.dot(tip, size * 0.055, "orange");
  }
  pen.line(
    [[x - size * 0.17, y - size * 0.38], [x + size * 0.17, y - size * 0.38]],
    Math.max(3, size * 0.07),
    "red",
  );
}

/** A path that narrows from the bottom of the sheet towards a place. */
export function drawPath(pen: Pen, foot: number, [x, y]: Point, colour: Colour = "straw"): void {
  const w = pen.width;
  const bend = (x + w * foot) / 2 + w * 0.06;
  const low = pen.height + 24;
  const middle = (y + pen.height) / 2;
  pen.shape(
    [[w * foot - w * 0.13, low], [bend - w * 0.06, middle], [x - 12, y], [x + 14, y],
      [bend + w * 0.06, middle], [w * foot + w * 0.13, low]],
    colour,
    {
      smooth: true,
    },
  );
}

/** A river across the sheet between two heights. */
export function drawRiver(pen: Pen, top: number, thick: number): void {
  const upper = [0, 0.25, 0.5, 0.75, 1].map((
    x,
  ): Point => [x * (pen.width + 60) - 30, pen.height * (top + 0.03 * Math.sin(x * 6 + pen.seed))]);
  const lower = upper.map(([x, y]): Point => [x, y + pen.height * thick]).reverse();
  pen.shape([...upper, ...lower], "sky", { angle: 4 });
  for (let wave = 0; wave < 6; wave++) {
    const [x, y] = [pen.random.between(30, pen.width - 90),
      pen.height * (top + thick * pen.random.between(0.35, 0.7))];
    pen.line([[x, y], [x + 12, y - 6], [x + 24, y], [x + 36, y - 6], [x + 48, y]], 2.8, "blue");
  }
}
