import { randomUUID } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { hashDistance, perceptualHash, turnedHashes } from "#app/domain/files/fingerprint.ts";
import { certainRadius, searchRadius } from "#app/domain/files/hash-index.ts";
import { alikeFrom, likenessTo, viewHashes } from "#app/domain/files/likeness.ts";
import { findAlike, keepPrint } from "#app/domain/files/prints.server.ts";
import { drawDrawing } from "#db/seeds/art/drawing.ts";
import { media, type Medium } from "#db/seeds/art/media/catalog.ts";
import { phonePhoto } from "#db/seeds/art/photo.ts";
import { sceneTitles } from "#db/seeds/art/scenes/catalog.ts";
import { freshDb } from "#tests/support/database.ts";

vi.setConfig({ testTimeout: 120_000 });

const fresh = freshDb();
const now = new Date("2026-09-01T00:00:00Z");
const media6 = Object.keys(media) as Medium[];

/** As the pipeline does: a small upright form first, then its greys. */
async function printOf(picture: Buffer): Promise<Uint8Array> {
  const small = await sharp(picture).resize(320, 320, { fit: "inside" }).png().toBuffer();
  return sharp(small).flatten().greyscale().resize(32, 32, { fit: "fill" }).raw().toBuffer();
}

async function keep(print: Uint8Array): Promise<string> {
  const { id } = await fresh.db
    .insertInto("stored_files")
    .values({
      medium: "image", storage_key: randomUUID(), mime: "image/jpeg", bytes: 1, sha256: randomUUID(), created_at: now,
      created_by: randomUUID(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await fresh.db.transaction().execute((trx) => keepPrint(trx, id, print, now));
  return id;
}

type Change = (picture: Sharp, size: { width: number; height: number }) => Sharp;
const cut = (left: number, top: number, side: number): Change => (picture, { width, height }) =>
  picture.extract({
    left: Math.round(width * left), top: Math.round(height * top), width: Math.round(width * side), height: Math.round(height * side),
  });

/** What happens to a drawing that is handed in a second time. */
const changes: Record<string, Change> = {
  "encoded again": (picture) => picture.jpeg({ quality: 35 }),
  "turned by 90°": (picture) => picture.rotate(90),
  "turned by 180°": (picture) => picture.rotate(180),
  "turned by 270°": (picture) => picture.rotate(270),
  mirrored: (picture) => picture.flop(),
  "cut by 5 % all round": cut(0.025, 0.025, 0.95),
  "cut by 5 % at a corner": cut(0, 0, 0.95),
  "in another light": (picture) => picture.linear([1.15, 0.95, 0.7], [10, 0, -5]).gamma(1.6),
  "all of it": (picture, size) => cut(0.03, 0.01, 0.95)(picture, size).linear([0.8, 1, 1.1], [0, 5, 10]).flop(),
};

async function changed(drawing: Buffer, change: Change): Promise<Uint8Array> {
  const { width, height } = await sharp(drawing).metadata();
  return printOf(await change(sharp(drawing), { width, height }).toBuffer());
}

describe("alike pictures", () => {
  const drawings: { picture: Buffer; print: Uint8Array; id: string }[] = [];

  beforeAll(async () => {
    for (const [index, title] of sceneTitles.entries()) {
      for (const seed of [0, 1]) {
        const medium = media6[(index + seed * 3) % media6.length]!;
        const picture = await drawDrawing({ seed: 31 * index + seed, title, medium, sizePx: 500, portrait: index % 4 === 3 });
        const print = await printOf(picture);
        drawings.push({ picture, print, id: await keep(print) });
      }
    }
  }, 120_000);

  it.each(Object.entries(changes))("are found when the drawing was %s", async (_, change) => {
    const missed: number[] = [];
    for (const [index, { picture, id }] of drawings.entries()) {
      const copy = await keep(await changed(picture, change));
      const found = await findAlike(fresh.db, copy);
      if (!found.some(({ fileId }) => fileId === id)) missed.push(index);
      await fresh.db.deleteFrom("stored_files").where("id", "=", copy).execute();
    }
    // The figures over more drawings are in docs/decisions/0009.
    expect(missed.length, `missed ${missed.join(", ")} of ${drawings.length}`).toBeLessThanOrEqual(drawings.length * 0.07);
  });

  it("are found when it was photographed twice, mostly", async () => {
    let found = 0;
    const some = drawings.filter((_, index) => index % 4 === 0);
    for (const [index, { picture }] of some.entries()) {
      const [first, second] = [await phonePhoto(picture, { seed: index, megapixels: 0.5 }), await phonePhoto(picture, { seed: index + 99, megapixels: 0.5 })];
      const [a, b] = [await keep(await printOf(first)), await keep(await printOf(second))];
      if ((await findAlike(fresh.db, a)).some(({ fileId }) => fileId === b)) found += 1;
      await fresh.db.deleteFrom("stored_files").where("id", "in", [a, b]).execute();
    }
    expect(found, `found ${found} of ${some.length}`).toBeGreaterThanOrEqual(some.length / 2);
  });

  it("are exactly those that comparing each with each finds near enough, and strangers are few", async () => {
    let strangers = 0;
    for (const { print, id } of drawings) {
      const hashes = viewHashes(print).flatMap(turnedHashes);
      const likeness = likenessTo(print);
      const near = drawings
        .filter((other) => other.id !== id && likeness(other.print) >= alikeFrom)
        .map((other) => ({ fileId: other.id, distance: Math.min(...hashes.map((hash) => hashDistance(hash, perceptualHash(other.print)))) }));
      const found = await findAlike(fresh.db, id);
      strangers += found.length;
      for (const each of found) {
        const known = near.find(({ fileId }) => fileId === each.fileId)!;
        // Beyond the certain radius the nearest of the hashes may not be the one that met in a band.
        if (known.distance <= certainRadius) expect(each).toEqual(known);
        else expect(each.distance).toBeGreaterThanOrEqual(known.distance);
      }
      const certain = near.filter(({ distance }) => distance <= certainRadius).map(({ fileId }) => fileId);
      expect(found.map(({ fileId }) => fileId)).toEqual(expect.arrayContaining(certain));
      expect(found.every(({ distance }) => distance <= searchRadius)).toBe(true);
    }
    const asked = drawings.length * (drawings.length - 1);
    expect(strangers, `${strangers} of ${asked} strangers`).toBeLessThanOrEqual(asked * 0.005);
  });

  it("leave with their file", async () => {
    const id = await keep(drawings[0]!.print);
    await fresh.db.deleteFrom("stored_files").where("id", "=", id).execute();
    expect(await findAlike(fresh.db, drawings[0]!.id)).not.toContainEqual(expect.objectContaining({ fileId: id }));
    expect(await findAlike(fresh.db, id)).toEqual([]);
  });
});
