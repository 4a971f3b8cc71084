import type { Colour } from "../colour.ts";
import { type Point, rectangle } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawBlossom } from "./plants.ts";
import { drawSun } from "./sky.ts";

/** A window with the sky or the night behind it. */
export function drawWindow(pen: Pen, [x, y]: Point, width: number, night = false): void {
  const h = width * 0.86;
  pen.rectangle(x, y, width, h, night ? "indigo" : "sky");
  if (night) pen.ellipse([x + width * 0.28, y + h * 0.28], width * 0.1, width * 0.1, "lemon");
  else drawSun(pen, [x + width * 0.28, y + h * 0.3], width * 0.09, false);
  pen.shape(rectangle(x + width / 2 - 4, y, 8, h), "brown", { outlineWidth: 1.6 });
  pen.shape(rectangle(x, y + h / 2 - 4, width, 8), "brown", { outlineWidth: 1.6 });
  for (const side of [-1, 1]) {
    const edge = side < 0 ? x : x + width;
    pen.shape(
      [[edge - side * 8 - side * width * 0.02, y - 10], [edge + side * width * 0.16, y - 10], [
        edge + side * width * 0.2,
        y + h,
      ], [edge + side * width * 0.02, y + h * 0.62]],
      pen.random.pick(["pink", "orange"]),
      {
        angle: 84,
      },
    );
  }
}

/** A table seen from the side: its top at `y`, legs down to `floor`. */
export function drawTable(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  floor: number,
  colour: Colour,
): void {
  for (const side of [-1, 1]) {
    const leg = x + side * width * 0.42;
    pen.shape(
      [[leg - 9, y + 8], [leg + 9, y + 8], [leg + side * 8 + 7, floor], [leg + side * 8 - 7, floor]],
      "brown",
      { angle: 86 },
    );
  }
  pen.rectangle(x - width / 2, y, width, Math.max(22, width * 0.055), colour, { angle: 2 });
}

/** A lamp on a table. */
export function drawLamp(pen: Pen, [x, y]: Point, size: number): void {
  pen.shape(rectangle(x - size * 0.05, y - size * 0.8, size * 0.1, size * 0.74), "red", {
    outlineWidth: 1.8,
  });
  pen.ellipse([x, y - size * 0.05], size * 0.28, size * 0.1, "red");
  pen.shape([[x - size * 0.24, y - size * 1.24], [x + size * 0.24, y - size * 1.24],
    [x + size * 0.46, y - size * 0.74], [x - size * 0.46, y - size * 0.74]], "yellow");
}

/** A pile of books. */
export function drawBooks(pen: Pen, [x, y]: Point, width: number): void {
  const colours = pen.random.shuffled<Colour>(["red", "green", "yellow", "violet", "teal"]);
  for (let book = 0; book < 3; book++) {
    const shift = pen.random.between(-0.07, 0.07) * width;
    pen.rectangle(x - width / 2 + shift, y - (book + 1) * width * 0.2, width, width * 0.19, colours[book]!);
  }
}

/** A bowl with food in it; `size` is half its width. */
export function drawBowl(pen: Pen, [x, y]: Point, size: number, food: Colour): void {
  pen.ellipse([x, y - size * 0.12], size * 0.84, size * 0.42, food, { outlineWidth: 1.8 });
  const side: Point[] = [[x - size, y - size * 0.06], [x - size * 0.5, y + size * 0.1],
    [x + size * 0.5, y + size * 0.1], [x + size, y - size * 0.06], [x + size * 0.5, y + size * 0.62],
    [x - size * 0.5, y + size * 0.62]];
  pen.shape(side, pen.random.pick(["white", "sky", "white"]), { smooth: true, outlineWidth: 2.4 });
}

/** A round tray of dishes on the floor; `rx` is half its width. */
export function drawMeal(pen: Pen, [x, y]: Point, rx: number): void {
  pen.ellipse([x, y + rx * 0.05], rx, rx * 0.36, "brown");
  pen.ellipse([x, y], rx * 0.94, rx * 0.33, pen.random.pick(["orange", "straw", "red"]));
  const foods = pen.random.shuffled<Colour>(["green", "red", "yellow", "lime", "orange"]);
  const dishes: [number, number, number][] = [[-0.5, -0.1, 0.16], [0.02, -0.16, 0.17], [0.52, -0.08, 0.16], [
    -0.26,
    0.12,
    0.15,
  ], [0.3, 0.14, 0.16]];
  dishes.forEach(([dx, dy, size], index) =>
    drawBowl(pen, [x + dx * rx, y + dy * rx], size * rx, foods[index]!)
  );
}

/** A red lantern that hangs from the upper edge. */
export function drawLantern(pen: Pen, x: number, length: number, size: number): void {
  pen.line([[x, -12], [x, length]], 3);
  pen.ellipse([x, length + size * 0.9], size * 0.8, size * 0.92, "red", { angle: 88 });
  for (const y of [length + size * 0.06, length + size * 1.74])
    pen.rectangle(x - size * 0.34, y - 4, size * 0.68, 9, "yellow", { outlineWidth: 1.6 });
  for (const dx of [-0.16, 0, 0.16])
    pen.line(
      [[x + dx * size, length + size * 1.8], [x + dx * size * 1.4, length + size * 2.3]],
      2.6,
      "yellow",
    );
}

/** A peach branch in a pot: the tree of the New Year. */
export function drawPeachTree(pen: Pen, [x, y]: Point, height: number): void {
  const twigs: [Point, Point, Point][] = [
    [[0, 0], [-0.03, -0.4], [0.05, -0.98]],
    [[-0.02, -0.34], [-0.16, -0.5], [-0.28, -0.74]],
    [[0, -0.46], [0.14, -0.58], [0.3, -0.8]],
    [[0.02, -0.64], [-0.08, -0.76], [-0.12, -0.94]],
    [[-0.02, -0.28], [0.12, -0.38], [0.28, -0.48]],
  ];
  const place = ([px, py]: Point): Point => [x + px * height, y - height * 0.2 + py * height * 0.8];
  twigs.forEach((twig, index) => pen.line(twig.map(place), index ? 7 : 11, "brown"));
  for (const twig of twigs) {
    for (const share of [0.34, 0.5, 0.64, 0.78, 0.92, 1.06]) {
      const [from, to] = [place(twig[1]), place(twig[2])];
      const centre: Point = [from[0] + (to[0] - from[0]) * share + pen.random.between(-22, 22),
        from[1] + (to[1] - from[1]) * share + pen.random.between(-18, 18)];
      drawBlossom(pen, centre, pen.random.between(12, 17), pen.random.pick(["pink", "blush", "pink"]));
    }
  }
  const wide = height * 0.16;
  pen.shape([[x - wide, y - height * 0.22], [x + wide, y - height * 0.22], [x + wide * 0.72, y], [
    x - wide * 0.72,
    y,
  ]], pen.random.pick(["blue", "crimson", "teal"]));
  pen.line([[x - wide * 0.86, y - height * 0.12], [x + wide * 0.86, y - height * 0.12]], 5, "yellow");
}

/** A square rice cake tied with bamboo string. */
export function drawRiceCake(pen: Pen, [x, y]: Point, size: number): void {
  pen.rectangle(x - size / 2, y - size * 0.8, size, size * 0.8, "green");
  for (const share of [0.34, 0.66]) {
    pen.line([[x - size / 2 + size * share, y - size * 0.8], [x - size / 2 + size * share, y]], 3.4, "straw");
    pen.line([[x - size / 2, y - size * 0.8 * share], [x + size / 2, y - size * 0.8 * share]], 3.4, "straw");
  }
}
