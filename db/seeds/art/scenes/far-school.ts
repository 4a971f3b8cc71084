import type { Colour } from "../colour.ts";
import { drawSchool, drawStiltHouse } from "../vocabulary/buildings.ts";
import { drawGround, drawMountains, drawPath } from "../vocabulary/land.ts";
import { drawPerson } from "../vocabulary/person.ts";
import { drawBamboo, drawMeadow, drawTree } from "../vocabulary/plants.ts";
import { drawBirds, drawClouds, drawRainbow, drawSky, drawSun } from "../vocabulary/sky.ts";
import type { Scene } from "./scene.ts";

/** “Con gái cũng đi học xa”: girls with satchels on the long path through the mountains. */
export const farSchool: Scene = (pen) => {
  const { random, unit } = pen;
  drawSky(pen, random.pick(["sky", "sky", "peach", "blush"]), 0.6);
  const rainbow = random.chance(0.3);
  if (rainbow) drawRainbow(pen, pen.at(0.4, 0.52), pen.width * 0.36);
  drawSun(pen, pen.at(0.14, 0.15), random.between(40, 52));
  drawMountains(pen, 0.48, random.whole(3, 5), ["green", "forest", "teal", "lime", "blue"]);
  if (random.chance(0.5)) drawClouds(pen);
  else drawBirds(pen, pen.at(0.52, 0.12));
  drawGround(pen, 0.48, random.pick(["lime", "green", "lemon"]));
  const school = pen.at(pen.portrait ? 0.66 : 0.76, pen.portrait ? 0.54 : 0.57);
  drawPath(pen, 0.36, [school[0], school[1] - 2], random.pick(["straw", "tan"]));
  drawSchool(pen, school, unit * 0.4);
  if (random.chance(0.5)) drawStiltHouse(pen, pen.at(0.13, 0.58), unit * 0.22);
  drawTree(pen, pen.at(0.92, 0.86), unit * 0.21, random.chance(0.5) ? "red" : undefined);
  drawBamboo(pen, pen.at(0.06, 0.97), unit * 0.42);

  const bags = random.shuffled<Colour>(["blue", "orange", "red", "teal"]);
  const walkers = random.whole(1, 3);
  const places: [number, number, number][] = pen.portrait
    ? [[0.36, 0.95, 0.58], [0.66, 0.86, 0.44], [0.5, 0.74, 0.3]]
    : [[0.3, 0.96, 0.62], [0.5, 0.87, 0.44], [0.62, 0.75, 0.28]];
  for (const index of [2, 1, 0].filter((place) => place < walkers)) {
    const [x, y, size] = places[index]!;
    drawPerson(pen, {
      who: "girl",
      feet: pen.at(x, y),
      height: unit * size,
      bag: bags[index],
      stance: "walking",
      arms: [random.pick(["down", "wave"]), random.pick(["up", "wave", "out"])],
      hat: index === 0 && random.chance(0.5) ? "scarf" : "none",
      mood: random.pick(["smile", "laugh"]),
    });
  }
  drawMeadow(pen, pen.portrait ? 0.55 : 0.6, 0.98, 5);
};
