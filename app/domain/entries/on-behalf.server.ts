import type { PhaseKind } from "#app/domain/contests/model.ts";
import { type Intake, isIntakeOpen, isPostedInTime } from "#app/domain/entries/deadline.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import { DomainError } from "#app/platform/domain-error.ts";

/** What an office says of an entry it enters for a unit: why, and the postmark (ISO day) where it came by post. */
export type BehalfInput = { reason: string; postmarkedOn: string | null };

/** Refuses to take anything in before a round has opened and once it is being decided. */
export function requireTakingIn(phase: PhaseKind): void {
  if (!officeTakesIn(phase)) throw new DomainError("closed", phase === "draft" ? "round-not-open" : "round-decided");
}

/** After the deadline an office says why it still takes the entry in; a postmark within the deadline says it already. */
export function refuseUnexplained({ reason, postmarkedOn }: BehalfInput, intake: Intake, now: Date): void {
  if (isIntakeOpen(intake, now) || reason !== "") return;
  if (intake.endsAt && isPostedInTime(postmarkedOn, intake.endsAt)) return;
  throw new DomainError("invalid", "late-reason-empty", {}, "reason");
}
