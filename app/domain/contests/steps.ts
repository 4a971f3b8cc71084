import { PHASE_KINDS } from "#app/domain/contests/kinds.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";

/** What a round's path is made of: its phases between draft and archive, and the sending on where a round follows. */
const STEP_KINDS = ["open", "screening", "judging", "decision", "published", "forward"] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export type Step = { kind: StepKind; state: "done" | "now" | "next" };

type RoundPath = { phase: PhaseKind; hasNext: boolean; forwarded: boolean };

/**
 * The path of a round with the place it has reached. A draft has begun nothing; after publication the sending on is
 * the step at hand until it is done; the last step stays the present one until the round is put away.
 */
export function pathOf({ phase, hasNext, forwarded }: RoundPath): Step[] {
  const kinds = STEP_KINDS.filter((kind) => kind !== "forward" || hasNext);
  const sent = hasNext && forwarded;
  const reached = phase === "archived" || sent ? kinds.length : kinds.indexOf(stepAtHand(phase, hasNext));
  return kinds.map((kind, at) => ({ kind, state: at < reached ? "done" : at === reached && phase !== "draft" ? "now" : "next" }));
}

function stepAtHand(phase: PhaseKind, hasNext: boolean): StepKind {
  if (phase === "published") return hasNext ? "forward" : "published";
  return phase === "draft" || PHASE_KINDS.indexOf(phase) < 0 ? "open" : (phase as StepKind);
}
