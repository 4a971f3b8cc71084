import type { Audience } from "#app/domain/people/actor.ts";

export type PageAudience = Audience | "public";

const prefixes: readonly Audience[] = ["office", "jury", "unit"];

/**
 * Whose part of the site an address belongs to: its first segment decides, everything else is public. The segment is
 * read as the router reads it, which minds neither capitals nor percent signs ("/%4Fffice" is the office).
 */
export function audienceOf(pathname: string): PageAudience {
  const first = decoded(pathname.split("/", 2)[1] ?? "").toLowerCase().replace(/\.data$/, "");
  return prefixes.find((prefix) => prefix === first) ?? "public";
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
