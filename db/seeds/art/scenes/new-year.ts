import { drawFlag } from "../vocabulary/buildings.ts";
import { lineUp, someFamily } from "../vocabulary/family.ts";
import { drawLantern, drawPeachTree, drawRiceCake } from "../vocabulary/indoors.ts";
import { drawFloor } from "../vocabulary/land.ts";
import { drawChain } from "../vocabulary/person.ts";
import { drawBackdrop, drawStars } from "../vocabulary/sky.ts";
import { drawWovenBand } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

/** “Gia đình em vui Tết”: peach blossom, rice cakes, lanterns, everyone in new clothes. */
export const newYear: Scene = (pen) => {
  const { random, unit, width } = pen;
  const wall = random.pick(["yellow", "orange", "peach", "sky", "indigo"] as const);
  drawBackdrop(pen, wall);
  drawFloor(pen, 0.68, random.pick(["brown", "crimson", "tan"]));
  if (wall === "indigo") drawStars(pen, 9, 0.3);
  if (random.chance(0.5)) drawWovenBand(pen, pen.height - 40, 40);
  for (const x of pen.portrait ? [0.62, 0.88] : [0.46, 0.66, 0.9])
    drawLantern(pen, width * x, random.between(26, 70), unit * 0.055);
  drawPeachTree(pen, pen.at(pen.portrait ? 0.2 : 0.15, 0.84), unit * 0.68);
  if (random.chance(0.35)) drawFlag(pen, pen.at(0.9, 0.68), unit * 0.42);
  const family = lineUp(pen, someFamily(pen).slice(0, pen.portrait ? 3 : 4), {
    from: pen.portrait ? 0.3 : 0.28,
    to: 0.99,
    foot: 0.9,
    height: 0.5,
  });
  drawChain(pen, family.map((person) => ({ ...person, mood: random.pick(["smile", "laugh"] as const) })), [
    "out",
    "wave",
  ]);
  const cakes = random.whole(2, 3);
  for (let cake = 0; cake < cakes; cake++)
    drawRiceCake(pen, [width * 0.1 + cake * unit * 0.13, pen.height * 0.965], unit * 0.11);
};
