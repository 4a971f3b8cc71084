import { parseSlip } from "#app/domain/entries/slip-code.ts";

/** What the QR pictures in a photo say: codes of our slips, and the words of all others, each once. */
export type CodesFound = { slips: string[]; others: string[] };

/** Sorts what was read into slips of ours and other texts, in the order in which they were found. */
export function sortCodes(texts: readonly string[]): CodesFound {
  const read = texts.map((text) => ({ text, slip: parseSlip(text) }));
  const unique = (all: (string | null)[]) => [...new Set(all.filter((one) => one !== null && one !== ""))] as string[];
  return {
    slips: unique(read.map(({ slip }) => slip)),
    others: unique(read.map(({ text, slip }) => (slip ? null : text.trim()))),
  };
}

/**
 * The long sides in px at which a photo is searched: 2,500 reads every sharp slip of 25 mm, the full picture, to 4,096, also
 * those a little out of focus.
 */
export function searchSides(longSide: number): number[] {
  return longSide <= 2500 ? [longSide] : [2500, Math.min(longSide, 4096)];
}
