import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawHouse, drawSchool } from "../vocabulary/buildings.ts";
import { lineUp } from "../vocabulary/family.ts";
import { drawGround } from "../vocabulary/land.ts";
import { drawChain, drawPerson } from "../vocabulary/person.ts";
import { drawMeadow } from "../vocabulary/plants.ts";
import { drawBook, drawBubble, drawHeart } from "../vocabulary/signs.ts";
import { drawBackdrop, drawBirds, drawStar, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

const wishes: ((pen: Pen, middle: Point, wide: number) => void)[] = [
  (pen, [x, y], wide) => {
    drawHouse(pen, [x - wide * 0.16, y + wide * 0.2], wide * 0.32);
    drawHeart(pen, [x + wide * 0.22, y + wide * 0.04], wide * 0.09);
    drawSun(pen, [x + wide * 0.12, y - wide * 0.19], wide * 0.045, false);
  },
  (pen, [x, y], wide) => {
    const family = (["father", "girl", "mother"] as const).map((who, index) => ({
      who,
      feet: [x + (index - 1) * wide * 0.2, y + wide * 0.2] as const,
      height: wide * (who === "girl" ? 0.29 : 0.38),
    }));
    drawChain(pen, family, ["out", "out"]);
    drawHeart(pen, [x, y - wide * 0.2], wide * 0.05);
  },
  (pen, [x, y], wide) => {
    drawSchool(pen, [x + wide * 0.08, y + wide * 0.14], wide * 0.46);
    drawStar(pen, [x + wide * 0.16, y - wide * 0.18], wide * 0.05);
  },
  (pen, [x, y], wide) => {
    drawBook(pen, [x, y + wide * 0.15], wide * 0.44);
    drawHeart(pen, [x - wide * 0.12, y - wide * 0.16], wide * 0.06);
    drawStar(pen, [x + wide * 0.14, y - wide * 0.14], wide * 0.055);
  },
];

/** “Điều con muốn nói”: a child large in front, and the wish in a bubble. */
export const whatIWantToSay: Scene = (pen) => {
  const { random, unit } = pen;
  drawBackdrop(pen, random.pick(["sky", "lemon", "blush", "lime", "peach", "teal"]));
  drawGround(pen, 0.86, random.pick(["lime", "green", "orange"]));
  drawBirds(pen, pen.at(0.1, 0.1));
  const who = random.pick(["girl", "boy"] as const);
  const feet = pen.portrait ? pen.at(0.32, 1.02) : pen.at(0.24, 1.04);
  const child = drawPerson(pen, {
    who,
    feet,
    height: unit * (pen.portrait ? 0.86 : 0.88),
    arms: [random.pick(["wave", "up", "hip"]), random.pick(["hip", "down"])],
    mood: "talk",
    hat: random.chance(0.25) ? "scarf" : "none",
  });
  const middle = pen.portrait ? pen.at(0.54, 0.2) : pen.at(0.69, 0.33);
  const wide = pen.portrait ? pen.width * 0.78 : pen.width * 0.5;
  drawBubble(pen, middle, wide, wide * 0.68, [child.head[0] + child.headRadius * (pen.portrait ? 0.5 : 1.3),
    child.head[1] + child.headRadius * (pen.portrait ? -1.3 : 0.35)]);
  random.pick(wishes)(pen, middle, wide);
  if (random.chance(0.4) && !pen.portrait)
    drawChain(pen, lineUp(pen, ["mother", "father"], { from: 0.56, to: 0.9, foot: 0.98, height: 0.34 }), [
      "hip",
      "ear",
    ]);
  else drawMeadow(pen, 0.46, 1, 6);
};
