import { drawDog } from "../vocabulary/animals.ts";
import { drawMeal, drawWindow } from "../vocabulary/indoors.ts";
import { drawFloor } from "../vocabulary/land.ts";
import { drawPerson, type PersonSpec } from "../vocabulary/person.ts";
import { drawHeart } from "../vocabulary/signs.ts";
import { drawBackdrop } from "../vocabulary/sky.ts";
import { drawWovenBand } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

/** “Bữa cơm gia đình em”: the family on the floor around the tray, seen from the front. */
export const familyMeal: Scene = (pen) => {
  const { random, unit, width, height } = pen;
  drawBackdrop(pen, random.pick(["blush", "yellow", "lime", "peach", "sky"]));
  drawFloor(pen, 0.6, random.pick(["straw", "tan", "orange"]));
  if (random.chance(0.5)) drawWovenBand(pen, 0, 40);
  drawWindow(pen, [width * 0.64, height * 0.13], unit * 0.24, random.chance(0.4));
  for (const [x, y, size] of [[0.16, 0.18, 30], [0.27, 0.3, 17], [0.08, 0.32, 14]] as const)
    drawHeart(pen, pen.at(x, y), size, random.pick(["red", "pink"]));

  const middle = height * 0.8;
  const tall = unit * 0.52;
  const seat = (who: PersonSpec["who"], x: number, y: number, size: number): PersonSpec => ({
    who,
    feet: pen.at(x, y),
    height: tall * size,
    stance: "sitting",
    arms: ["front", "front"],
    mood: random.pick(["smile", "laugh"]),
  });
  const back: PersonSpec[] = pen.portrait
    ? [seat("father", 0.34, 0.74, 1), seat("mother", 0.68, 0.74, 0.96)]
    : [seat("father", 0.36, 0.74, 1), seat(random.pick(["girl", "boy"]), 0.5, 0.72, 0.68),
      seat("mother", 0.65, 0.74, 0.96)];
  for (const person of back) drawPerson(pen, person);
  drawMeal(pen, [width * 0.5, middle], width * (pen.portrait ? 0.3 : 0.24));
  const edge = pen.portrait ? 0.16 : 0.14;
  drawPerson(pen, { ...seat("girl", edge, 0.92, 0.74), arms: ["down", pen.at(edge + 0.2, 0.78)] });
  drawPerson(pen, { ...seat("boy", 1 - edge, 0.92, 0.74), arms: [pen.at(0.8 - edge, 0.78), "wave"] });
  if (random.chance(0.5)) drawDog(pen, pen.at(0.5, 0.985), unit * 0.14);
};
