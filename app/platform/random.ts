/** A source of repeatable chance: the same seed always gives the same run of numbers. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  /** One of the list. */
  pick<Item>(items: readonly Item[]): Item;
  /** The list in another order; the list given stays as it was. */
  shuffled<Item>(items: readonly Item[]): Item[];
  /** True with the given probability. */
  chance(probability: number): boolean;
};

/** Tommy Ettinger's mulberry32 (public domain): 32 bits of state, period 2^32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + (high - low) * next();
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  const pick = <Item>(items: readonly Item[]) => items[whole(0, items.length - 1)] as Item;
  const shuffled = <Item>(items: readonly Item[]) => {
    const left = [...items];
    return items.map(() => left.splice(whole(0, left.length - 1), 1)[0] as Item);
  };
  return { next, between, whole, pick, shuffled, chance: (probability) => next() < probability };
}

/** FNV-1a over UTF-16 units: a 32-bit number that stands for a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
