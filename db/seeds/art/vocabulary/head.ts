import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";

export type Hair = "short" | "bowl" | "tails" | "long" | "bob" | "bun";
export type Hat = "cone" | "scarf" | "turban" | "none";
export type Mood = "smile" | "laugh" | "sad" | "talk";

const strokeFor = (radius: number) => Math.max(1.8, radius * 0.085);

function mouth(pen: Pen, [x, y]: Point, r: number, mood: Mood): void {
  if (mood === "laugh" || mood === "talk") {
    const wide = mood === "laugh" ? 0.36 : 0.2;
    const deep = mood === "laugh" ? 0.34 : 0.26;
    const open: Point[] = [
      [x - r * wide, y + r * 0.3],
      [x, y + r * (mood === "laugh" ? 0.34 : 0.24)],
      [x + r * wide, y + r * 0.3],
      [x + r * wide * 0.5, y + r * (0.3 + deep)],
      [x - r * wide * 0.5, y + r * (0.3 + deep)],
    ];
    pen.shape(open, "crimson", { smooth: true, outlineWidth: Math.max(1.2, r * 0.05), strength: 1 });
    return;
  }
  const [corner, middle] = mood === "sad" ? [0.56, 0.36] : [0.32, 0.54];
  const curve: Point[] = [-0.4, -0.2, 0, 0.2, 0.4].map((share) => {
    const round = 1 - (share / 0.4) ** 2;
    return [x + share * r, y + r * (corner + (middle - corner) * round)] as const;
  });
  pen.line(curve, strokeFor(r) * 1.15, "crimson");
}

function eyes(pen: Pen, [x, y]: Point, r: number): void {
  const closed = pen.random.chance(0.16);
  const lashes = pen.random.chance(0.3);
  for (const side of [-1, 1] as const) {
    const ex = x + side * r * 0.4;
    if (closed) {
      pen.line(
        [[ex - r * 0.15, y - r * 0.02], [ex, y - r * 0.14], [ex + r * 0.15, y - r * 0.02]],
        strokeFor(r) * 1.1,
      );
      continue;
    }
    pen.dot([ex, y - r * 0.06], Math.max(2, r * 0.105));
    if (r > 30) pen.dot([ex + r * 0.03, y - r * 0.1], r * 0.035, "white");
    if (lashes)
      pen.line(
        [[ex - r * 0.16, y - r * 0.28], [ex, y - r * 0.34], [ex + r * 0.16, y - r * 0.28]],
        strokeFor(r) * 0.8,
      );
  }
}

/** Eyes, mouth and red cheeks around a middle point. */
export function drawFace(pen: Pen, centre: Point, radius: number, mood: Mood = "smile"): void {
  const [x, y] = centre;
  for (const side of [-1, 1])
    pen.smudge([x + side * radius * 0.6, y + radius * 0.26], radius * 0.17, "red", 0.34);
  eyes(pen, centre, radius);
  if (radius > 34 && pen.random.chance(0.5))
    pen.line([[x, y + radius * 0.08], [x + radius * 0.06, y + radius * 0.2]], strokeFor(radius) * 0.8);
  mouth(pen, centre, radius, mood);
}

/** Hair that hangs behind the neck; drawn before the head. */
export function drawBackHair(pen: Pen, [x, y]: Point, r: number, hair: Hair): void {
  const fall = { long: 1.75, bob: 0.85, short: 0, bowl: 0, tails: 0, bun: 0 }[hair];
  if (fall > 0) {
    const shape: Point[] = [
      [x - r * 0.98, y - r * 0.5],
      [x, y - r * 1.08],
      [x + r * 0.98, y - r * 0.5],
      [x + r * 1.16, y + r * fall * 0.6],
      [x + r * 0.95, y + r * fall],
      [x - r * 0.95, y + r * fall],
      [x - r * 1.16, y + r * fall * 0.6],
    ];
    pen.shape(shape, "black", { smooth: true, angle: 86 });
  }
  if (hair === "bun") pen.ellipse([x, y - r * 1.12], r * 0.42, r * 0.36, "black");
  if (hair === "tails") {
    for (const side of [-1, 1])
      tail(
        pen,
        [x + side * r * 0.96, y - r * 0.1],
        r,
        side,
      );
  }
}

