import type { Colour } from "../colour.ts";
import type { Point } from "../geometry.ts";
import type { Pen } from "../pen.ts";

/** A woven band across the sheet: indigo cloth with a row of coloured diamonds between two lines. */
export function drawWovenBand(pen: Pen, top: number, height: number): void {
  const colours: Colour[] = pen.random.shuffled(["red", "yellow", "teal", "pink", "white", "orange"]);
  pen.rectangle(-20, top, pen.width + 40, height, "indigo", { outline: false, background: true, angle: 0 });
  const count = Math.round(pen.width / (height * 1.08));
  const r = height * 0.31;
  for (let index = 0; index < count; index++) {
    const x = ((index + 0.5) * pen.width) / count;
    const y = top + height / 2;
    const diamond: Point[] = [[x - r, y], [x, y - r], [x + r, y], [x, y + r]];
    pen.shape(diamond, colours[index % 4]!, { outlineWidth: 1.6 });
    pen.dot([x, y], height * 0.08, colours[4]);
    pen.dot([x + pen.width / count / 2, y], height * 0.06, colours[5]);
  }
  for (const y of [top + height * 0.1, top + height * 0.9])
    pen.line([[-10, y], [pen.width / 2, y + 1], [pen.width + 10, y]], 4, colours[0]);
}

/** Woven bands along the upper and lower edges. */
export function drawWovenFrame(pen: Pen, height = 46): void {
  drawWovenBand(pen, 0, height);
  drawWovenBand(pen, pen.height - height, height);
}
