import { isSyllable } from "./syllable.ts";

/**
 * Text typed with the fonts of the years before Unicode. A file stores such letters as Western ones: TCVN3 (.VnTime)
 * gives each Vietnamese letter one of them, VNI (VNI-Times) a plain vowel and a mark behind it.
 */
export type Encoding = "unicode" | "tcvn3" | "vni";

/** Letters of one alphabet with those of the other in the same order. */
const paired = (from: string, to: string): ReadonlyMap<string, string> => {
  const letters = [...to];
  return new Map([...from].map((letter, at) => [letter, letters[at]!]));
};

const tcvn3Letters = paired(
  "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
  "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
);

/** VNI letters that stand alone. */
const vniLetters = paired("ôöñíìæóòî", "ơưđíìỉĩịỵ");

const [acute, grave, hook, tilde, dot] = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"] as const;
const [roof, breve] = ["\u0302", "\u0306"] as const;

/** VNI marks behind a vowel: the vowels they may follow and what they add. */
const vniMarks = new Map<string, readonly [vowels: string, marks: string]>([
  ["ù", ["aeouyơư", acute]], ["ø", ["aeouyơư", grave]], ["û", ["aeouyơư", hook]], ["õ", ["aeouyơư", tilde]],
  ["ï", ["aeouyơư", dot]], ["â", ["aeo", roof]], ["á", ["aeo", roof + acute]], ["à", ["aeo", roof + grave]],
  ["å", ["aeo", roof + hook]], ["ã", ["aeo", roof + tilde]], ["ä", ["aeo", roof + dot]], ["ê", ["a", breve]],
  ["é", ["a", breve + acute]], ["è", ["a", breve + grave]], ["ú", ["a", breve + hook]], ["ü", ["a", breve + tilde]],
  ["ë", ["a", breve + dot]],
]);

/** TCVN3 as Unicode. Capital letters with a tone exist only as another font and come out small. */
export const fromTcvn3 = (text: string): string => [...text].map((letter) => tcvn3Letters.get(letter) ?? letter).join("");

/** VNI as Unicode; a mark counts in either case, as both are seen behind a capital. */
export function fromVni(text: string): string {
  const letters = [...text];
  let out = "";
  for (let at = 0; at < letters.length; at++) {
    const base = inCase(letters[at]!, vniLetters);
    const mark = vniMarks.get(letters[at + 1]?.toLowerCase() ?? "");
    const bears = mark?.[0].includes(base.toLowerCase());
    out += bears ? (base + mark![1]).normalize("NFC") : base;
    if (bears) at += 1;
  }
  return out;
}

function inCase(letter: string, table: ReadonlyMap<string, string>): string {
  const small = letter.toLowerCase();
  const found = table.get(small);
  if (found === undefined) return letter;
  return small === letter ? found : found.toUpperCase();
}

const decoders: Record<Encoding, (text: string) => string> = {
  unicode: (text) => text.normalize("NFC"),
  tcvn3: fromTcvn3,
  vni: fromVni,
};

/** A text of a column written in that encoding, as Unicode in composed form. */
export const decode = (text: string, encoding: Encoding): string => decoders[encoding](text).normalize("NFC");

/** Words with letters beyond ASCII; typographic signs of no alphabet do not count. */
const tellingWords = (text: string) =>
  text.split(/[\u0000-\u0040\u005b-\u0060\u007b-\u007f\u2010-\u203a]+/u).filter((word) => /[^\u0000-\u007f]/u.test(word));

/** Enough cells to tell a column by; more would only take time. */
const sampled = 400;
const sureAt = 0.85;
const clearlyBetterBy = 0.25;

/**
 * The encoding of a column: Unicode, unless its telling words read as Vietnamese syllables in a legacy one far more
 * often (85 of 100 at least, and 25 points more). Single cells cannot be told; whole columns can.
 */
export function encodingOf(texts: readonly string[]): Encoding {
  const sample = texts.filter((text) => /[^\u0000-\u007f]/u.test(text)).slice(0, sampled);
  const share = (encoding: Encoding) => {
    const words = sample.flatMap((text) => tellingWords(decode(text, encoding)));
    return words.length === 0 ? 0 : words.filter(isSyllable).length / words.length;
  };
  const unicode = share("unicode");
  const [best, encoding] = (["tcvn3", "vni"] as const)
    .map((name) => [share(name), name] as const)
    .reduce((left, right) => (right[0] > left[0] ? right : left));
  return best >= sureAt && best - unicode >= clearlyBetterBy ? encoding : "unicode";
}
