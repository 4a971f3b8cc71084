/**
 * Capitals and digits of a slip's code: no vowels, so that no words arise and a Vietnamese keyboard puts no marks on
 * them, and no look-alikes. Their number is a prime, which the check letter needs.
 */
const ALPHABET = "23456789CDFHJKLMNPRTVWX";
const BODY = 7;
/** Goes before the code in a QR picture: ours, first edition. */
const PREFIX = "VT1";

/** How many codes there are before the check letter. */
export const SLIP_CODES = ALPHABET.length ** BODY;

/**
 * The check letter of seven letters: their values weighted 1 to 7, modulo 23. All weights and their differences have
 * inverses there, so that one wrong letter and two letters changed about are always found.
 */
function checkLetter(body: string): string {
  const sum = [...body].reduce((total, letter, index) => total + (index + 1) * ALPHABET.indexOf(letter), 0);
  return ALPHABET[sum % ALPHABET.length]!;
}

/** The slip code of a number from 0 to `SLIP_CODES` − 1: seven letters and the check letter. */
export function slipCode(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= SLIP_CODES) throw new RangeError(`no slip code ${number}`);
  let body = "";
  for (let rest = number; body.length < BODY; rest = Math.floor(rest / ALPHABET.length)) {
    body = ALPHABET[rest % ALPHABET.length]! + body;
  }
  return body + checkLetter(body);
}

/** How people read it: two groups of four. */
export const formatSlip = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What the QR picture of a slip holds: 11 capitals and digits, the densest mode of a QR code. */
export const slipPayload = (code: string): string => PREFIX + code;

/** The code in what was scanned or typed, with or without hyphen, spaces and prefix; null when it is no slip of ours. */
export function parseSlip(text: string): string | null {
  const bare = text.toUpperCase().replace(/[\s\-–.]/g, "");
  const code = bare.startsWith(PREFIX) ? bare.slice(PREFIX.length) : bare;
  if (code.length !== BODY + 1 || [...code].some((letter) => !ALPHABET.includes(letter))) return null;
  return checkLetter(code.slice(0, BODY)) === code[BODY] ? code : null;
}
