import type { ReactNode } from "react";

/** A prize: solid yellow. `tag` is square, for a public caption; `soft` the same with a quiet ground. */
export function TierChip({
  children,
  look = "chip",
}: {
  children: ReactNode;
  look?: "chip" | "tag" | "soft";
}) {
  return <span className={`tier tier-${look}`}>{children}</span>;
}
