/**
 * Exact numbers. Points are whole hundredths ("8,5" is 850); a mean is a fraction of hundredths, so that a
 * tie is a tie and not an accident of floating point.
 */

/** An exact rational, in hundredths of a point where it holds a score. `den` > 0; lowest terms. */
export type Fraction = { num: number; den: number };

export type DecimalFault =
  "number-empty" | "not-a-number" | "number-negative" | "number-too-fine" | "number-too-big";
export type DecimalReading = { ok: true; value: number } | { ok: false; reason: DecimalFault };

const MAX_HUNDREDTHS = 100_000_00;

/**
 * Reads typed points into hundredths: "8", "8,5", "8.5", "27,25". Refuses more than two decimals, so "1.234",
 * which a Vietnamese reader may mean as a thousand, is never guessed at; refuses a sign, two commas, more
 * than 100.000.
 */
export function parseHundredths(raw: string): DecimalReading {
  const text = raw.trim();
  if (text === "") return { ok: false, reason: "number-empty" };
  if (/^[-−]\s*\d/.test(text)) return { ok: false, reason: "number-negative" };
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text);
  if (!match) return { ok: false, reason: "not-a-number" };
  const decimals = match[2] ?? "";
  if (decimals.length > 2) return { ok: false, reason: "number-too-fine" };
  const value = Number(match[1]) * 100 + Number(decimals.padEnd(2, "0"));
  return value <= MAX_HUNDREDTHS ? { ok: true, value } : { ok: false, reason: "number-too-big" };
}

/**
 * Hundredths as people read them, with a decimal comma: 850 is "8,5" and 3000 "30"; with `fixed`, always two
 * decimals ("8,50"), as in a column.
 */
export function formatHundredths(value: number, fixed = false): string {
  const sign = value < 0 ? "-" : "";
  const whole = Math.trunc(Math.abs(value) / 100);
  const decimals = String(Math.abs(value) % 100).padStart(2, "0");
  const shown = fixed ? decimals : decimals.replace(/0+$/, "");
  return shown === "" ? `${sign}${whole}` : `${sign}${whole},${shown}`;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError("fraction too large");
  return number;
}

function reduce(num: bigint, den: bigint): Fraction {
  if (den === 0n) throw new RangeError("denominator is zero");
  const sign = den < 0n ? -1n : 1n;
  const divisor = gcd(num < 0n ? -num : num, den * sign);
  return { num: safe((sign * num) / divisor), den: safe((sign * den) / divisor) };
}

const isSafe = Number.isSafeInteger;

/** num/den in lowest terms. Throws RangeError when `den` is 0 or a part is not a safe integer. */
export function fraction(num: number, den = 1): Fraction {
  if (num === 0 || den === 0 || !isSafe(num) || !isSafe(den)) return reduce(BigInt(num), BigInt(den));
  let [a, b] = [Math.abs(num), Math.abs(den)];
  while (b !== 0) [a, b] = [b, a % b];
  const divisor = den < 0 ? -a : a;
  return { num: num / divisor, den: den / divisor };
}

/** Negative, zero or positive as a is less than, equal to or greater than b; exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  // A product that is still a safe integer was not rounded.
  if (isSafe(left) && isSafe(right)) return left < right ? -1 : left > right ? 1 : 0;
  const difference = BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The exact sum; 0 of an empty list. */
export function sumFractions(values: readonly Fraction[]): Fraction {
  return sumOfSmall(values) ?? sumOfLarge(values);
}

/** The sum where no step leaves the safe integers, else null: ten times as fast as with big ones. */
function sumOfSmall(values: readonly Fraction[]): Fraction | null {
  let [num, den] = [0, 1];
  for (const value of values) {
    const [left, right, common] =
      value.den === den ? [num, value.num, den] : [num * value.den, value.num * den, den * value.den];
    if (!isSafe(left) || !isSafe(right) || !isSafe(left + right) || !isSafe(common)) return null;
    if (common === 1) num = left + right;
    else ({ num, den } = fraction(left + right, common));
  }
  return { num, den };
}

function sumOfLarge(values: readonly Fraction[]): Fraction {
  let [num, den] = [0n, 1n];
  for (const value of values) {
    num = num * BigInt(value.den) + BigInt(value.num) * den;
    den *= BigInt(value.den);
    const divisor = gcd(num < 0n ? -num : num, den);
    [num, den] = [num / divisor, den / divisor];
  }
  return reduce(num, den);
}

/** The exact arithmetic mean. Throws RangeError of an empty list. */
export function meanFractions(values: readonly Fraction[]): Fraction {
  const total = sumFractions(values);
  if (isSafe(total.den * values.length)) return fraction(total.num, total.den * values.length);
  return reduce(BigInt(total.num), BigInt(total.den) * BigInt(values.length));
}

/**
 * The nearest whole number, halves away from zero ("làm tròn" as on score sheets; TT 18/2016/TT-BGDĐT form).
 */
export function roundHalfUp({ num, den }: Fraction): number {
  const [top, bottom] = [BigInt(num), BigInt(den)];
  const magnitude = ((top < 0n ? -top : top) * 2n + bottom) / (bottom * 2n);
  return safe(top < 0n ? -magnitude : magnitude);
}

/** A fraction of hundredths rounded to two decimals and shown with both: 25400/3 is "84,67". */
export function formatScore(value: Fraction): string {
  return formatHundredths(roundHalfUp(value), true);
}
