import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawBuffalo } from "../vocabulary/animals.ts";
import { drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawSprout, drawTree } from "../vocabulary/plants.ts";
import { drawBirds, drawClouds, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

function furrows(pen: Pen, top: number, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const y = pen.height * (top + ((0.98 - top) * (row + 0.6)) / rows);
    pen.line(
      [[-10, y], [pen.width * 0.3, y - 10], [pen.width * 0.7, y + 4], [pen.width + 10, y - 4]],
      5,
      "brown",
    );
    const gap = 76 + row * 10;
    for (let x = pen.random.between(14, 50); x < pen.width; x += gap)
      drawSprout(pen, [x, y - 4], 14 + row * 3);
  }
}

function hoe(pen: Pen, [x, y]: Point, length: number, side: number): void {
  pen.line(
    [[x - side * length * 0.2, y - length * 0.5], [x, y], [x + side * length * 0.28, y + length * 0.72]],
    7,
    "brown",
  );
  const end: Point = [x + side * length * 0.28, y + length * 0.72];
  pen.shape([[end[0] - 4, end[1] - 8], [end[0] + side * 34, end[1] - 2], [end[0] + side * 30, end[1] + 14], [
    end[0] - 4,
    end[1] + 8,
  ]], "grey");
}

function upland(pen: Pen): void {
  const { random, unit } = pen;
  const soil = random.pick(["tan", "brown", "straw"] as const);
  drawSky(pen, random.pick(["sky", "blush", "lemon", "peach"]), 0.55);
  drawSun(pen, pen.at(random.pick([0.14, 0.82]), 0.16), random.between(40, 54));
  if (random.chance(0.5)) drawClouds(pen);
  else drawBirds(pen, pen.at(0.5, 0.12));
  drawMountains(pen, 0.48, random.whole(3, 4), ["violet", "teal", "forest", "blue", "green"]);
  drawGround(pen, 0.48, soil);
  if (random.chance(0.45)) drawStiltHouse(pen, pen.at(0.84, 0.56), unit * 0.24);
  else drawTree(pen, pen.at(0.9, 0.58), unit * 0.17, random.chance(0.5) ? "red" : undefined);
  furrows(pen, 0.56, 5);
  if (random.chance(0.65))
    drawBuffalo(pen, pen.at(pen.portrait ? 0.62 : 0.76, pen.portrait ? 0.68 : 0.84), unit * 0.27);
}

/** “Bố cùng mẹ làm nương”: father and mother hoe and plant on the upland field together. */
export const fieldWork: Scene = (pen) => {
  const { random, unit } = pen;
  upland(pen);
  const foot = random.between(0.92, 0.97);
  const height = unit * random.between(0.48, 0.6);
  const [first, second] = pen.portrait ? [0.26, 0.66] : [0.22, 0.47];
  const father = drawPerson(pen, {
    who: "father",
    feet: pen.at(first, foot),
    height,
    arms: ["hip", "front"],
    hat: random.pick(["cone", "none"]),
    stance: "walking",
  });
  hoe(pen, father.right, height * 0.4, 1);
  const mother = drawPerson(pen, {
    who: "mother",
    feet: pen.at(second, foot),
    height: height * 0.95,
    arms: ["out", random.pick(["out", "up"])],
    hat: random.pick(["scarf", "cone"]),
    basket: random.chance(0.7),
  });
  drawSprout(pen, mother.left, 26);
  if (random.chance(0.4))
    drawPerson(pen, {
      who: random.pick(["girl", "boy"]),
      feet: pen.at(pen.portrait ? 0.46 : 0.62, 0.98),
      height: height * 0.6,
      arms: ["wave", "up"],
    });
};
