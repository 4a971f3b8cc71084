import type { ScoringMethod } from "#app/domain/judging/advice.ts";
import { m } from "#app/paraglide/messages.js";

/** A way of counting as a choice. */
export const methodWord: Record<ScoringMethod, () => string> = {
  mean: () => m.panel_method_mean(),
  "trimmed-mean": () => m.panel_method_trimmed(),
  sum: () => m.panel_method_sum(),
  median: () => m.panel_method_median(),
  "judge-effect": () => m.panel_method_effect(),
};

/** A way of counting within a sentence. */
export const methodPhrase: Record<ScoringMethod, () => string> = {
  mean: () => m.office_decision_mean(),
  "trimmed-mean": () => m.office_decision_trimmed(),
  sum: () => m.office_decision_sum(),
  median: () => m.panel_phrase_median(),
  "judge-effect": () => m.panel_phrase_effect(),
};
