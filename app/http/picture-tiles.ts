import { tileUrl } from "#app/domain/files/model.ts";
import { tileOverlap, tileSide } from "#app/domain/files/tiles.ts";

/** What the zoom of a picture needs to find its tiles; nothing while there are none. */
export const tilesOf = (fileId: string, variants: readonly string[]) =>
  variants.includes("tiles")
    ? { tiles: { tileSide, tileOverlap, tileUrl: (level: number, column: number, row: number) => tileUrl(fileId, level, column, row) } }
    : {};
