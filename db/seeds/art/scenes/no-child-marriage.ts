import type { Pen } from "../pen.ts";
import { drawSchool } from "../vocabulary/buildings.ts";
import { drawFloor, drawMountains } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawFlower } from "../vocabulary/plants.ts";
import { drawBook, drawForbidden, drawHand, drawHeart, drawRings } from "../vocabulary/signs.ts";
import { drawBackdrop, drawSky, drawStar, drawSun } from "../vocabulary/sky.ts";
import { drawWovenBand, drawWovenFrame } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

function sign(pen: Pen, x: number, y: number, radius: number): void {
  pen.ellipse([x, y], radius, radius, "white", { outline: false });
  drawRings(pen, [x, y], radius * 0.46);
  drawForbidden(pen, [x, y], radius);
}

/** One girl with her palm out, the sign, a book for what she wants instead. */
function poster(pen: Pen): void {
  const { random, unit } = pen;
  drawBackdrop(pen, random.pick(["yellow", "sky", "blush", "lime", "peach"]));
  drawWovenFrame(pen, 50);
  const sky = pen.portrait ? 0.26 : 0.42;
  sign(pen, ...pen.at(pen.portrait ? 0.74 : 0.8, sky), unit * 0.14);
  drawHand(pen, pen.at(pen.portrait ? 0.24 : 0.2, sky), unit * 0.14, "skin", -0.08, true);
  drawPerson(pen, {
    who: "girl",
    feet: pen.at(0.5, 0.91),
    height: unit * (pen.portrait ? 0.66 : 0.78),
    hat: random.pick(["scarf", "turban"]),
    arms: ["out", "up"],
    mood: random.pick(["smile", "talk"]),
    wear: { outfit: random.pick(["pleats", "indigo"]) },
  });
  drawBook(pen, pen.at(pen.portrait ? 0.8 : 0.79, 0.83), unit * 0.2);
  drawStar(pen, pen.at(0.9, pen.portrait ? 0.62 : 0.66), unit * 0.034);
  drawHeart(pen, pen.at(pen.portrait ? 0.2 : 0.2, 0.78), unit * 0.055, random.pick(["pink", "red"]));
}

/** The wedding on one side, school on the other; the girl turns to school. */
function choice(pen: Pen): void {
  const { random, unit, width } = pen;
  drawSky(pen, random.pick(["sky", "lemon", "peach"]), 0.7);
  drawMountains(pen, 0.55, 3, ["teal", "green", "violet"]);
  drawFloor(pen, 0.55, random.pick(["lime", "green"]));
  drawSun(pen, pen.at(0.88, 0.14), 44);
  drawSchool(pen, pen.at(pen.portrait ? 0.7 : 0.78, 0.66), unit * 0.38);
  sign(pen, ...pen.at(pen.portrait ? 0.24 : 0.16, 0.28), unit * 0.15);
  drawPerson(pen, {
    who: "girl",
    feet: pen.at(pen.portrait ? 0.3 : 0.36, 0.95),
    height: unit * 0.6,
    hat: "scarf",
    arms: ["up", "out"],
    mood: "talk",
    wear: { outfit: "pleats" },
  });
  drawPerson(pen, {
    who: "boy",
    feet: pen.at(pen.portrait ? 0.66 : 0.56, 0.96),
    height: unit * 0.56,
    arms: ["hip", "up"],
    wear: { outfit: "school" },
  });
  drawBook(pen, [width * (pen.portrait ? 0.86 : 0.74), pen.height * 0.9], unit * 0.16);
  for (const x of [0.06, 0.14, 0.92])
    drawFlower(pen, pen.at(x, 0.985), 15, random.pick(["pink", "red", "violet"]));
}

/** Friends in a row, palms up. */
function together(pen: Pen): void {
  const { random, unit } = pen;
  drawBackdrop(pen, random.pick(["sky", "peach", "lemon", "teal"]));
  drawWovenBand(pen, pen.height - 50, 50);
  sign(pen, ...pen.at(0.5, pen.portrait ? 0.22 : 0.27), unit * (pen.portrait ? 0.17 : 0.16));
  const count = pen.portrait ? 3 : 4;
  for (let index = 0; index < count; index++) {
    const x = 0.08 + (0.84 * (index + 0.5)) / count;
    drawPerson(pen, {
      who: index % 2 ? "boy" : "girl",
      feet: pen.at(x, 0.92),
      height: unit * random.between(0.47, 0.54),
      arms: [index === 0 ? "wave" : "up", "up"],
      hat: index % 2 ? "none" : random.pick(["scarf", "none"]),
      mood: random.pick(["talk", "smile"]),
    });
  }
  for (const [x, y] of [[0.1, 0.16], [0.24, 0.3], [0.76, 0.3], [0.9, 0.16]] as const) {
    if (random.chance(0.5)) drawHeart(pen, pen.at(x, y), unit * 0.035, random.pick(["red", "pink"]));
    else drawStar(pen, pen.at(x, y), unit * 0.04);
  }
}

/** “Nói không với tảo hôn”: three ways to say no. */
export const noChildMarriage: Scene = (pen) => pen.random.pick([poster, choice, together])(pen);
