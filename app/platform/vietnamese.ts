/**
 * Vietnamese text: clean it once on the way in, fold it for search, sort names as a class list does
 * (given name, then family, then middle). All functions take any Unicode form, NFD from a Mac included.
 */

const COMBINING = /\p{M}/gu;
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Longest personal name accepted, in characters after cleaning. */
export const MAX_NAME_LENGTH = 100;

/**
 * One line of typed text as it is stored: NFC, no control or invisible characters, every run of white space
 * one space, ends trimmed.
 */
export function normaliseText(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").replace(INVISIBLE, "").replace(/ {2,}/g, " ").trim();
}

/** As `normaliseText`, for longer text: line breaks stay, at most one empty line in a row. */
export function normaliseParagraphs(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map(normaliseText);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * The search form of a text: lower case, no marks, đ as d, so that "huong" finds "Hường" and "hoa" finds both
 * "Hoà" and "Hòa" (the place of the tone mark is lost with the mark).
 */
export function fold(text: string): string {
  // NFD does not split đ: it has no decomposition in Unicode.
  const bare = normaliseText(text).toLowerCase().normalize("NFD").replace(COMBINING, "");
  return bare.replace(/đ/g, "d").normalize("NFC");
}

export type NameParts = { family: string; middle: string; given: string };

/**
 * Parts of a full name in Vietnamese order: the last word is the given name, the first the family name. A
 * name of one word is a given name alone.
 */
export function nameParts(fullName: string): NameParts {
  const words = normaliseText(fullName).split(" ");
  const given = words.pop() ?? "";
  const family = words.shift() ?? "";
  return { family, middle: words.join(" "), given };
}

const collator = new Intl.Collator("vi", { sensitivity: "accent" });

/** Order of two full names in a list: given name, then family, then middle, by Vietnamese collation. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [nameParts(a), nameParts(b)];
  return (
    collator.compare(left.given, right.given) ||
    collator.compare(left.family, right.family) ||
    collator.compare(left.middle, right.middle)
  );
}

// Vietnamese alphabet (ă, â, đ, ê, ô, ơ, ư are letters of their own; f, j, w, z only in borrowed names).
const ALPHABET = [..."aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"];
const LETTER_KEY = new Map(ALPHABET.map((letter, index) => [letter, String.fromCharCode(0x41 + index)]));
// Order of the tones in dictionaries and in ICU "vi": none, huyền, hỏi, ngã, sắc, nặng.
const TONE_KEY = new Map([
  ["\u0300", "1"],
  ["\u0309", "2"],
  ["\u0303", "3"],
  ["\u0301", "4"],
  ["\u0323", "5"],
]);
const TONES = /[\u0300\u0309\u0303\u0301\u0323]/gu;

function partKey(part: string): string {
  const letters = [...part.toLowerCase().normalize("NFC")];
  const bases = letters.map((letter) => letter.normalize("NFD").replace(TONES, "").normalize("NFC"));
  const tones = letters.map((letter) => TONE_KEY.get(letter.normalize("NFD").match(TONES)?.[0] ?? "") ?? "0");
  return `${bases.map((base) => LETTER_KEY.get(base) ?? base).join("")}\u0001${tones.join("")}`;
}

/**
 * A key for storing: comparing two keys by code point gives the order of `compareNames`. Joining the parts
 * and using the collator on the whole would not: a tone of the given name would weigh less than the family
 * name.
 */
export function nameSortKey(fullName: string): string {
  const { family, middle, given } = nameParts(fullName);
  return [given, family, middle].map(partKey).join("\u0002");
}

export type NameReading =
  | { ok: true; value: string; oneWord: boolean }
  | { ok: false; reason: "name-empty" | "name-too-long" | "name-not-a-name"; params: Record<string, number> };

/**
 * Reads a typed full name. Refuses an empty one, one over 100 characters and one with digits or without
 * letters; a name of one word is accepted and marked, since it is rare and usually a slip.
 */
export function readPersonName(raw: string): NameReading {
  const value = normaliseText(raw);
  const length = [...value].length;
  if (length === 0) return { ok: false, reason: "name-empty", params: {} };
  if (length > MAX_NAME_LENGTH) {
    return { ok: false, reason: "name-too-long", params: { length, max: MAX_NAME_LENGTH } };
  }
  if (!/\p{L}/u.test(value) || /[\p{N}<>@#$%^*_=+[\]{}|\\/]/u.test(value)) {
    return { ok: false, reason: "name-not-a-name", params: {} };
  }
  return { ok: true, value, oneWord: !value.includes(" ") };
}

export type PhoneReading =
  | { ok: true; value: string }
  | {
      ok: false;
      reason: "phone-empty" | "phone-not-a-number" | "phone-wrong-length";
      params: { digits: number };
    };

/**
 * A Vietnamese telephone number as 0 and nine digits (landlines 02…: ten); spaces, dots, dashes and brackets
 * are dropped, +84 and 84 become 0.
 */
export function normalisePhone(raw: string): PhoneReading {
  const compact = normaliseText(raw).replace(/[\s.\-()]/g, "");
  if (compact === "") return { ok: false, reason: "phone-empty", params: { digits: 0 } };
  if (!/^\+?\d+$/.test(compact)) {
    return { ok: false, reason: "phone-not-a-number", params: { digits: compact.replace(/\D/g, "").length } };
  }
  const value = compact.replace(/^(?:\+|00)?84(?=\d{9,10}$)/, "0");
  const fits = /^0[1-9]\d{8}$/.test(value) || /^02\d{9}$/.test(value);
  return fits
    ? { ok: true, value }
    : { ok: false, reason: "phone-wrong-length", params: { digits: value.replace(/\D/g, "").length } };
}
