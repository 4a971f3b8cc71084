import type { PhaseKind } from "#app/domain/contests/model.ts";
import { DomainError } from "#app/platform/domain-error.ts";

/** Refuses, in words for judges, what needs the judging phase: before it, or once it is closed. */
export function requireJudging(phase: PhaseKind): void {
  if (phase === "judging") return;
  const before = phase === "draft" || phase === "open" || phase === "screening";
  throw new DomainError("closed", before ? "judging-not-started" : "judging-closed");
}
