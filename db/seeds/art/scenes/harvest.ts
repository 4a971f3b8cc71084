import { drawBuffalo } from "../vocabulary/animals.ts";
import { drawStiltHouse } from "../vocabulary/buildings.ts";
import { lineUp, someFamily } from "../vocabulary/family.ts";
import { drawMountains, drawSheaf, drawTerraces } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawBirds, drawClouds, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

/** “Cả nhà cùng gặt lúa”: terraces, a stilt house, the family among the sheaves. */
export const harvest: Scene = (pen) => {
  const { random, unit } = pen;
  const close = random.chance(0.35);
  drawSky(pen, random.pick(["sky", "blush", "lemon"]), 0.5);
  drawSun(pen, pen.at(random.pick([0.16, 0.5, 0.84]), 0.14), random.between(38, 52));
  drawMountains(pen, 0.42, random.whole(3, 5), ["forest", "green", "teal", "blue", "violet"]);
  if (random.chance(0.7)) drawClouds(pen);
  else drawBirds(pen, pen.at(0.5, 0.12));
  drawTerraces(pen, 0.4, 6);
  drawStiltHouse(pen, pen.at(random.pick([0.15, 0.84]), 0.52), unit * 0.25);
  if (!close && random.chance(0.5)) drawBuffalo(pen, pen.at(random.pick([0.3, 0.68]), 0.66), unit * 0.2);

  const row = close
    ? { from: 0.1, to: 0.9, foot: 1.04, height: 0.7 }
    : { from: 0.06, to: 0.94, foot: 0.93, height: 0.48 };
  const family = lineUp(pen, close ? someFamily(pen).slice(0, 3) : someFamily(pen), row);
  for (const person of family) {
    const hat = random.pick(["cone", "cone", person.who === "mother" ? "scarf" : "none"] as const);
    const basket = person.who === "mother" || (person.who === "father" && random.chance(0.4));
    const drawn = drawPerson(pen, {
      ...person,
      hat,
      basket,
      arms: [random.pick(["out", "hip", "wave"]), random.pick(["up", "out", "wave"])],
    });
    if (random.chance(0.75)) drawSheaf(pen, [drawn.right[0], drawn.right[1] + 6], person.height * 0.2);
  }
  for (let sheaf = 0; sheaf < 6; sheaf++) {
    drawSheaf(
      pen,
      [pen.width * ((sheaf + random.between(0.2, 0.8)) / 6), pen.height - random.between(2, 16)],
      random.between(44, 66),
    );
  }
};
