import { drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawFloor } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawBubble, drawHeart, drawNote } from "../vocabulary/signs.ts";
import { drawBackdrop } from "../vocabulary/sky.ts";
import { drawWovenBand } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

/** “Em được lắng nghe”: a child speaks, mother and father bend an ear. */
export const listenedTo: Scene = (pen) => {
  const { random, unit, width, height } = pen;
  drawBackdrop(pen, random.pick(["teal", "blush", "yellow", "sky", "lime"]));
  drawFloor(pen, 0.74, random.pick(["straw", "tan", "peach"]));
  drawWovenBand(pen, height - 50, 50);
  const foot = 0.92;
  const [left, right] = pen.portrait ? [0.19, 0.81] : [0.25, 0.75];
  drawPerson(pen, {
    who: "mother",
    feet: pen.at(left, foot),
    height: unit * 0.62,
    hat: "scarf",
    arms: ["ear", "out"],
    mood: "smile",
  });
  drawPerson(pen, {
    who: "father",
    feet: pen.at(right, foot),
    height: unit * 0.66,
    arms: ["out", "ear"],
    mood: "smile",
  });
  const child = drawPerson(pen, {
    who: random.pick(["girl", "boy"]),
    feet: pen.at(0.5, foot),
    height: unit * 0.47,
    arms: ["out", "up"],
    mood: "talk",
  });
  const bubble = pen.at(0.5, pen.portrait ? 0.3 : 0.21);
  drawBubble(pen, bubble, unit * 0.44, unit * 0.3, [child.head[0] + 14,
    child.head[1] - child.headRadius * 1.35]);
  if (random.chance(0.5)) drawHeart(pen, [bubble[0], bubble[1]], unit * 0.07);
  else drawStiltHouse(pen, [bubble[0], bubble[1] + unit * 0.09], unit * 0.15);
  const colours = random.shuffled(["red", "violet", "blue", "orange"] as const);
  [[0.1, 0.2], [0.2, 0.1], [0.82, 0.12], [0.92, 0.22]].forEach(([x, y], index) => {
    if (index % 2 && random.chance(0.5)) drawHeart(pen, pen.at(x!, y!), 18, "pink");
    else drawNote(pen, [width * x!, height * y! + 12], unit * 0.055, colours[index]!);
  });
};
