import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawHen } from "../vocabulary/animals.ts";
import { drawStall } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains } from "../vocabulary/land.ts";
import { drawPerson, handInHand, type PersonSpec } from "../vocabulary/person.ts";
import { drawTuft } from "../vocabulary/plants.ts";
import { drawClouds, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

function parasol(pen: Pen, [x, y]: Point, size: number, colour: Colour): void {
  pen.line([[x, y], [x, y - size * 1.3]], 5, "brown");
  const top: Point[] = [[-1, -1.0], [-0.66, -1.42], [0, -1.62], [0.66, -1.42], [1, -1.0], [0.5, -1.08],
    [0, -1.0], [-0.5, -1.08]];
  pen.shape(top.map(([dx, dy]): Point => [x + dx * size, y + dy * size]), colour, { smooth: true });
  for (const side of [-0.34, 0.34]) pen.line([[x, y - size * 1.58], [x + side * size, y - size * 1.06]], 2.4);
}

function stalls(pen: Pen, roofs: readonly Colour[]): void {
  const { unit } = pen;
  (pen.portrait ? [0.27, 0.74] : [0.18, 0.5, 0.82]).forEach((x, index) => {
    drawPerson(pen, {
      who: index === 1 ? "father" : "mother",
      feet: pen.at(x, 0.68),
      height: unit * (pen.portrait ? 0.31 : 0.285),
      hat: index === 1 ? "none" : "scarf",
      arms: ["out", "out"],
    });
    drawStall(pen, pen.at(x, 0.69), unit * (pen.portrait ? 0.36 : 0.33), roofs[index]!);
  });
}

/** “Chợ phiên cùng mẹ”: stalls under the mountains, people in their best clothes. */
export const marketDay: Scene = (pen) => {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "peach", "lemon"]), 0.5);
  drawSun(pen, pen.at(0.88, 0.12), 38);
  drawClouds(pen);
  drawMountains(pen, 0.42, 4, ["forest", "teal", "violet", "blue"]);
  drawGround(pen, 0.42, random.pick(["straw", "tan", "lime"]));
  const roofs = random.shuffled<Colour>(["red", "pink", "yellow", "blue", "violet"]);
  stalls(pen, roofs);
  const mother: PersonSpec = {
    who: "mother",
    feet: pen.at(pen.portrait ? 0.28 : 0.2, 0.96),
    height: unit * 0.5,
    hat: "scarf",
    basket: true,
  };
  const child: PersonSpec = {
    who: random.pick(["girl", "boy"]),
    feet: pen.at(pen.portrait ? 0.54 : 0.36, 0.975),
    height: unit * 0.35,
  };
  const hands = handInHand(mother, child);
  drawPerson(pen, { ...mother, arms: ["down", hands] });
  drawPerson(pen, { ...child, arms: [hands, "up"], mood: "laugh" });
  const lady = drawPerson(pen, {
    who: "mother",
    feet: pen.at(pen.portrait ? 0.82 : 0.64, 0.95),
    height: unit * 0.45,
    hat: "turban",
    arms: ["hip", "out"],
    wear: { outfit: "pleats" },
  });
  parasol(pen, [lady.right[0], lady.right[1] + 10], unit * 0.1, roofs[3]!);
  drawHen(pen, pen.at(0.88, 0.95), unit * 0.12, random.pick(["orange", "brown"]));
  drawHen(pen, pen.at(pen.portrait ? 0.68 : 0.8, 0.98), unit * 0.065);
  for (const x of [0.05, 0.48, 0.96]) drawTuft(pen, pen.at(x, 0.985));
};
