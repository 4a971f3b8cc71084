import type { Pen } from "../pen.ts";

/** Draws one subject on an empty sheet; all its choices come from the pen's chance. */
export type Scene = (pen: Pen) => void;
