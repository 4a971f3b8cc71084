import type { ConsentMethod, Sex } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";

/** The words for a child's sex. */
export const sexWords: Record<Sex, () => string> = {
  female: () => m.unit_sex_female(),
  male: () => m.unit_sex_male(),
  undisclosed: () => m.unit_sex_undisclosed(),
};

/** The words for how a family's answer came. */
export const methodWords: Record<ConsentMethod, () => string> = {
  paper: () => m.unit_consent_method_paper(),
  spoken: () => m.unit_consent_method_spoken(),
  online: () => m.unit_consent_method_online(),
};
