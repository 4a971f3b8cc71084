import { z } from "zod";

/** A typed whole number within both bounds; "1.200" is 1200. Issues carry reason keys. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .transform((raw) => raw.trim().replace(/\.(?=\d{3}(\D|$))/g, ""))
    .pipe(z.string().regex(/^\d{1,12}$/, "not-a-whole-number"))
    .transform(Number)
    .pipe(z.number().min(least, "number-below").max(most, "number-above"));
