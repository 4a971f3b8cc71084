/**
 * Fingerprints by which the same drawing is known again when it was photographed twice. A print is the picture as
 * 32 × 32 grey values, row by row, whatever its proportions. Its hash is made of the signs of its 64 lowest
 * frequencies in two directions (a cosine transform, DCT-II), which hardly change when a picture is encoded again,
 * tinted, or cut by a few per cent; turning or mirroring the picture only swaps them and changes their signs.
 */
export const printSide = 32;

/** The greys of a print, row by row. */
export type Print = Uint8Array | Float64Array;

/** Four turns by 90 degrees, and the same of the mirrored picture. */
export const turns = 8;

const lowest = 11;

/** The 64 frequencies: those with the least sum of both directions; the mean, (0, 0), says nothing. */
export const frequencies: readonly (readonly [number, number])[] = Array.from({ length: lowest * lowest }, (_, at) => {
  return [Math.floor(at / lowest), at % lowest] as const;
}).filter(([u, v]) => u + v > 0 && u + v < lowest && !(u === 5 && v === 5));

const cosines = Array.from({ length: lowest }, (_, u) =>
  Float64Array.from({ length: printSide }, (_value, x) => Math.cos((Math.PI * (x + 0.5) * u) / printSide))
);

/** The lowest frequencies of a print: `[u][v]`, u across and v down. */
function transform(print: Print): number[][] {
  return cosines.map((across) => {
    const rows = Float64Array.from({ length: printSide }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < printSide; x++) sum += print[y * printSide + x]! * across[x]!;
      return sum;
    });
    return cosines.map((down) => rows.reduce((sum, value, y) => sum + value * down[y]!, 0));
  });
}

/** 64 bits as 16 hex digits. */
function hashOf(bit: (index: number) => number): string {
  const words = [0, 0];
  for (let index = 0; index < 64; index++) words[index >> 5] = (words[index >> 5]! << 1) | bit(index);
  return words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The hash of a print: 64 bits as 16 hex digits, one for each frequency. Pictures that look alike differ in few bits. */
export function perceptualHash(print: Print): string {
  const spectrum = transform(print);
  return hashOf((index) => (spectrum[frequencies[index]![0]]![frequencies[index]![1]]! > 0 ? 1 : 0));
}

const placeOf = new Map(frequencies.map(([u, v], index) => [u * lowest + v, index]));

/**
 * What each position makes of a hash: every bit comes from that of the frequency `from`, and 1 in `flip` turns it
 * over. Of the position, bit 0 mirrors across, bit 1 down, bit 2 swaps rows and columns.
 */
export const turnings: readonly (readonly { from: number; flip: 0 | 1 }[])[] = Array.from({ length: turns }, (_, turn) =>
  frequencies.map(([u, v]) => {
    const [a, b] = turn & 4 ? [v, u] : [u, v];
    const odd = ((turn & 1 ? a : 0) + (turn & 2 ? b : 0)) % 2 === 1;
    return { from: placeOf.get(a * lowest + b)!, flip: odd ? 1 : 0 };
  })
);

/** The bits of a hash, in the order of the frequencies. */
export const bitsOf = (hash: string): number[] =>
  [...hash].flatMap((digit) => [3, 2, 1, 0].map((bit) => (parseInt(digit, 16) >> bit) & 1));

/** The hashes that a picture with this one has in all eight positions, as it is first. */
export function turnedHashes(hash: string): string[] {
  const bits = bitsOf(hash);
  return turnings.map((turning) => hashOf((index) => bits[turning[index]!.from]! ^ turning[index]!.flip));
}

/** In how many of the 64 bits two hashes disagree; 0 for a re-encoded copy, about 32 for strangers. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different &= different - 1n) count++;
  return count;
}
