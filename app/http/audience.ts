import type { Audience } from "#app/domain/people/actor.ts";

export type PageAudience = Audience | "public";

const prefixes: readonly Audience[] = ["office", "jury", "unit"];

/** Whose part of the site an address belongs to: its first segment decides, everything else is public. */
export function audienceOf(pathname: string): PageAudience {
  const first = pathname.split("/", 2)[1]?.replace(/\.data$/, "");
  return prefixes.find((prefix) => prefix === first) ?? "public";
}
