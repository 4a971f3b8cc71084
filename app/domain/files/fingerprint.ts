/**
 * Difference hash of a picture given as 9 × 8 grey values, row by row: each bit says whether a value is darker
 * than its right neighbour. 16 hex digits. Pictures that look alike differ in few bits.
 */
export function differenceHash(grey: Uint8Array): string {
  let hash = 0n;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const at = row * 9 + column;
      hash = (hash << 1n) | (grey[at]! < grey[at + 1]! ? 1n : 0n);
    }
  }
  return hash.toString(16).padStart(16, "0");
}

/** In how many of the 64 bits two difference hashes disagree; 0 for a re-encoded copy, about 32 for strangers. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different &= different - 1n) count++;
  return count;
}
