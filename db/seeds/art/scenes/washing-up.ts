import type { Pen } from "../pen.ts";
import { drawWindow } from "../vocabulary/indoors.ts";
import { drawFloor } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawHeart } from "../vocabulary/signs.ts";
import { drawBackdrop } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

function suds(pen: Pen, x: number, y: number, wide: number): void {
  for (let bubble = 0; bubble < 16; bubble++) {
    const r = pen.random.between(7, 17);
    pen.ellipse(
      [x + pen.random.between(-wide, wide), y - pen.random.between(-8, 22)],
      r,
      r,
      pen.random.pick(["white", "white", "sky"]),
      { outlineWidth: 1.6 },
    );
  }
  for (let bubble = 0; bubble < 6; bubble++) {
    const r = pen.random.between(5, 12);
    pen.ellipse(
      [x + pen.random.between(-wide * 1.6, wide * 1.6), y - pen.random.between(60, 190)],
      r,
      r,
      "white",
      { outlineWidth: 1.6 },
    );
  }
}

function basin(pen: Pen, x: number, y: number, wide: number): void {
  pen.shape([[x - wide, y], [x + wide, y], [x + wide * 0.78, y + wide * 0.5],
    [x - wide * 0.78, y + wide * 0.5]], pen.random.pick(["blue", "red", "teal"]));
}

function dishes(pen: Pen, x: number, y: number, wide: number): void {
  for (let dish = 0; dish < 4; dish++)
    pen.ellipse([x, y - dish * 15], wide, wide * 0.26, dish % 2 ? "sky" : "white");
}

/** “Bố rửa bát”: father washes the dishes, the others help or rest. */
export const washingUp: Scene = (pen) => {
  const { random, unit, width, height } = pen;
  drawBackdrop(pen, random.pick(["lime", "peach", "lemon", "blush"]));
  drawFloor(pen, 0.72, random.pick(["tan", "straw", "teal"]));
  drawWindow(pen, [width * 0.1, height * 0.12], unit * 0.26);
  drawHeart(pen, pen.at(0.82, 0.18), 36);
  drawHeart(pen, pen.at(0.73, 0.29), 16, "pink");
  const [mid, bench] = [width * 0.5, height * 0.66];
  drawPerson(pen, {
    who: "mother",
    feet: pen.at(pen.portrait ? 0.15 : 0.15, 0.93),
    height: unit * 0.56,
    arms: ["hip", "wave"],
    hat: random.pick(["scarf", "none"]),
    mood: "laugh",
  });
  drawPerson(pen, {
    who: "father",
    feet: [mid, height * 0.95],
    height: unit * 0.74,
    arms: [[mid - 44, bench - 4], [mid + 44, bench - 4]],
    wear: { outfit: "shirt" },
  });
  suds(pen, mid, bench + 4, unit * 0.12);
  basin(pen, mid, bench + 4, unit * (pen.portrait ? 0.14 : 0.17));
  const table = bench + unit * 0.085;
  const half = unit * (pen.portrait ? 0.25 : 0.36);
  for (const side of [-1, 1])
    pen.rectangle(mid + side * half * 0.76 - 9, table + 10, 18, height - table, "brown");
  pen.rectangle(mid - half, table, half * 2, 28, random.pick(["orange", "tan", "yellow"]), { angle: 3 });
  dishes(pen, mid + half * 0.76, table - 8, unit * (pen.portrait ? 0.05 : 0.075));
  const child = drawPerson(pen, {
    who: random.pick(["girl", "boy"]),
    feet: pen.at(pen.portrait ? 0.85 : 0.83, 0.95),
    height: unit * 0.46,
    arms: ["up", "front"],
  });
  pen.ellipse(child.left, unit * 0.05, unit * 0.05, "white");
  pen.ellipse(child.left, unit * 0.03, unit * 0.03, "sky", { outlineWidth: 1.6 });
};
