import type { RejectionRule } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";

/** The grounds of rejection in words. */
export const rejectionWords: Record<RejectionRule, () => string> = {
  "paper-size": () => m.office_screening_rule_paper_size(),
  "back-side": () => m.office_screening_rule_back_side(),
  copied: () => m.office_screening_rule_copied(),
  age: () => m.office_screening_rule_age(),
  theme: () => m.office_screening_rule_theme(),
  deadline: () => m.office_screening_rule_deadline(),
  file: () => m.office_screening_rule_file(),
  duplicate: () => m.office_screening_rule_duplicate(),
  other: () => m.office_screening_rule_other(),
};
