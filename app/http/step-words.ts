import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import { m } from "#app/paraglide/messages.js";

type Plain = Exclude<TieBreakSetup, { kind: "criterion" }>["kind"];

const words: Record<Plain, () => string> = {
  counts: () => m.panel_step_counts(),
  "head-judge": () => m.office_step_head_judge(),
  pairwise: () => m.panel_step_pairwise(),
  "jury-vote": () => m.office_step_jury_vote(),
  lots: () => m.panel_step_lots(),
  shared: () => m.office_step_shared(),
};

/** A step of the tie-break chain in words. */
export const stepWord = (step: TieBreakSetup): string =>
  step.kind === "criterion" ? m.office_step_criterion({ position: step.position }) : words[step.kind]();
