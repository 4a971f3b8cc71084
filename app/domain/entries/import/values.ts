import type { Sex } from "#app/domain/entries/states.ts";
import { normalisePhone, normaliseText } from "#app/platform/vietnamese.ts";
import { textOf } from "./cell.ts";
import type { Cell } from "./model.ts";
import { wordsOf } from "./words.ts";

const sexWords: Record<string, Sex> = {
  nam: "male", trai: "male", m: "male", male: "male", "be trai": "male",
  nu: "female", gai: "female", f: "female", female: "female", "be gai": "female",
};

/** The sex a cell names; undefined when it says something else. */
export const readSex = (text: string): Sex | undefined => (text === "" ? "undisclosed" : sexWords[wordsOf(text)]);

/** A mark in a column headed "Nam" or "Nữ". */
export const isTick = (text: string): boolean => /^(?:x|v|✓|✔|1|có|nam|nữ)$/iu.test(text);

/**
 * A class as schools write it, "5A" for "Lớp 5 a"; null when Excel has made a day of it ("6/2" became 6 February) and
 * nobody can say any more which of the two numbers came first.
 */
export function readClass(cell: Cell | undefined): string | null {
  if (cell && typeof cell === "object") return null;
  const text = textOf(cell).replace(/^(?:lớp|khối)\s*:?\s*/iu, "");
  return /^\d{1,2}\s*[a-zđ]\s*\d{0,2}$/iu.test(text) ? text.replace(/\s+/g, "").toUpperCase() : text;
}

export const looksLikeClass = (text: string): boolean => /^(?:lớp\s*)?(?:[1-9]|1[0-2])\s*(?:[a-gđ]\d{0,2}|[/.]\d{1,2})$/iu.test(text);

/** The first telephone number of a cell, its dots dropped and the nought that a number cell loses put back; or null. */
export function readPhone(text: string): string | null {
  for (const part of text.split(/[;,/\n]|\s-\s|\s{2,}/u)) {
    const digits = part.replace(/[^\d+]/g, "");
    const whole = /^[35789]\d{8}$/.test(digits) ? `0${digits}` : digits;
    const reading = normalisePhone(whole);
    if (reading.ok) return reading.value;
  }
  return null;
}

const phoneWithin = /\(?\s*(?:s?đt|điện thoại)?\s*[:.]?\s*(\+?\d[\d\s.]{7,14}\d)\s*\)?/iu;

/** "Cô Lan, 0912.345.678" as a name and a number. */
export function readMentor(text: string): { name: string; phone: string | null } {
  const found = phoneWithin.exec(text);
  const phone = found ? readPhone(found[1]!) : null;
  const name = phone ? text.replace(found![0], " ") : text;
  return { name: normaliseText(name).replace(/^[\s,;:–-]+|[\s,;:–(-]+$/gu, ""), phone };
}

/** "Màu sáp, khổ A3" as material and size of the paper. */
export function readMaterial(text: string): { material: string; paperSize: string } {
  const found = /(?:khổ\s*(?:giấy)?\s*)?\b(A[2-5])\b|(?:khổ\s*(?:giấy)?\s*)(\d+\s*[x×]\s*\d+(?:\s*cm)?)/iu.exec(text);
  if (!found) return { material: text, paperSize: "" };
  const material = text.replace(found[0], " ").replace(/\(\s*\)/g, " ");
  return {
    material: normaliseText(material).replace(/^[\s,;–/-]+|[\s,;–/-]+$/gu, ""),
    paperSize: normaliseText(found[1]?.toUpperCase() ?? found[2] ?? ""),
  };
}

/** A title without the quotation marks around it. */
export const readTitle = (text: string): string => /^[“"«‘'](.+)[”"»’']$/u.exec(text)?.[1]?.trim() ?? text;

/** "NGUYỄN THỊ MAI" as "Nguyễn Thị Mai"; on request only, since "Giàng A Páo" is right as it stands. */
export const inTitleCase = (name: string): string =>
  name.toLocaleLowerCase("vi").replace(/(^|[\s.(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("vi"));
