/**
 * A stream of uniform 32-bit numbers from a text: xmur3 spreads the seed, sfc32 draws (both public domain).
 */
function randomFrom(seed: string): () => number {
  let hash = 1779033703 ^ seed.length;
  for (const char of seed) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  const spread = () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return (hash ^= hash >>> 16) >>> 0;
  };
  let [a, b, c, d] = [spread(), spread(), spread(), spread()];
  return () => {
    const drawn = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + drawn;
    return drawn >>> 0;
  };
}

/** The items in an order drawn from the seed: the same seed and items always give the same order. */
export function seededShuffle<T>(items: readonly T[], seed: string): T[] {
  const random = randomFrom(seed);
  const drawn = [...items];
  for (let last = drawn.length - 1; last > 0; last--) {
    const pick = Math.floor((random() / 0x1_0000_0000) * (last + 1));
    [drawn[last], drawn[pick]] = [drawn[pick] as T, drawn[last] as T];
  }
  return drawn;
}

/**
 * Codes under which judges see entries: "T-001", "T-002" … in an order drawn from the seed, so that a code
 * says nothing about sender or time. The order of `entryIds` does not matter. Entries that come later
 * continue from `firstNumber`. The seed is secret and random; keep it as long as the round.
 */
export function blindCodes(
  entryIds: readonly string[],
  prefix: string,
  seed: string,
  firstNumber = 1,
): Map<string, string> {
  const drawn = seededShuffle([...new Set(entryIds)].sort(), seed);
  return new Map(drawn.map((id, index) => [id, `${prefix}-${String(firstNumber + index).padStart(3, "0")}`]));
}
