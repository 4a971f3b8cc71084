import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverse, isSheet, mapQuad, type Point, project, type Quad, toQuad, turned } from "#app/ui/photo/geometry.ts";
import { sheetSize } from "#app/ui/photo/sheet-size.ts";
import { warp } from "#app/ui/photo/warp.ts";

const unit: Quad = [[0, 0], [1, 0], [1, 1], [0, 1]];

/** Sheets as people photograph them: every corner somewhere in its own quarter of the picture. */
const corner = (x: number, y: number) =>
  fc.tuple(fc.double({ min: 0, max: 0.4, noNaN: true }), fc.double({ min: 0, max: 0.4, noNaN: true }))
    .map(([dx, dy]): Point => [1000 * Math.abs(x - dx), 1000 * Math.abs(y - dy)]);
const sheets = fc.tuple(corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1))
  .map((quad) => quad as Quad)
  .filter(isSheet);

const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe("a projective map", () => {
  it("takes the corners of the square to the corners of the sheet", () => {
    fc.assert(fc.property(sheets, (quad) => {
      const found = unit.map((point) => project(toQuad(quad), point));
      found.forEach((point, index) => {
        expect(Math.hypot(point[0] - quad[index]![0], point[1] - quad[index]![1])).toBeLessThan(1e-6);
      });
    }));
  });

  it("and its inverse give every point back", () => {
    fc.assert(fc.property(sheets, shares, (quad, point) => {
      const map = toQuad(quad);
      const [x, y] = project(inverse(map), project(map, point));
      expect(Math.hypot(x - point[0], y - point[1])).toBeLessThan(1e-6);
    }));
  });

  it("keeps straight lines straight", () => {
    fc.assert(fc.property(sheets, shares, shares, (quad, a, b) => {
      const map = toQuad(quad);
      const [p, q, r] = [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const, b].map((point) => project(map, point));
      const cross = (q![0] - p![0]) * (r![1] - p![1]) - (q![1] - p![1]) * (r![0] - p![0]);
      expect(Math.abs(cross)).toBeLessThan(1e-4);
    }));
  });
});

describe("corners", () => {
  it("turned four quarters are as they were, and each turn moves them one place on", () => {
    fc.assert(fc.property(sheets, fc.integer({ min: -9, max: 9 }), (quad, quarters) => {
      expect(turned(turned(quad, quarters), 4 - quarters)).toEqual(quad);
      expect(turned(quad, 1)).toEqual([quad[3], quad[0], quad[1], quad[2]]);
    }));
  });

  it("that cross, turn the other way round or lie on one line are no sheet", () => {
    expect(isSheet(unit)).toBe(true);
    expect(isSheet([unit[0], unit[2], unit[1], unit[3]])).toBe(false);
    expect(isSheet([unit[1], unit[0], unit[3], unit[2]])).toBe(false);
    expect(isSheet([[0, 0], [0.5, 0.5], [1, 1], [0, 1]])).toBe(false);
    expect(isSheet([[0, 0], [0, 0], [1, 1], [0, 1]])).toBe(false);
  });
});

describe("the size of a sheet", () => {
  /** A sheet of some proportions in front of a phone's camera: turned in space, then seen. */
  function seen(aspect: number, tilt: number, pan: number, frame = { width: 4000, height: 3000 }): Quad {
    const focal = 0.8 * Math.hypot(frame.width, frame.height);
    return mapQuad([[-aspect, -1], [aspect, -1], [aspect, 1], [-aspect, 1]], ([x, y]) => {
      const [y1, z1] = [y * Math.cos(tilt), y * Math.sin(tilt)];
      const [x2, z2] = [x * Math.cos(pan) + z1 * Math.sin(pan), -x * Math.sin(pan) + z1 * Math.cos(pan)];
      const scale = focal / (z2 + 4.2);
      return [frame.width / 2 + x2 * scale, frame.height / 2 + y1 * scale];
    });
  }

  it("has the proportions of the paper however it was held, not those of its picture", () => {
    const numbers = fc.double({ min: 0.15, max: 0.5, noNaN: true });
    const aspects = fc.constantFrom(1, 1.25, 1.333, 1.6, 0.75, 0.625);
    fc.assert(fc.property(aspects, numbers, numbers, (aspect, tilt, pan) => {
      const { width, height } = sheetSize(seen(aspect, tilt, pan), { width: 4000, height: 3000 }, 2500);
      const proportion = Math.max(width / height, height / width);
      const truth = Math.max(aspect, 1 / aspect);
      const wanted = Math.abs(Math.log(truth / Math.SQRT2)) < 0.05 ? Math.SQRT2 : truth;
      expect(Math.abs(proportion / wanted - 1)).toBeLessThan(0.01);
      expect(width > height).toBe(aspect > 1 || (aspect === 1 && width > height));
    }));
  });

  it("is that of A paper when nearly so, never more than asked and never more than there is", () => {
    const frame = { width: 4000, height: 3000 };
    expect(sheetSize([[0, 0], [3950, 0], [3950, 2800], [0, 2800]], frame, 2500)).toEqual({ width: 2500, height: 1768 });
    expect(sheetSize([[0, 0], [700, 0], [700, 1000], [0, 1000]], frame, 2500)).toEqual({ width: 704, height: 995 });
    expect(sheetSize([[0, 0], [1000, 0], [1000, 400], [0, 400]], frame, 2500)).toEqual({ width: 1000, height: 400 });
  });
});

describe("laying a sheet flat", () => {
  it("gives the picture itself back for its own corners", () => {
    const data = Uint8ClampedArray.from({ length: 6 * 4 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 256));
    const out = warp({ data, width: 6, height: 4 }, [[0, 0], [6, 0], [6, 4], [0, 4]], 6, 4);
    expect([...out.data]).toEqual([...data]);
  });

  it("turns what was to the left upward when the corners are turned", () => {
    const grey = (value: number) => [value, value, value, 255];
    const data = Uint8ClampedArray.from([10, 20, 30, 40].flatMap(grey));
    const whole: Quad = [[0, 0], [2, 0], [2, 2], [0, 2]];
    const out = warp({ data, width: 2, height: 2 }, turned(whole, 1), 2, 2);
    expect([...out.data].filter((_, at) => at % 4 === 0)).toEqual([30, 10, 40, 20]);
  });

  it("straightens a drawn grid to within a pixel", () => {
    const size = 400;
    const quad: Quad = [[60, 40], [350, 70], [330, 370], [30, 320]];
    const back = inverse(toQuad(quad));
    const data = new Uint8ClampedArray(size * size * 4).fill(255);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const [u, v] = project(back, [x + 0.5, y + 0.5]);
        const dark = (Math.floor(u * 10) + Math.floor(v * 10)) % 2 === 0;
        data.fill(dark ? 0 : 255, (y * size + x) * 4, (y * size + x) * 4 + 3);
      }
    }
    const out = warp({ data, width: size, height: size }, quad, 300, 300);
    let wrong = 0;
    for (let y = 2; y < 300; y++) {
      for (let x = 2; x < 300; x++) {
        const edge = [x % 30, y % 30].some((near) => near < 2 || near > 27);
        const dark = (Math.floor(x / 30) + Math.floor(y / 30)) % 2 === 0;
        if (!edge && dark !== out.data[(y * 300 + x) * 4]! < 128) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });
});
