import type { Colour } from "../colour.ts";
import { type Point, ribbon } from "../geometry.ts";
import type { Pen } from "../pen.ts";
import { chooseWardrobe, dressBody, inTrousers, type Wardrobe } from "./clothes.ts";
import { drawBackHair, drawFace, drawFrontHair, drawHat, type Hair, type Hat, type Mood } from "./head.ts";
import { armOf, type Reach, type Skeleton, skeletonOf, type Stance } from "./skeleton.ts";

export type Who = "father" | "mother" | "boy" | "girl";

/** One person on the sheet. `height` and `feet` in sheet units; anything left out is chosen by chance. */
export type PersonSpec = {
  who: Who;
  feet: Point;
  height: number;
  arms?: readonly [left: Reach, right: Reach];
  stance?: Stance;
  mood?: Mood;
  wear?: Partial<Wardrobe>;
  hat?: Hat;
  hair?: Hair;
  basket?: boolean;
  bag?: Colour;
};

/** Where the drawn person's parts are, for things to hold and for others to touch. */
export type Drawn = { left: Point; right: Point; head: Point; headRadius: number; body: Skeleton };

const isMale = (who: Who) => who === "father" || who === "boy";
const isChild = (who: Who) => who === "boy" || who === "girl";

function shoe(pen: Pen, [x, y]: Point, side: number, height: number): void {
  pen.ellipse([x + side * height * 0.016, y - height * 0.012], height * 0.044, height * 0.026, "brown", {
    outlineWidth: 1.8,
  });
}

function leg(pen: Pen, from: Point, to: Point, height: number, colour: Colour, side: number): void {
  pen.shape(
    ribbon(
      [from, [(from[0] + to[0]) / 2 + side * height * 0.008, (from[1] + to[1]) / 2], to],
      height * 0.088,
      height * 0.066,
    ),
    colour,
    {
      angle: 85,
    },
  );
  shoe(pen, to, side, height);
}

function legs(pen: Pen, body: Skeleton, colour: Colour, stance: Stance): void {
  const { x, half, hipY, floorY, height } = body;
  if (stance === "hidden") return;
  if (stance === "sitting") return crossedLegs(pen, body, colour);
  const step = stance === "walking" ? height * 0.07 : 0;
  leg(pen, [x - half * 0.45, hipY - 4], [x - half * 0.55 - step, floorY - height * 0.02], height, colour, -1);
  leg(
    pen,
    [x + half * 0.45, hipY - 4],
    [x + half * 0.55 + step * 0.6, floorY - height * (0.02 + step / height / 4)],
    height,
    colour,
    1,
  );
}

/** Sitting on the floor with crossed legs: knees out, feet before the lap. */
function crossedLegs(pen: Pen, body: Skeleton, colour: Colour): void {
  const { x, half, hipY, floorY, height } = body;
  const knee = half * 1.95;
  const level = floorY - height * 0.065;
  for (const side of [-1, 1]) shoe(pen, [x + side * half * 0.75, floorY - height * 0.005], side, height);
  pen.shape(
    [[x - knee, level], [x - half, hipY - 4], [x + half, hipY - 4], [x + knee, level],
      [x + half * 0.9, floorY - height * 0.02], [x - half * 0.9, floorY - height * 0.02]],
    colour,
    {
      smooth: true,
      angle: 10,
    },
  );
  pen.line([[x - knee * 0.5, floorY - height * 0.05], [x, level - height * 0.01],
    [x + knee * 0.35, floorY - height * 0.035]], 2.4);
}

function backBasket(pen: Pen, body: Skeleton): void {
  const { x, half, shoulderY, hipY } = body;
  const left = x + half * 0.55;
  const wide = half * 1.5;
  pen.shape([[left, shoulderY - 2], [left + wide, shoulderY - 8], [left + wide * 0.82, hipY], [
    left + wide * 0.18,
    hipY,
  ]], "tan");
  for (const share of [0.25, 0.5, 0.75]) {
    const y = shoulderY + (hipY - shoulderY) * share;
    pen.line([[left + wide * 0.1, y], [left + wide * 0.92, y - 3]], 2.2, "brown");
  }
  for (const share of [0.2, 0.5, 0.8])
    pen.ellipse(
      [left + wide * share, shoulderY - 8],
      wide * 0.2,
      wide * 0.15,
      pen.random.pick(["green", "lime", "yellow"]),
    );
}

