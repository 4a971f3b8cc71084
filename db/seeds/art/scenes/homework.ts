import type { Pen } from "../pen.ts";
import { drawHen } from "../vocabulary/animals.ts";
import { drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawBooks, drawLamp, drawTable, drawWindow } from "../vocabulary/indoors.ts";
import { drawFloor, drawGround, drawMountains } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawMeadow, drawTree } from "../vocabulary/plants.ts";
import { drawBook, drawHeart, drawNote } from "../vocabulary/signs.ts";
import { drawBackdrop, drawClouds, drawMoon, drawSky, drawStars, drawSun } from "../vocabulary/sky.ts";
import { drawWovenBand } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

function nightOutside(pen: Pen): void {
  drawBackdrop(pen, pen.random.pick(["blue", "indigo", "violet"]));
  drawMoon(pen, pen.at(0.14, 0.17), pen.random.between(42, 54));
  drawStars(pen, 10, 0.34);
}

function dayInside(pen: Pen): void {
  drawBackdrop(pen, pen.random.pick(["peach", "lime", "sky", "blush", "lemon"]));
  if (pen.random.chance(0.5)) drawWovenBand(pen, 0, 38);
  drawWindow(pen, [pen.width * 0.12, pen.height * 0.13], pen.unit * 0.26, pen.random.chance(0.3));
  drawHeart(pen, pen.at(0.86, 0.2), 30, pen.random.pick(["red", "pink"]));
}

/** Standing at the table, one book between two heads. */
function atTheTable(pen: Pen): void {
  const { random, unit, width } = pen;
  const night = random.chance(0.5);
  if (night) nightOutside(pen);
  else dayInside(pen);
  drawFloor(pen, 0.66, random.pick(["brown", "tan", "straw"]));
  const top = pen.height * 0.74;
  const foot = pen.height * 0.96;
  const apart = random.pick([0.12, 0.14]) + (pen.portrait ? 0.05 : 0);
  const book = pen.at(0.48, 0.735);
  const raised = random.pick(["hip", "wave", "up"] as const);
  drawPerson(pen, {
    who: "girl",
    feet: [width * (0.48 - apart), foot],
    height: unit * 0.6,
    arms: ["front", [book[0] - 30, book[1] - 8]],
    hair: random.pick(["tails", "bob", "long"]),
    mood: random.pick(["smile", "laugh"]),
  });
  drawPerson(pen, {
    who: "boy",
    feet: [width * (0.48 + apart), foot],
    height: unit * 0.74,
    arms: [[book[0] + 46, book[1] - 16], raised],
    mood: random.pick(["smile", "talk"]),
  });
  drawTable(
    pen,
    width * 0.5,
    top,
    width * (pen.portrait ? 0.9 : 0.74),
    pen.height + 10,
    random.pick(["orange", "straw", "teal", "yellow"]),
  );
  drawBook(pen, [book[0], top + 12], unit * 0.22);
  drawBooks(pen, [width * (pen.portrait ? 0.86 : 0.78), top + 2], unit * 0.13);
  if (night) drawLamp(pen, [width * (pen.portrait ? 0.12 : 0.2), top + 2], unit * 0.17);
  else drawBooks(pen, [width * (pen.portrait ? 0.13 : 0.21), top + 2], unit * 0.11);
}

/** On the grass under a tree, the book held open between them. */
function underTheTree(pen: Pen): void {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "lemon", "peach", "blush"]), 0.6);
  drawSun(pen, pen.at(0.86, 0.15), random.between(40, 52));
  drawMountains(pen, 0.54, 3, ["teal", "green", "violet", "blue"]);
  if (random.chance(0.6)) drawClouds(pen);
  drawGround(pen, 0.54, random.pick(["lime", "green"]));
  drawStiltHouse(pen, pen.at(0.82, 0.66), unit * 0.26);
  drawTree(pen, pen.at(0.16, 0.8), unit * 0.4, random.pick(["red", "orange", undefined]));
  const foot = pen.height * 0.95;
  const middle = pen.at(pen.portrait ? 0.52 : 0.5, 0.76);
  const apart = unit * 0.17;
  drawPerson(pen, {
    who: "girl",
    feet: [middle[0] - apart, foot],
    height: unit * 0.58,
    stance: "sitting",
    arms: ["front", [middle[0] - 22, middle[1] + 6]],
    mood: "laugh",
  });
  drawPerson(pen, {
    who: "boy",
    feet: [middle[0] + apart, foot],
    height: unit * 0.7,
    stance: "sitting",
    arms: [[middle[0] + 22, middle[1] + 6], random.pick(["up", "wave"])],
    mood: "talk",
  });
  drawBook(pen, [middle[0], middle[1] + unit * 0.06], unit * 0.24);
  drawBooks(pen, pen.at(pen.portrait ? 0.86 : 0.76, 0.96), unit * 0.13);
  if (random.chance(0.5)) drawHen(pen, pen.at(0.9, 0.9), unit * 0.11, "orange");
  else drawNote(pen, pen.at(0.3, 0.2), unit * 0.06, random.pick(["red", "violet"]));
  drawMeadow(pen, 0, 0.26, 3);
}

/** “Anh trai giúp em gái học bài”: two heads over one book, at the table or under a tree. */
export const homework: Scene = (pen) => (pen.random.chance(0.68) ? atTheTable(pen) : underTheTree(pen));
