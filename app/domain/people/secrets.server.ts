import { createHash, randomBytes, randomInt } from "node:crypto";

/** A secret for a cookie or a link: 32 random bytes as base64url (43 characters). Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** SHA-256 in hex: enough for a secret of 256 random bits, which cannot be guessed offline. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A PIN of six digits, never all alike and never a plain run such as 123456. */
export function newPin(): string {
  for (;;) {
    const pin = String(randomInt(0, 1_000_000)).padStart(6, "0");
    if (!isWeakPin(pin)) return pin;
  }
}

/** True for the PINs that people try first: one digit six times, or six digits in a row up or down. */
export function isWeakPin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

const CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A code to be read from a console or a sheet: capital letters and digits without 0, O, 1 and I (5 bits each). */
export const newCode = (length: number): string =>
  Array.from({ length }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");
