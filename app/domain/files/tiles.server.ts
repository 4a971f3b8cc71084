import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { deepZoom, sizeAfterTurning } from "./images.server.ts";
import { type Size, tileGrid, tileOverlap, tileSide, topLevel } from "./tiles.ts";

/** All tiles of a picture in one file, and where each begins; one number more says where the last one ends. */
export type TilePack = Size & { offsets: number[]; bytes: number };

async function* tilesIn(dir: string, picture: Size): AsyncGenerator<Buffer> {
  for (let level = 0; level <= topLevel(picture); level++) {
    const { columns, rows } = tileGrid(picture, level);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        yield await readFile(path.join(dir, "dz_files", String(level), `${column}_${row}.jpeg`));
  }
}

/**
 * Cuts a picture into tiles of 512 px (JPEG) on every level and packs them into one file at `target`, so that one row
 * and one stored object hold them however many they are. Throws when the picture cannot be decoded.
 */
export async function makeTiles(input: string, target: string): Promise<TilePack> {
  const dir = await mkdtemp(`${target}-`);
  try {
    const picture = await sizeAfterTurning(input);
    await deepZoom(input, path.join(dir, "dz"), { size: tileSide, overlap: tileOverlap });
    const file = await open(target, "w");
    const offsets = [0];
    try {
      for await (const tile of tilesIn(dir, picture)) {
        await file.write(tile);
        offsets.push(offsets.at(-1)! + tile.length);
      }
    } finally {
      await file.close();
    }
    return { ...picture, offsets, bytes: offsets.at(-1)! };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
