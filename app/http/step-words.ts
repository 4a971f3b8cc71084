import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import { m } from "#app/paraglide/messages.js";

/** A step of the tie-break chain in words. */
export function stepWord(step: TieBreakSetup): string {
  if (step.kind === "criterion") return m.office_step_criterion({ position: step.position });
  if (step.kind === "head-judge") return m.office_step_head_judge();
  return step.kind === "jury-vote" ? m.office_step_jury_vote() : m.office_step_shared();
}
