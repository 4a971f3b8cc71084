import { type Point, ribbon } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawHen } from "../vocabulary/animals.ts";
import { drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawMeadow, drawTree } from "../vocabulary/plants.ts";
import { drawHeart } from "../vocabulary/signs.ts";
import { drawClouds, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

function hillside(pen: Pen): void {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["blush", "sky", "lemon"]));
  drawSun(pen, pen.at(0.82, 0.16), random.between(44, 56));
  drawClouds(pen);
  drawMountains(pen, 0.6, 3, ["teal", "green", "violet", "blue"]);
  drawGround(pen, 0.6, random.pick(["lime", "green"]));
  drawTree(pen, pen.at(pen.portrait ? 0.14 : 0.13, 0.8), unit * 0.26, random.pick(["red", "orange"]));
  drawStiltHouse(pen, pen.at(pen.portrait ? 0.82 : 0.84, 0.72), unit * 0.26);
}

/** “Bố bế em”: a big father with a small child on his arm. */
export const carried: Scene = (pen) => {
  const { random, unit, width, height } = pen;
  hillside(pen);
  const coat = random.pick(["indigo", "blue", "teal", "violet"] as const);
  const x = width * 0.48;
  const tall = unit * 0.86;
  const foot = height * 0.97;
  const seat: [number, number] = [x + tall * 0.13, foot - tall * 0.42];
  drawPerson(pen, {
    who: "father",
    feet: [x, foot],
    height: tall,
    arms: ["down", "front"],
    mood: "laugh",
    wear: { outfit: "indigo", top: coat },
  });
  drawPerson(pen, {
    who: random.pick(["girl", "boy"]),
    feet: [seat[0], seat[1] + tall * 0.1],
    height: tall * 0.46,
    arms: [[x - tall * 0.02, seat[1] - tall * 0.16], "wave"],
  });
  const hand: Point = [x + tall * 0.01, seat[1] + tall * 0.005];
  const elbow: Point = [seat[0] + tall * 0.08, seat[1] + tall * 0.01];
  const shoulder: Point = [seat[0] + tall * 0.1, seat[1] - tall * 0.07];
  pen.ellipse(hand, tall * 0.036, tall * 0.034, "skin");
  pen.shape(
    ribbon([shoulder, elbow, [hand[0] + tall * 0.02, hand[1]]], tall * 0.08, tall * 0.066),
    coat,
  );
  for (const [dx, dy, size] of [[0.17, 0.34, 24], [0.22, 0.26, 15], [-0.16, 0.3, 18]] as const)
    drawHeart(pen, [x + dx * unit * 1.4, height * dy], size, random.pick(["red", "pink"]));
  drawHen(pen, pen.at(0.8, 0.94), unit * 0.13, random.pick(["orange", "brown"]));
  drawHen(pen, pen.at(0.7, 0.97), unit * 0.07);
  drawHen(pen, pen.at(0.9, 0.97), unit * 0.07);
  drawMeadow(pen, 0, 0.36, 4);
};