function tail(pen: Pen, [x, y]: Point, r: number, side: number): void {
  const shape: Point[] = [
    [x - side * r * 0.12, y - r * 0.16],
    [x + side * r * 0.34, y - r * 0.1],
    [x + side * r * 0.52, y + r * 0.42],
    [x + side * r * 0.34, y + r * 0.94],
    [x + side * r * 0.08, y + r * 0.46],
  ];
  pen.shape(shape, "black", { smooth: true, angle: 80 });
  pen.dot(
    [x + side * r * 0.08, y - r * 0.06],
    Math.max(3, r * 0.15),
    pen.random.pick(["red", "pink", "yellow"]),
  );
}

/** The cap of hair over the forehead. */
export function drawFrontHair(pen: Pen, [x, y]: Point, r: number, hair: Hair): void {
  const fringe = hair === "bowl" ? -0.32 : hair === "short" ? -0.5 : -0.42;
  const sides = hair === "bowl" ? 0.1 : hair === "short" ? -0.22 : 0.0;
  const parting = hair === "bowl" ? 0 : pen.random.pick([-0.35, 0, 0.35]);
  const shape: Point[] = [
    [x - r * 1.0, y + r * sides],
    [x - r * 0.96, y - r * 0.48],
    [x - r * 0.56, y - r * 0.98],
    [x, y - r * 1.12],
    [x + r * 0.56, y - r * 0.98],
    [x + r * 0.96, y - r * 0.48],
    [x + r * 1.0, y + r * sides],
    [x + r * 0.74, y + r * (fringe + 0.08)],
    [x + r * (parting + 0.1), y + r * (fringe - (parting === 0 ? 0 : 0.16))],
    [x - r * 0.74, y + r * (fringe + 0.08)],
  ];
  pen.shape(shape, "black", { smooth: true, angle: 75 });
}

/** The conical leaf hat, with its rings and chin strap. */
function coneHat(pen: Pen, [x, y]: Point, r: number): void {
  pen.shape([[x - r * 1.75, y - r * 0.36], [x, y - r * 1.72], [x + r * 1.75, y - r * 0.36],
    [x, y - r * 0.22]], "straw");
  for (const share of [0.4, 0.72]) {
    const [half, level] = [r * 1.75 * share, y - r * (1.72 - 1.36 * share)];
    pen.line([[x - half, level], [x, level + r * 0.08], [x + half, level]], Math.max(1.6, r * 0.05), "tan");
  }
}

/** A headscarf tied at the back with a woven edge, or a high wound turban. */
function cloth(pen: Pen, [x, y]: Point, r: number, colour: Colour, high: boolean): void {
  const top = high ? 1.32 : 1.16;
  const band: Point[] = [
    [x - r * 1.02, y - r * 0.34],
    [x - r * (high ? 1.14 : 0.86), y - r * (high ? 0.98 : 0.86)],
    [x - r * 0.44, y - r * top],
    [x + r * 0.44, y - r * top],
    [x + r * (high ? 1.14 : 0.86), y - r * (high ? 0.98 : 0.86)],
    [x + r * 1.02, y - r * 0.34],
    [x, y - r * 0.5],
  ];
  pen.shape(band, colour, { smooth: true });
  const beads: Colour[] = pen.random.shuffled(["yellow", "pink", "white", "teal"] as const);
  for (let bead = 0; bead < 6; bead++) {
    const share = (bead - 2.5) / 2.9;
    pen.dot(
      [x + share * r * 0.98, y - r * (0.58 - 0.14 * share * share)],
      Math.max(2, r * 0.085),
      beads[bead % 2],
    );
  }
}

/** What is worn on the head; drawn last. */
export function drawHat(pen: Pen, centre: Point, r: number, hat: Hat, colour: Colour): void {
  if (hat === "cone") coneHat(pen, centre, r);
  else if (hat !== "none") cloth(pen, centre, r, colour, hat === "turban");
}
