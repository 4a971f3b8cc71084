/** Deep zoom (the DZI layout): every level halves the one above, down to a single pixel, in squares that overlap. */
export const tileSide = 512;
export const tileOverlap = 1;

/** From this many pixels on a picture is cut: below it one form with every pixel is no trouble for a phone. */
export const tiledFromPixels = 20_000_000;

export type Size = { width: number; height: number };

/** The number of the level with every pixel; 0 is a single pixel. */
export const topLevel = ({ width, height }: Size): number => Math.ceil(Math.log2(Math.max(width, height, 1)));

/** The size of a level in pixels. */
export function levelSize(picture: Size, level: number): Size {
  const scale = 2 ** (topLevel(picture) - level);
  return { width: Math.ceil(picture.width / scale), height: Math.ceil(picture.height / scale) };
}

/** How many tiles lie across and down on a level. */
export function tileGrid(picture: Size, level: number): { columns: number; rows: number } {
  const { width, height } = levelSize(picture, level);
  return { columns: Math.ceil(width / tileSide), rows: Math.ceil(height / tileSide) };
}

/** How many tiles a picture has on all levels. */
export function tileCount(picture: Size): number {
  let count = 0;
  for (let level = 0; level <= topLevel(picture); level++) {
    const { columns, rows } = tileGrid(picture, level);
    count += columns * rows;
  }
  return count;
}

/** The place of a tile in the order level by level, row by row, from 0; null when the picture has no such tile. */
export function tilePlace(picture: Size, level: number, column: number, row: number): number | null {
  if (![level, column, row].every((part) => Number.isInteger(part) && part >= 0)) return null;
  if (level > topLevel(picture)) return null;
  let before = 0;
  for (let below = 0; below < level; below++) {
    const grid = tileGrid(picture, below);
    before += grid.columns * grid.rows;
  }
  const { columns, rows } = tileGrid(picture, level);
  return column < columns && row < rows ? before + row * columns + column : null;
}