function arm(pen: Pen, body: Skeleton, side: -1 | 1, reach: Reach, sleeve: Colour, skin: Colour): Point {
  const [shoulder, elbow, hand] = armOf(body, side, reach);
  const thick = body.height * 0.074;
  pen.ellipse(hand, body.height * 0.034, body.height * 0.034, skin, { outlineWidth: 1.8 });
  pen.shape(
    ribbon(
      [shoulder, elbow, hand].map((
        point,
        at,
      ) => (at === 2 ? toward(point, elbow, body.height * 0.02) : point)),
      thick,
      thick * 0.84,
    ),
    sleeve,
    {
      smooth: false,
    },
  );
  return hand;
}

function toward([x, y]: Point, [tx, ty]: Point, reach: number): Point {
  const length = Math.hypot(tx - x, ty - y) || 1;
  return [x + ((tx - x) / length) * reach, y + ((ty - y) / length) * reach];
}

function chooseHair(pen: Pen, who: Who): Hair {
  if (who === "father") return "short";
  if (who === "boy") return pen.random.pick(["short", "bowl", "bowl"]);
  return pen.random.pick(
    who === "mother" ? ["long", "bun", "long", "bob"] : ["tails", "tails", "bob", "long"],
  );
}

function drawHead(pen: Pen, body: Skeleton, spec: PersonSpec, hair: Hair, skin: Colour, scarf: Colour): void {
  const { head, headRadius: r } = body;
  pen.ellipse(head, r, r * 0.98, skin);
  drawFrontHair(pen, head, r, hair);
  drawFace(pen, [head[0], head[1] + r * 0.16], r * 0.86, spec.mood);
  drawHat(pen, head, r, spec.hat ?? "none", scarf);
}

/** Draws a person from the feet up and tells where the hands came to be. */
export function drawPerson(pen: Pen, spec: PersonSpec): Drawn {
  const { who, stance = "standing" } = spec;
  const [male, child] = [isMale(who), isChild(who)];
  const body = skeletonOf({ feet: spec.feet, height: spec.height, child, stance });
  const wear: Wardrobe = { ...chooseWardrobe(pen, male, child), ...spec.wear };
  const skin = pen.random.pick(["skin", "skin", "tanned"] as const);
  const hair = spec.hair ?? chooseHair(pen, who);
  const scarf = pen.random.pick(["indigo", "red", "violet", "crimson", "indigo"] as const);
  const [leftReach, rightReach] = spec.arms ?? ["down", "down"];

  if (spec.basket) backBasket(pen, body);
  drawBackHair(pen, body.head, body.headRadius, hair);
  legs(pen, body, inTrousers(wear.outfit, male) ? wear.bottom : skin, stance);
  dressBody(pen, body, wear, male);
  if (spec.bag) satchel(pen, body, spec.bag);
  const sleeve = wear.outfit === "school" ? "white" : wear.top;
  const left = arm(pen, body, -1, leftReach, sleeve, skin);
  const right = arm(pen, body, 1, rightReach, sleeve, skin);
  drawHead(pen, body, spec, hair, skin, scarf);
  return { left, right, head: body.head, headRadius: body.headRadius, body };
}

function satchel(pen: Pen, body: Skeleton, colour: Colour): void {
  const { x, half, shoulderY, hipY, height } = body;
  pen.line(
    [[x - half * 0.8, shoulderY + 4], [x + half * 1.05, hipY - height * 0.02]],
    Math.max(3, height * 0.02),
    colour,
  );
  pen.rectangle(x + half * 0.7, hipY - height * 0.05, half * 1.1, height * 0.12, colour);
}

/** A place between two neighbours where their hands meet. */
export function handInHand(left: PersonSpec, right: PersonSpec): Point {
  const drop = (spec: PersonSpec) => spec.feet[1] - spec.height * (isChild(spec.who) ? 0.42 : 0.48);
  return [(left.feet[0] + right.feet[0]) / 2, (drop(left) + drop(right)) / 2];
}

/** Draws people side by side, each holding the next one's hand; the outer hands do as told. */
export function drawChain(
  pen: Pen,
  people: readonly PersonSpec[],
  outer: readonly [Reach, Reach] = ["wave", "wave"],
): Drawn[] {
  return people.map((person, index) => {
    const [before, after] = [people[index - 1], people[index + 1]];
    const arms = [before ? handInHand(before, person) : outer[0],
      after ? handInHand(person, after) : outer[1]] as const;
    return drawPerson(pen, { ...person, arms });
  });
}
