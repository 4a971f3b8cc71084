import { drawSchool } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains, drawPath, drawRiver } from "../vocabulary/land.ts";
import { drawPerson, handInHand, type PersonSpec } from "../vocabulary/person.ts";
import { drawBamboo, drawMeadow } from "../vocabulary/plants.ts";
import { drawKite } from "../vocabulary/signs.ts";
import { drawClouds, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

/** “Mẹ ơi, con muốn đến trường”: a girl pulls her mother towards the school across the stream. */
export const toSchool: Scene = (pen) => {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "lemon", "peach"]), 0.55);
  drawSun(pen, pen.at(0.9, 0.13), random.between(36, 48));
  drawClouds(pen);
  drawMountains(pen, 0.46, 3, ["violet", "blue", "teal", "forest"]);
  drawGround(pen, 0.46, random.pick(["lime", "green"]));
  const school = pen.at(pen.portrait ? 0.64 : 0.7, pen.portrait ? 0.55 : 0.58);
  const stream = random.chance(0.6);
  if (stream) drawRiver(pen, 0.66, 0.09);
  else drawPath(pen, 0.4, [school[0], school[1] - 4]);
  drawSchool(pen, school, unit * 0.44);
  if (!stream) drawBamboo(pen, pen.at(0.94, 0.96), unit * 0.36);

  const mother: PersonSpec = {
    who: "mother",
    feet: pen.at(pen.portrait ? 0.24 : 0.2, 0.96),
    height: unit * 0.62,
    hat: "scarf",
    basket: random.chance(0.3),
    wear: { outfit: random.pick(["indigo", "pleats"]) },
  };
  const girl: PersonSpec = {
    who: "girl",
    feet: pen.at(pen.portrait ? 0.56 : 0.4, 0.97),
    height: unit * 0.46,
    stance: "walking",
    hat: random.pick(["none", "scarf"]),
    bag: random.chance(0.5) ? "orange" : undefined,
  };
  const hands = handInHand(mother, girl);
  drawPerson(pen, { ...mother, arms: ["down", hands] });
  const drawn = drawPerson(pen, {
    ...girl,
    arms: [hands, random.chance(0.5) ? "up" : "out"],
    mood: random.pick(["talk", "laugh"]),
  });
  if (random.chance(0.5)) drawKite(pen, pen.at(pen.portrait ? 0.3 : 0.46, 0.16), 34, drawn.right);
  drawMeadow(pen, pen.portrait ? 0.66 : 0.52, stream ? 1 : 0.88, 6);
};
