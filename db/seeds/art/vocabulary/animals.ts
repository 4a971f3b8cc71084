import type { Colour } from "../colour.ts";
import { type Point, ribbon } from "../geometry.ts";
import type { Pen } from "../pen.ts";

/** A water buffalo from the side, its head to the left; `size` is the length of its body. */
export function drawBuffalo(pen: Pen, [x, y]: Point, size: number): void {
  const colour: Colour = pen.random.pick(["slate", "slate", "grey"]);
  for (const at of [-0.34, -0.2, 0.2, 0.36]) {
    pen.shape(
      ribbon([[x + at * size, y - size * 0.34], [x + at * size, y]], size * 0.12, size * 0.09),
      colour,
      { angle: 86 },
    );
  }
  pen.line(
    [[x + size * 0.52, y - size * 0.6], [x + size * 0.66, y - size * 0.4], [x + size * 0.62, y - size * 0.2]],
    Math.max(4, size * 0.035),
    "slate",
  );
  pen.dot([x + size * 0.62, y - size * 0.18], size * 0.04, "black");
  pen.ellipse([x, y - size * 0.5], size * 0.56, size * 0.28, colour, { angle: 0 });
  const [hx, hy]: Point = [x - size * 0.58, y - size * 0.6];
  for (const side of [-1, 1]) {
    const horn: Point[] = [[hx + side * size * 0.08, hy - size * 0.12],
      [hx + side * size * 0.26, hy - size * 0.2], [hx + side * size * 0.3, hy - size * 0.4],
      [hx + side * size * 0.18, hy - size * 0.5]];
    pen.shape(ribbon(horn, size * 0.09, size * 0.03), "black", { smooth: true, outlineWidth: 1.8 });
    pen.ellipse([hx + side * size * 0.25, hy - size * 0.06], size * 0.1, size * 0.05, colour);
  }
  pen.ellipse([hx, hy], size * 0.19, size * 0.2, colour);
  pen.ellipse([hx, hy + size * 0.15], size * 0.15, size * 0.11, "blush", { outlineWidth: 2 });
  for (const side of [-1, 1]) {
    pen.dot([hx + side * size * 0.05, hy + size * 0.14], Math.max(1.8, size * 0.016), "black");
    pen.dot([hx + side * size * 0.08, hy - size * 0.03], Math.max(3.4, size * 0.034), "white");
    pen.dot([hx + side * size * 0.08, hy - size * 0.03], Math.max(2.2, size * 0.02), "black");
  }
}

/** A hen or chick looking left; `size` is its length. */
export function drawHen(pen: Pen, [x, y]: Point, size: number, colour: Colour = "yellow"): void {
  for (const shift of [-0.06, 0.12])
    pen.line(
      [[x + size * shift, y - size * 0.2], [x + size * shift, y]],
      Math.max(2.4, size * 0.05),
      "orange",
    );
  if (colour !== "yellow")
    pen.shape(
      [[x + size * 0.3, y - size * 0.5], [x + size * 0.66, y - size * 0.82],
        [x + size * 0.6, y - size * 0.36]],
      colour,
      { smooth: true },
    );
  pen.ellipse([x, y - size * 0.42], size * 0.42, size * 0.3, colour);
  pen.ellipse([x - size * 0.34, y - size * 0.76], size * 0.21, size * 0.2, colour);
  if (colour !== "yellow") pen.dot([x - size * 0.34, y - size * 0.99], size * 0.09, "red");
  pen.shape(
    [[x - size * 0.52, y - size * 0.82], [x - size * 0.7, y - size * 0.74],
      [x - size * 0.52, y - size * 0.68]],
    "orange",
    { outlineWidth: 1.4 },
  );
  pen.dot([x - size * 0.38, y - size * 0.8], Math.max(2, size * 0.035), "black");
  pen.line([[x - size * 0.04, y - size * 0.48], [x + size * 0.12, y - size * 0.34],
    [x + size * 0.26, y - size * 0.46]], 2.6);
}

/** A dog that sits and looks at us; `size` is its height. */
export function drawDog(pen: Pen, [x, y]: Point, size: number): void {
  const colour: Colour = pen.random.pick(["straw", "tan", "orange"]);
  pen.line(
    [[x + size * 0.26, y - size * 0.14], [x + size * 0.46, y - size * 0.3],
      [x + size * 0.44, y - size * 0.48]],
    Math.max(6, size * 0.09),
    colour,
  );
  pen.shape(
    [[x - size * 0.2, y - size * 0.6], [x + size * 0.2, y - size * 0.6], [x + size * 0.34, y], [
      x - size * 0.34,
      y,
    ]],
    colour,
    { angle: 86 },
  );
  for (const side of [-1, 1])
    pen.ellipse([x + side * size * 0.14, y - size * 0.03], size * 0.1, size * 0.06, colour);
  pen.ellipse([x, y - size * 0.7], size * 0.26, size * 0.24, colour);
  for (const side of [-1, 1]) {
    pen.shape(
      [[x + side * size * 0.12, y - size * 0.92], [x + side * size * 0.34, y - size * 0.86], [
        x + side * size * 0.32,
        y - size * 0.58,
      ]],
      "brown",
      { smooth: true },
    );
    pen.dot([x + side * size * 0.09, y - size * 0.75], Math.max(2.2, size * 0.032), "black");
  }
  pen.ellipse([x, y - size * 0.63], size * 0.06, size * 0.045, "black", { outlineWidth: 1 });
  pen.line(
    [[x - size * 0.09, y - size * 0.56], [x, y - size * 0.52], [x + size * 0.09, y - size * 0.56]],
    Math.max(2, size * 0.024),
  );
}
