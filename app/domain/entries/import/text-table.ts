import { encodingOf } from "./legacy-text.ts";
import { isSyllable } from "./syllable.ts";
import type { Cell } from "./model.ts";

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1258" | "windows-1252";

const decoded = (bytes: Uint8Array, encoding: TextEncodingName, fatal = false): string =>
  new TextDecoder(encoding, { fatal }).decode(bytes);

/**
 * The text of a file and how it was written: a byte order mark decides, then the zero bytes of UTF-16, then UTF-8 where
 * it is sound; else the Vietnamese Windows table, unless its words read worse than those of an old font.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncodingName } {
  const encoding = encodingOfBytes(bytes);
  return { text: decoded(bytes, encoding).replace(/^\ufeff/, ""), encoding };
}

function encodingOfBytes(bytes: Uint8Array): TextEncodingName {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 2_000);
  const zeros = (odd: number) => sample.reduce((count, byte, at) => count + (byte === 0 && at % 2 === odd ? 1 : 0), 0);
  if (zeros(1) > sample.length / 8) return "utf-16le";
  if (zeros(0) > sample.length / 8) return "utf-16be";
  try {
    decoded(bytes, "utf-8", true);
    return "utf-8";
  } catch {
    return legacyTable(bytes);
  }
}

function legacyTable(bytes: Uint8Array): TextEncodingName {
  const cut = bytes.subarray(0, 64_000);
  const words = decoded(cut, "windows-1258").normalize("NFC").split(/[\s\u0021-\u0040]+/u).filter((word) => /[^\u0000-\u007f]/u.test(word));
  const vietnamese = words.filter(isSyllable).length / Math.max(1, words.length);
  if (vietnamese >= 0.5) return "windows-1258";
  return encodingOf(decoded(cut, "windows-1252").split(/\r?\n/)) === "unicode" ? "windows-1258" : "windows-1252";
}

const delimiters = ["\t", ";", ","] as const;

/** The sign between fields: the one that the first lines hold most evenly, outside of quotes. */
export function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (said) return said;
  const lines = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, "").split(/\r?\n/).filter((line) => line.trim() !== "").slice(0, 40);
  const evenness = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * Math.min(most, 30);
  };
  return delimiters.reduce((best, sign) => (evenness(sign) > evenness(best) ? sign : best), "," as string);
}

export type TextTable = { ok: true; rows: Cell[][] } | { ok: false; line: number };

/**
 * The fields of delimited text, line by line; quotes may hold delimiters, line breaks and doubled quotes. Refused with
 * its line when a quote is never closed, since everything after it would be one field.
 */
export function readDelimited(text: string, delimiter: string): TextTable {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = /^sep=.\r?\n/i.exec(text)?.[0].length ?? 0;
  while (at <= text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) : at;
    if (end < 0) return { ok: false, line: rows.length + 1 };
    const stop = nextStop(text, quoted ? end + 1 : at, delimiter);
    const field = quoted ? text.slice(at + 1, end).replaceAll('""', '"') + text.slice(end + 1, stop) : text.slice(at, stop);
    row.push(field.trim() === "" ? null : field);
    if (text[stop] !== delimiter) {
      rows.push(row);
      row = [];
    }
    if (stop >= text.length) break;
    at = stop + (text.startsWith("\r\n", stop) ? 2 : 1);
  }
  return { ok: true, rows };
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function nextStop(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}
