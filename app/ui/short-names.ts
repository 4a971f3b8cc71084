/**
 * Names of categories cut to their first word where that tells them apart: "Tranh vẽ" and "Video clip" are "tranh"
 * and "video" in a narrow place. All stay whole, in small letters, when two would become the same.
 */
export function shortNames(names: readonly string[]): string[] {
  const whole = names.map((name) => name.toLowerCase());
  const first = whole.map((name) => name.split(" ")[0] ?? name);
  return new Set(first).size === first.length ? first : whole;
}
