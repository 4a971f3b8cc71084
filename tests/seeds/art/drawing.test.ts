import { drawDrawing, drawingSvg } from "#db/seeds/art/drawing.ts";
import { isMedium, media, type Medium } from "#db/seeds/art/media/catalog.ts";
import { sceneFor, scenes, sceneTitles } from "#db/seeds/art/scenes/catalog.ts";
import sharp from "sharp";
import { describe, expect, it } from "vitest";

const names = Object.keys(media) as Medium[];

/** The share of pixels that are not within 40 of the most common colour: an empty sheet has next to none. */
async function busyShare(picture: Buffer): Promise<number> {
  const { data } = await sharp(picture).resize(64, 45, { fit: "fill" }).raw().toBuffer({
    resolveWithObject: true,
  });
  const counts = new Map<string, number>();
  const keyAt = (at: number) => [data[at]! >> 5, data[at + 1]! >> 5, data[at + 2]! >> 5].join();
  for (let at = 0; at < data.length; at += 3) counts.set(keyAt(at), (counts.get(keyAt(at)) ?? 0) + 1);
  return 1 - Math.max(...counts.values()) / (data.length / 3);
}

describe("drawings", () => {
  it("know the sixteen titles of the contest, and send any other title to one of them", () => {
    expect(sceneTitles).toHaveLength(16);
    expect(sceneFor("Bố rửa bát".normalize("NFD"))).toBe(scenes["Bố rửa bát"]);
    expect(Object.values(scenes)).toContain(sceneFor("Con mèo nhà em"));
    expect(sceneFor("Con mèo nhà em")).toBe(sceneFor("Con mèo nhà em"));
  });

  it("tell the six materials from other words", () => {
    expect(names).toEqual(["màu sáp", "chì màu", "màu nước", "bút dạ", "bột màu", "xé dán"]);
    expect([isMedium("xé dán"), isMedium("sơn dầu"), isMedium("toString")]).toEqual([true, false, false]);
  });

  it("are the same for the same seed and differ by seed, medium and title", () => {
    const request = { seed: 42, title: "Bố bế em", medium: "màu sáp" } as const;
    expect(drawingSvg(request)).toBe(drawingSvg(request));
    const others = [{ ...request, seed: 43 }, { ...request, medium: "xé dán" as const }, {
      ...request,
      title: "Bố rửa bát",
    }];
    for (const other of others) expect(drawingSvg(other)).not.toBe(drawingSvg(request));
  });

  it.each(sceneTitles)(
    "of “%s” put only finite numbers in the picture, in every medium and both ways up",
    (title) => {
      for (const medium of names) {
        for (const seed of [1, 2, 3]) {
          const svg = drawingSvg({ seed, title, medium, portrait: seed === 2 });
          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          expect(svg.match(/<path /g)!.length).toBeGreaterThan(60);
        }
      }
    },
  );

  it("become a JPEG of the size asked, with something on the sheet", async () => {
    const lying = await drawDrawing({ seed: 7, title: "Ước mơ của em", medium: "bột màu", sizePx: 800 });
    const standing = await drawDrawing({
      seed: 7,
      title: "Ước mơ của em",
      medium: "chì màu",
      sizePx: 800,
      portrait: true,
    });
    const sizes = await Promise.all([lying, standing].map((picture) => sharp(picture).metadata()));
    expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([["jpeg", 800, 566], [
      "jpeg",
      566,
      800,
    ]]);
    for (const picture of [lying, standing]) expect(await busyShare(picture)).toBeGreaterThan(0.15);
  });

  it("are the same to the pixel each time they are rasterised", async () => {
    const draw = () => drawDrawing({ seed: 11, title: "Chợ phiên cùng mẹ", medium: "màu nước", sizePx: 500 });
    expect((await draw()).equals(await draw())).toBe(true);
  });
});
