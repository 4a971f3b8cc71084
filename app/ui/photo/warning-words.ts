import { m } from "#app/paraglide/messages.js";
import type { Warning } from "./quality.ts";

/** What to tell of each warning, with what to do. */
export const warningWords: Record<Warning, () => string> = {
  "very-blurred": () => m.photo_warning_very_blurred(),
  blurred: () => m.photo_warning_blurred(),
  dark: () => m.photo_warning_dark(),
  "too-bright": () => m.photo_warning_too_bright(),
  small: () => m.photo_warning_small(),
  outside: () => m.photo_warning_outside(),
};
