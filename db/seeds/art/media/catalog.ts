import { crayon, felt, pencil } from "./dry.ts";
import type { MediumStyle } from "./style.ts";
import { tornPaper } from "./torn.ts";
import { gouache, watercolour } from "./wet.ts";

/** The six materials of the contest, by the name people write on the form. */
export const media = {
  "màu sáp": crayon,
  "chì màu": pencil,
  "màu nước": watercolour,
  "bút dạ": felt,
  "bột màu": gouache,
  "xé dán": tornPaper,
} as const satisfies Record<string, MediumStyle>;

/** A drawing material. */
export type Medium = keyof typeof media;

/** Whether a text read from a form or file names one of the six materials. */
export const isMedium = (text: string): text is Medium => Object.hasOwn(media, text);
