import type { Colour } from "../colour.ts";
import { along, type Point, rectangle } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawStar } from "./sky.ts";

/** A house on stilts with a ladder; `width` is the width of its room. */
export function drawStiltHouse(pen: Pen, [x, y]: Point, width: number): void {
  const h = width * 0.38;
  for (let post = 0; post < 5; post++) {
    const px = x - width * 0.42 + post * width * 0.21;
    pen.shape(rectangle(px - width * 0.022, y - h * 0.8, width * 0.044, h * 0.8), "brown", {
      angle: 88,
      outlineWidth: 2,
    });
  }
  pen.rectangle(x - width * 0.46, y - h * 1.76, width * 0.92, h, "tan", { angle: 88 });
  for (let plank = 1; plank < 7; plank++) {
    const px = x - width * 0.46 + plank * width * 0.131;
    pen.line([[px, y - h * 0.78], [px, y - h * 1.7]], 2, "brown");
  }
  pen.rectangle(x - width * 0.08, y - h * 1.52, width * 0.18, h * 0.76, "brown");
  for (const left of [-0.37, 0.2])
    pen.rectangle(x + width * left, y - h * 1.5, width * 0.17, h * 0.36, "yellow");
  const roof: Point[] = [[x - width * 0.62, y - h * 1.62], [x - width * 0.4, y - h * 2.75],
    [x + width * 0.4, y - h * 2.75], [x + width * 0.62, y - h * 1.62]];
  pen.shape(roof, pen.random.pick(["brown", "orange", "crimson", "straw"]), { angle: 78 });
  ladder(pen, [x + width * 0.14, y - h * 0.74], [x + width * 0.24, y], width * 0.12);
}

function ladder(pen: Pen, top: Point, foot: Point, wide: number): void {
  for (const shift of [0, wide])
    pen.line([[top[0] + shift, top[1]], [foot[0] + shift, foot[1]]], 4.8, "brown");
  for (const share of [0.2, 0.45, 0.7, 0.92]) {
    const [x, y] = along(top, foot, share);
    pen.line([[x, y], [x + wide, y]], 4, "brown");
  }
}

function pane(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.rectangle(x, y, width, height, "sky");
  pen.line([[x + width / 2, y + 2], [x + width / 2, y + height - 2]], 2.4);
  pen.line([[x + 2, y + height / 2], [x + width - 2, y + height / 2]], 2.4);
}

/** A small house with a gable roof, two windows and a door. */
export function drawHouse(pen: Pen, [x, y]: Point, width: number): void {
  const h = width * 0.56;
  const wall = pen.random.pick(["yellow", "blush", "peach", "sky", "lime"] as const);
  pen.rectangle(x - width / 2, y - h, width, h, wall);
  pen.rectangle(x - width * 0.1, y - h * 0.6, width * 0.2, h * 0.6, "brown", { angle: 86 });
  pen.dot([x + width * 0.06, y - h * 0.3], Math.max(2, width * 0.012), "yellow");
  for (const left of [-0.38, 0.18]) pane(pen, x + width * left, y - h * 0.74, width * 0.2, h * 0.34);
  const roof = pen.random.pick(["red", "orange", "crimson"] as const);
  pen.shape([[x - width * 0.63, y - h * 0.95], [x, y - h * 1.62], [x + width * 0.63, y - h * 0.95]], roof);
}

/** A flag on a pole: red with a yellow star. */
export function drawFlag(pen: Pen, [x, y]: Point, height: number): void {
  pen.shape(rectangle(x - height * 0.014, y - height, height * 0.028, height), "grey", {
    outlineWidth: 1.6,
    angle: 88,
  });
  const [wide, tall] = [height * 0.44, height * 0.29];
  const top = y - height + 2;
  pen.shape(
    [[x + 3, top], [x + wide * 0.5, top + tall * 0.07], [x + wide, top], [x + wide, top + tall], [
      x + wide * 0.5,
      top + tall * 1.07,
    ], [x + 3, top + tall]],
    "red",
    {
      angle: 0,
    },
  );
  drawStar(pen, [x + wide * 0.5, top + tall * 0.54], tall * 0.3);
}

/** A one-storey school with its flag; `width` is the width of the front. */
export function drawSchool(pen: Pen, [x, y]: Point, width: number): void {
  const h = width * 0.36;
  drawFlag(pen, [x - width * 0.6, y + h * 0.1], h * 2.3);
  pen.rectangle(x - width / 2, y - h, width, h, "yellow");
  for (const left of [-0.44, -0.25, 0.13, 0.32])
    pane(pen, x + width * left, y - h * 0.78, width * 0.125, h * 0.42);
  pen.rectangle(x - width * 0.075, y - h * 0.78, width * 0.15, h * 0.78, "brown", { angle: 86 });
  pen.shape([[x - width * 0.56, y - h * 0.96], [x - width * 0.46, y - h * 1.5],
    [x + width * 0.46, y - h * 1.5], [x + width * 0.56, y - h * 0.96]], "red");
  pen.ellipse([x, y - h * 1.22], h * 0.14, h * 0.14, "white");
}

/** A market stall with a striped roof and goods on the table. */
export function drawStall(pen: Pen, [x, y]: Point, width: number, roof: Colour): void {
  const tall = width * 1.25;
  for (const side of [-1, 1])
    pen.shape(rectangle(x + side * width * 0.44 - 5, y - tall * 0.86, 10, tall * 0.86), "brown", {
      angle: 88,
      outlineWidth: 2,
    });
  pen.rectangle(
    x - width * 0.5,
    y - tall * 0.36,
    width,
    tall * 0.22,
    pen.random.pick(["orange", "tan", "teal"]),
  );
  goods(pen, [x, y - tall * 0.36], width * 0.84);
  const eaves = y - tall * 0.72;
  pen.shape([[x - width * 0.62, eaves], [x - width * 0.4, y - tall], [x + width * 0.4, y - tall], [
    x + width * 0.62,
    eaves,
  ]], roof);
  for (let scallop = 0; scallop < 6; scallop++) {
    const left = x - width * 0.62 + (scallop * width * 1.24) / 6;
    const step = (width * 1.24) / 6;
    pen.shape(
      [[left, eaves - 2], [left + step, eaves - 2], [left + step * 0.82, eaves + step * 0.42], [
        left + step * 0.18,
        eaves + step * 0.42,
      ]],
      scallop % 2 ? "white" : roof,
      {
        smooth: true,
        outlineWidth: 2,
      },
    );
  }
}

function goods(pen: Pen, [x, y]: Point, width: number): void {
  const colours: Colour[] = pen.random.shuffled(["red", "lime", "yellow", "orange", "violet", "green"]);
  for (let piece = 0; piece < 6; piece++) {
    const r = width / 13;
    pen.ellipse([x - width / 2 + r + (piece * (width - 2 * r)) / 5, y - r * 0.8], r, r, colours[piece % 3]!, {
      outlineWidth: 1.8,
    });
  }
}
