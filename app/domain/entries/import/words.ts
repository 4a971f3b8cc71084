import { fold } from "#app/platform/vietnamese.ts";

/** Words of a text for comparing: folded, without punctuation, underscores as spaces. */
export const wordsOf = (text: string): string => fold(text.replace(/_/g, " ")).replace(/[^a-z0-9]+/g, " ").trim();

/** True when two texts differ by one letter at most: put in, left out, or another. */
export function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB;
}
