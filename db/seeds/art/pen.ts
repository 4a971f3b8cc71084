import { type Colour, crayonBox } from "./colour.ts";
import { type Box, boxOf, cut, ellipse, type Point, rectangle, smoothPath } from "./geometry.ts";
import type { MediumStyle } from "./media/style.ts";
import { createRandom, type Random } from "#app/platform/random.ts";

/** How one shape is coloured. */
export type ShapeOptions = {
  /** Curve through the points; otherwise the corners stay. */
  smooth?: boolean;
  /** Draw the outline (default true). */
  outline?: boolean;
  /** Outline width in sheet units, when the medium's own is not wanted. */
  outlineWidth?: number;
  /** Direction of the strokes in degrees. */
  angle?: number;
  /** A wash behind everything: no paper is laid under it. */
  background?: boolean;
  /** 0 to 1, how much of the colour is laid on. */
  strength?: number;
};

/** A shape as a medium receives it: already trembling and mirrored. */
export type Shape = Required<Omit<ShapeOptions, "outlineWidth">> & {
  points: Point[];
  path: string;
  box: Box;
  colour: string;
  outlineWidth: number | undefined;
};

/** A child's hand with one medium on one sheet. Everything drawn goes through it. */
export class Pen {
  readonly random: Random;
  readonly ink: string;
  readonly marks: string[] = [];
  readonly definitions: string[] = [];
  private readonly mirrored: boolean;
  private readonly habit: number;
  private readonly phases: number[];

  constructor(
    readonly style: MediumStyle,
    readonly seed: number,
    readonly width: number,
    readonly height: number,
  ) {
    this.random = createRandom(Math.imul(seed, 7919) + 13);
    this.ink = this.random.pick(style.inks);
    this.mirrored = this.random.chance(0.5);
    this.habit = this.random.between(-60, 20);
    this.phases = Array.from({ length: 4 }, () => this.random.between(0, 6.28));
  }

  get portrait(): boolean {
    return this.height > this.width;
  }

  /** The measure for things: people and houses keep their size whichever way the sheet lies. */
  get unit(): number {
    return this.portrait ? 740 : 707;
  }

  /** A point given in shares of the sheet. */
  at(x: number, y: number): Point {
    return [this.width * x, this.height * y];
  }

  /** Fills a closed shape and draws its outline. */
  shape(points: readonly Point[], colour: Colour, options: ShapeOptions = {}): void {
    const smooth = options.smooth ?? false;
    const pieces = smooth || !this.style.trembles ? points : cut(points, 30, true);
    const settled = pieces.map((point) => this.settle(point, this.style.trembles ? 1.4 : 0));
    this.marks.push(
      this.style.shape(this, {
        points: settled,
        path: smoothPath(settled, true),
        box: boxOf(settled),
        colour: crayonBox[colour],
        smooth,
        outline: options.outline ?? true,
        outlineWidth: options.outlineWidth,
        angle: ((options.angle ?? this.habit + this.random.between(-25, 25)) * Math.PI) / 180,
        background: options.background ?? false,
        strength: options.strength ?? 1,
      }),
    );
  }

  ellipse(centre: Point, rx: number, ry: number, colour: Colour, options: ShapeOptions = {}): void {
    this.shape(ellipse(centre, rx, ry), colour, { smooth: true, ...options });
  }

  rectangle(
    x: number,
    y: number,
    width: number,
    height: number,
    colour: Colour,
    options: ShapeOptions = {},
  ): void {
    this.shape(rectangle(x, y, width, height), colour, options);
  }

  /** One stroke through the points; without a colour, in the drawing's ink. */
  line(points: readonly Point[], width: number, colour?: Colour): void {
    const settled = points.map((point) => this.settle(point, 0.9));
    this.marks.push(this.style.line(this, settled, colour ? crayonBox[colour] : this.ink, width));
  }

  /** A small round mark: an eye, a berry, a bead. */
  dot(centre: Point, radius: number, colour?: Colour): void {
    const [x, y] = this.settle(centre, 0.4);
    const fill = colour ? crayonBox[colour] : this.ink;
    this.marks.push(
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${fill}"/>`,
    );
  }

  /** A soft round smudge, such as a cheek. */
  smudge(centre: Point, radius: number, colour: Colour, strength: number): void {
    const [x, y] = this.settle(centre, 0.4);
    this.marks.push(
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" ` +
        `fill="${crayonBox[colour]}" fill-opacity="${strength}"/>`,
    );
  }

  /** A name for something kept in the picture's definitions. */
  define(markup: (id: string) => string): string {
    const id = `d${this.definitions.length}`;
    this.definitions.push(markup(id));
    return id;
  }

  /**
   * Where a point really lands: the sheet is mirrored or not, a slow sway bends everything, the hand
   * trembles.
   */
  private settle([x, y]: Point, tremble: number): Point {
    const [a, b, c, d] = this.phases as [number, number, number, number];
    const sway = this.style.sway;
    const sx = x + sway * (Math.sin(y / 61 + a) + 0.6 * Math.sin(x / 37 + y / 83 + b));
    const sy = y + sway * (Math.sin(x / 67 + c) + 0.6 * Math.sin(y / 41 - x / 89 + d));
    const left = this.mirrored ? this.width - sx : sx;
    return [left + this.random.between(-tremble, tremble), sy + this.random.between(-tremble, tremble)];
  }
}
