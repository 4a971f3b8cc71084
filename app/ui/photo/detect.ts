import { backgroundOf } from "./background.ts";
import { edgesOf } from "./edges.ts";
import { inShares, isSheet, mapQuad, type Quad } from "./geometry.ts";
import { linesOf } from "./lines.ts";
import { bestQuad } from "./quads.ts";
import type { Raster } from "./raster.ts";
import { refine } from "./refine.ts";

/** The long side in px at which the sheet is looked for. */
export const detectedAt = 480;

/** Corners in shares of the picture, and how sure that they are a sheet's: 0 to 1. */
export type Detection = { quad: Quad; confidence: number };

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/**
 * Looks for a sheet of paper in a photo of 480 px on its long side: straight edges, of all fours of them the one whose
 * sides are whole, with the same on their outer side as at the border of the picture, in the proportions of paper.
 * Null when there are no such four. Sure does not mean right: about one in twenty is a few percent off, so a person
 * always sees the corners before they are used.
 */
export function detectSheet(picture: Raster): Detection | null {
  const edges = edgesOf(picture);
  const found = bestQuad(linesOf(edges), edges, backgroundOf(picture));
  if (!found) return null;
  const fine = refine(edges, found.sides);
  const corners = isSheet(fine) ? fine : found.quad;
  // Pixels are counted by their middles, shares by their borders.
  const quad = mapQuad(corners, ([x, y]) => inShares([x + 0.5, y + 0.5], picture));
  return { quad, confidence: 0.5 * clamp((found.least - 0.25) / 0.5) + 0.5 * found.table };
}

/** Where the handles stand when no sheet was found: a little inside the picture. */
export const wholePicture: Quad = [[0.03, 0.03], [0.97, 0.03], [0.97, 0.97], [0.03, 0.97]];
