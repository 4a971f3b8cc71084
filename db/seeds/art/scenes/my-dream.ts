import { placed, type Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawSchool, drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawBlossom, drawMeadow, drawTree } from "../vocabulary/plants.ts";
import { drawHeart, drawThoughts } from "../vocabulary/signs.ts";
import {
  drawBackdrop,
  drawCloud,
  drawMoon,
  drawSky,
  drawStar,
  drawStars,
  drawSun,
} from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

function rocket(pen: Pen, [x, y]: Point, size: number): void {
  for (const side of [-1, 1])
    pen.shape([[x + side * size * 0.2, y - size * 0.32], [x + side * size * 0.46, y + size * 0.06], [
      x + side * size * 0.16,
      y,
    ]], "red");
  pen.shape([[x - size * 0.16, y], [x, y + size * 0.42], [x + size * 0.16, y]], "orange");
  pen.shape([[x - size * 0.08, y], [x, y + size * 0.24], [x + size * 0.08, y]], "yellow", {
    outlineWidth: 1.6,
  });
  pen.shape(
    [[x - size * 0.22, y], [x - size * 0.22, y - size * 0.6], [x, y - size * 1.1],
      [x + size * 0.22, y - size * 0.6], [x + size * 0.22, y]],
    "white",
    { smooth: true },
  );
  pen.ellipse([x, y - size * 0.5], size * 0.12, size * 0.12, "sky");
  pen.line([[x - size * 0.2, y - size * 0.2], [x + size * 0.2, y - size * 0.2]], 5, "red");
}

/** Night over the village, a rocket on its way. */
function toTheStars(pen: Pen): void {
  const { random, unit } = pen;
  drawBackdrop(pen, random.pick(["indigo", "violet", "blue"]));
  drawStars(pen, 16, 0.6);
  drawMoon(pen, pen.at(0.84, 0.18), unit * 0.085);
  drawGround(pen, 0.76, random.pick(["forest", "green"]), 26);
  rocket(pen, pen.at(0.48, pen.portrait ? 0.34 : 0.45), unit * 0.36);
  drawStiltHouse(pen, pen.at(0.17, 0.86), unit * 0.25);
  drawTree(pen, pen.at(0.9, 0.92), unit * 0.18);
  drawPerson(pen, {
    who: "girl",
    feet: pen.at(pen.portrait ? 0.4 : 0.35, 0.97),
    height: unit * 0.38,
    arms: ["wave", "up"],
    mood: "laugh",
  });
  drawPerson(pen, {
    who: "boy",
    feet: pen.at(pen.portrait ? 0.68 : 0.64, 0.97),
    height: unit * 0.36,
    arms: ["up", "wave"],
  });
}

/** A child stands in thought; the dream is in the cloud: a teacher before her school. */
function toTeach(pen: Pen): void {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "peach", "blush"]), 0.8);
  drawSun(pen, pen.at(0.1, 0.13), 40);
  drawGround(pen, 0.72, random.pick(["lime", "green"]));
  const cloud = pen.at(pen.portrait ? 0.54 : 0.66, pen.portrait ? 0.26 : 0.33);
  const wide = unit * (pen.portrait ? 0.5 : 0.56);
  const child = drawPerson(pen, {
    who: "girl",
    feet: pen.at(0.22, 0.96),
    height: unit * 0.56,
    arms: ["hip", "ear"],
    bag: random.pick(["red", "blue"]),
  });
  drawThoughts(pen, [child.head[0] + child.headRadius * 1.1, child.head[1] - child.headRadius * 0.7], [
    cloud[0] - wide * 0.4,
    cloud[1] + wide * 0.26,
  ]);
  drawCloud(pen, [cloud[0], cloud[1] + wide * 0.1], wide * 0.66);
  drawSchool(pen, [cloud[0] + wide * 0.12, cloud[1] + wide * 0.16], wide * 0.56);
  drawPerson(pen, {
    who: "mother",
    feet: [cloud[0] - wide * 0.3, cloud[1] + wide * 0.24],
    height: wide * 0.44,
    arms: ["out", "up"],
    wear: { outfit: "indigo", top: "pink" },
    hair: "long",
  });
  drawMeadow(pen, 0.42, 1, 7);
  drawTree(pen, pen.at(0.9, 0.93), unit * 0.22, "red");
}

/** To fly over the mountains on a paper bird. */
function toFly(pen: Pen): void {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "lemon", "peach"]), 0.85);
  drawSun(pen, pen.at(0.86, 0.15), 50);
  drawCloud(pen, pen.at(0.16, 0.18), 62);
  drawMountains(pen, 0.8, 4, ["green", "teal", "forest", "violet"]);
  drawGround(pen, 0.84, "lime");
  const [x, y] = pen.at(0.48, 0.56);
  const size = unit * 0.42;
  drawPerson(pen, {
    who: random.pick(["girl", "boy"]),
    feet: [x, y + size * 0.06 + unit * 0.16],
    height: unit * 0.54,
    stance: "hidden",
    arms: ["wave", "up"],
    mood: "laugh",
  });
  const folded: Point[] = [[-1, -0.26], [0.08, -0.06], [1.1, -0.5], [0.5, 0.34], [-0.2, 0.24]];
  pen.shape(placed(folded, [x, y], size), "white");
  pen.line([[x - size * 0.2, y + size * 0.24], [x + size * 0.08, y - size * 0.06],
    [x + size * 0.5, y + size * 0.34]], 3);
  drawCloud(pen, pen.at(0.8, 0.66), 56);
  for (const [dx, dy] of [[0.2, 0.4], [0.72, 0.34], [0.32, 0.2]] as const) {
    if (random.chance(0.5)) drawHeart(pen, pen.at(dx, dy), 17, "pink");
    else drawStar(pen, pen.at(dx, dy), 18);
  }
  drawStiltHouse(pen, pen.at(0.2, 0.95), unit * 0.2);
  drawBlossom(pen, pen.at(0.6, 0.94), 15, "red");
  drawMeadow(pen, 0.4, 1, 7);
}

/** “Ước mơ của em”: to the stars, to teach, to fly. */
export const myDream: Scene = (pen) => pen.random.pick([toTheStars, toTeach, toFly])(pen);
