import type { Medium } from "#app/domain/contests/model.ts";
import type { ImportCategory } from "./model.ts";
import { wordsOf } from "./words.ts";

const mediumWords: Record<Medium, RegExp> = {
  image: /\b(?:tranh|ve|hoi hoa|my thuat|xe dan|buc|poster|ky hoa|anh)\b/,
  video: /\b(?:video|clip|phim|quay|tieu pham|videoclip)\b/,
};

/** The medium a written category speaks of; null when it speaks of neither or of both. */
export function mediumOf(text: string): Medium | null {
  const words = wordsOf(text);
  const found = (["image", "video"] as const).filter((medium) => mediumWords[medium].test(words));
  return found.length === 1 ? found[0]! : null;
}

export type CategoryReading = { ok: true; category: ImportCategory } | { ok: false; code: "category-unknown" | "category-ambiguous" };

/**
 * The category a cell names: by its code or name, else by words within either name, else by its medium ("Tranh",
 * "Clip") while only one category has it.
 */
export function readCategory(text: string, categories: readonly ImportCategory[]): CategoryReading {
  const words = wordsOf(text);
  const exact = categories.filter(({ code, name }) => wordsOf(code) === words || wordsOf(name) === words);
  const within = categories.filter(({ name }) => ` ${words} `.includes(` ${wordsOf(name)} `) || ` ${wordsOf(name)} `.includes(` ${words} `));
  const medium = mediumOf(text);
  const same = medium ? categories.filter((category) => category.medium === medium) : [];
  for (const found of [exact, within, same]) {
    if (found.length === 1) return { ok: true, category: found[0]! };
    if (found.length > 1 && words !== "") return { ok: false, code: "category-ambiguous" };
  }
  return { ok: false, code: "category-unknown" };
}
