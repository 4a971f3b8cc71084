import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { drawFace } from "../vocabulary/head.ts";
import { drawGround } from "../vocabulary/land.ts";
import { drawBlossom } from "../vocabulary/plants.ts";
import { drawHand, drawHeart } from "../vocabulary/signs.ts";
import { drawBackdrop, drawStar } from "../vocabulary/sky.ts";
import { drawWovenFrame } from "../vocabulary/weaving.ts";
import type { Scene } from "./scene.ts";

function ring(pen: Pen, colours: readonly Colour[]): void {
  const count = pen.random.whole(7, 9);
  for (let hand = 0; hand < count; hand++) {
    const turn = (hand / count) * Math.PI * 2 - Math.PI / 2;
    const [x, y] = [pen.width * 0.5 + Math.cos(turn) * pen.width * 0.335,
      pen.height * 0.5 + Math.sin(turn) * pen.height * 0.335];
    drawHand(
      pen,
      [x, y],
      pen.unit * 0.105,
      colours[hand % colours.length]!,
      turn + Math.PI / 2,
      hand % 2 === 0,
    );
  }
}

function treeOfHands(pen: Pen, colours: readonly Colour[]): void {
  const [x, foot] = [pen.width * 0.5, pen.height * 0.92];
  const top = pen.height * 0.56;
  pen.shape([[x - 52, foot], [x - 24, top], [x + 24, top], [x + 52, foot]], "brown", { angle: 86 });
  const places = [[-0.33, 0.47], [-0.24, 0.28], [-0.085, 0.17], [0.085, 0.17], [0.24, 0.28], [0.33, 0.47], [
    -0.13,
    0.4,
  ], [0.13, 0.4]] as const;
  const hands = places.map(([dx, y]) => ({
    at: [x + dx * pen.width, pen.height * y] as Point,
    turn: dx * 2.2,
  }));
  for (const { at, turn } of hands) {
    const wrist: Point = [at[0] - Math.sin(turn) * pen.unit * 0.06, at[1] + Math.cos(turn) * pen.unit * 0.06];
    pen.line([[x, top + 26], [(x * 2 + wrist[0]) / 3, (top + wrist[1]) / 2 + 14], wrist], 12, "brown");
  }
  hands.forEach(({ at, turn }, index) =>
    drawHand(pen, at, pen.unit * 0.105, colours[index % colours.length]!, turn, index % 2 === 0)
  );
}

/** “Bàn tay yêu thương”: hands laid on paper, around a heart or as the leaves of a tree. */
export const handsOfLove: Scene = (pen) => {
  const { random, unit } = pen;
  drawBackdrop(pen, random.pick(["white", "blush", "lemon", "peach", "sky"]));
  const framed = random.chance(0.4);
  if (framed) drawWovenFrame(pen, 40);
  const colours = random.shuffled<Colour>(["red", "orange", "yellow", "green", "blue", "violet", "pink",
    "teal"]);
  const asTree = random.chance(0.4);
  if (asTree && !framed) drawGround(pen, 0.88, random.pick(["lime", "green"]));
  if (asTree) treeOfHands(pen, colours);
  else ring(pen, colours);
  const heart = asTree ? pen.at(0.5, 0.72) : pen.at(0.5, 0.5);
  drawHeart(pen, heart, unit * (asTree ? 0.075 : 0.135), "red");
  if (!asTree) drawFace(pen, [heart[0], heart[1] - unit * 0.015], unit * 0.085);
  for (const [x, y] of [[0.08, 0.14], [0.92, 0.14], [0.08, 0.86], [0.92, 0.86]] as const) {
    if (random.chance(0.6))
      drawBlossom(pen, pen.at(x, y), unit * 0.034, random.pick(["pink", "violet", "orange"]));
    else drawStar(pen, pen.at(x, y), unit * 0.036);
  }
};
