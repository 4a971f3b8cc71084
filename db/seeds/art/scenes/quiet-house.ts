import { drawHouse } from "../vocabulary/buildings.ts";
import { lineUp, someFamily } from "../vocabulary/family.ts";
import { drawGround } from "../vocabulary/land.ts";
import { drawChain } from "../vocabulary/person.ts";
import { drawMeadow, drawTree } from "../vocabulary/plants.ts";
import { drawHeart } from "../vocabulary/signs.ts";
import { drawCloud, drawRainbow, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

/** “Ngôi nhà không tiếng quát”: a house under a rainbow, the family hand in hand before it. */
export const quietHouse: Scene = (pen) => {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "blush", "peach"]), 0.72);
  const rainbow = random.chance(0.7);
  if (rainbow) drawRainbow(pen, pen.at(0.5, 0.66), pen.width * 0.43);
  else drawSun(pen, pen.at(0.16, 0.16), 52);
  drawCloud(pen, pen.at(0.1, rainbow ? 0.14 : 0.34), 56);
  drawCloud(pen, pen.at(0.89, 0.16), 60);
  drawGround(pen, 0.63, random.pick(["lime", "green"]));
  drawTree(pen, pen.at(0.1, 0.8), unit * 0.2, random.pick(["red", "orange"]));
  drawTree(pen, pen.at(0.91, 0.79), unit * 0.18, random.pick(["red", "yellow"]));
  drawHouse(pen, pen.at(0.5, 0.74), unit * 0.46);
  drawHeart(pen, pen.at(0.5, pen.portrait ? 0.36 : 0.2), unit * 0.05);
  drawHeart(pen, pen.at(0.57, pen.portrait ? 0.33 : 0.14), unit * 0.025, "pink");
  const people = someFamily(pen).slice(0, 4);
  drawChain(
    pen,
    lineUp(pen, people, {
      from: pen.portrait ? 0.02 : 0.14,
      to: pen.portrait ? 0.98 : 0.86,
      foot: 0.95,
      height: 0.42,
    }),
    ["wave", "wave"],
  );
  drawMeadow(pen, 0, 1, 9);
};
