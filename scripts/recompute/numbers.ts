import { fraction, roundHalfUp, type Fraction } from "#app/platform/decimal.ts";

/** Whole ten-thousandths with a decimal comma and four places. */
function fourPlaces(parts: number): string {
  const digits = String(Math.abs(parts)).padStart(5, "0");
  return `${parts < 0 ? "-" : ""}${digits.slice(0, -4)},${digits.slice(-4)}`;
}

/** Hundredths of a point as points, half-up to four places: 25400/3 is "84,6667". */
export const exactPoints = ({ num, den }: Fraction): string =>
  fourPlaces(roundHalfUp(den % 100 === 0 ? fraction(num, den / 100) : fraction(num * 100, den)));

/** A statistic in hundredths of a point, as points. */
export const points = (hundredths: number): string => fourPlaces(Math.round(hundredths * 100));

/** A coefficient. */
export const coefficient = (value: number): string => fourPlaces(Math.round(value * 10_000));

/** A chance as a percentage with one place. */
export const percent = (chance: number): string => `${(chance * 100).toFixed(1).replace(".", ",")} %`;
