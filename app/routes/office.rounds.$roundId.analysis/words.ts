import type { AdviceReason } from "#app/domain/judging/advice.ts";
import { m } from "#app/paraglide/messages.js";

/** A reason of the advice within a sentence. */
export function whyWords({ key, params }: AdviceReason): string {
  const words: Record<AdviceReason["key"], (numbers: never) => string> = {
    "same-judges": m.panel_why_same_judges,
    "judge-sets-differ": m.panel_why_judge_sets_differ,
    "judges-not-linked": m.panel_why_judges_not_linked,
    "one-judge": () => m.panel_why_one_judge(),
    "counts-differ": m.panel_why_counts_differ,
    "trim-needs": m.panel_why_trim_needs,
    "median-coarse": m.panel_why_median_coarse,
    "changes-nothing": () => m.panel_why_changes_nothing(),
    "nothing-scored": () => m.panel_why_nothing_scored(),
  };
  return words[key](params as never);
}

export const whyAll = (reasons: readonly AdviceReason[]) => reasons.map(whyWords).join("; ");

const none: Record<string, () => string> = {
  "too-few": () => m.panel_none_too_few(),
  "no-spread": () => m.panel_none_no_spread(),
  "one-judge": () => m.panel_none_one_judge(),
  "too-few-entries": () => m.panel_none_too_few_entries(),
};

/** Why a coefficient does not exist. */
export const noneWords = (reason: string) => none[reason]?.() ?? reason;

/** A coefficient with two decimals, comma and a true minus. */
export const coefficient = (value: number) => value.toFixed(2).replace("-", "−").replace(".", ",");

export const percent = (chance: number) => `${Math.round(chance * 100)} %`;

/** Bounds after T. K. Koo and M. Y. Li, "A guideline of selecting and reporting ICC", J. Chiropractic Medicine 15 (2016) 155–163. */
export function iccLevel(value: number): string {
  if (value < 0.5) return m.panel_level_icc_poor();
  if (value < 0.75) return m.panel_level_icc_moderate();
  return value < 0.9 ? m.panel_level_icc_good() : m.panel_level_icc_high();
}

/** Bounds after R. C. Schmidt, "Managing Delphi surveys", Decision Sciences 28 (1997) 763–774. */
export function kendallLevel(value: number): string {
  if (value < 0.5) return m.panel_level_w_weak();
  return value < 0.7 ? m.panel_level_w_fair() : m.panel_level_w_strong();
}
