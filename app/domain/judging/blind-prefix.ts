/**
 * The letters before the number of a blind code: as few of the category's code as tell it from the contest's other
 * categories ("TV" and "VC" give T and V, "TV" and "TN" the whole code).
 */
export function blindPrefix(code: string, codes: readonly string[]): string {
  const others = codes.filter((other) => other !== code);
  for (let length = 1; length < code.length; length++) {
    const start = code.slice(0, length);
    if (!others.some((other) => other.startsWith(start))) return start;
  }
  return code;
}
