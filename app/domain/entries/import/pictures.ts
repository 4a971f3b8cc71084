import { wordsOf } from "./words.ts";

/** An entry of a list that may have a picture: what the list calls it, and how else it can be known. */
export type PictureWish = { entryId: string; row: number; code: string; picture: string; author: string };
export type PictureMatch = { name: string; entryId: string | null; outcome: "waiting" | "unmatched" | "claimed-twice" | "second-picture" };
export type MissingPicture = { entryId: string; row: number; picture: string };

/** Names that programs add to archives by themselves. */
const litter = /(^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;

export const isLitter = (name: string): boolean => litter.test(name);

/** A name that would lead out of its folder; nothing of the sort is opened, though nothing is ever written by name. */
export const isOutside = (name: string): boolean =>
  name.split(/[/\\]/).includes("..") || /^[/\\]|^[a-z]:|\0/i.test(name);

const baseOf = (name: string): string => name.split(/[/\\]/).at(-1)!;
const stemOf = (name: string): string => wordsOf(baseOf(name).replace(/\.[a-z0-9]{2,5}$/i, ""));

/**
 * Finds the entry of each picture: by the file name its row gives, else by the code at the beginning of the name, else by
 * the name of the first author where only one entry has it. Case, marks and signs are not minded. A picture that two rows
 * claim, and the second picture for one row, are left out and said.
 */
export function matchPictures(wishes: readonly PictureWish[], names: readonly string[]): PictureMatch[] {
  const book = new WishBook(wishes);
  const taken = new Set<string>();
  return names.map((name): PictureMatch => {
    const claimants = book.claimantsOf(stemOf(name));
    const [first] = claimants;
    if (!first) return { name, entryId: null, outcome: "unmatched" };
    if (claimants.length > 1) return { name, entryId: null, outcome: "claimed-twice" };
    if (taken.has(first.entryId)) return { name, entryId: first.entryId, outcome: "second-picture" };
    taken.add(first.entryId);
    return { name, entryId: first.entryId, outcome: "waiting" };
  });
}

/** Rows that name a picture which is in no archive, or have none at all, after a match. */
export function missingPictures(wishes: readonly PictureWish[], matches: readonly PictureMatch[]): MissingPicture[] {
  const found = new Set(matches.filter(({ outcome }) => outcome === "waiting").map(({ entryId }) => entryId));
  return wishes.filter(({ entryId }) => !found.has(entryId)).map(({ entryId, row, picture }) => ({ entryId, row, picture }));
}

class WishBook {
  readonly #byPicture = new Map<string, PictureWish[]>();
  readonly #byCode = new Map<string, PictureWish[]>();
  readonly #byAuthor = new Map<string, PictureWish[]>();

  constructor(wishes: readonly PictureWish[]) {
    for (const wish of wishes) {
      add(this.#byPicture, stemOf(wish.picture), wish);
      add(this.#byCode, wordsOf(wish.code), wish);
      add(this.#byAuthor, wordsOf(wish.author), wish);
    }
  }

  claimantsOf(stem: string): PictureWish[] {
    const named = this.#byPicture.get(stem);
    if (named) return named;
    const words = stem.split(" ");
    for (let length = words.length; length > 0; length--) {
      const coded = this.#byCode.get(words.slice(0, length).join(" "));
      if (coded) return coded;
    }
    const written = this.#byAuthor.get(stem) ?? [];
    return written.length === 1 ? written : [];
  }
}

function add(map: Map<string, PictureWish[]>, key: string, wish: PictureWish): void {
  if (key !== "") map.set(key, [...(map.get(key) ?? []), wish]);
}
