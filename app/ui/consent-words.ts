import type { GuardedAct } from "#app/domain/entries/consent.ts";
import type { PrivacyTaskKind } from "#app/domain/entries/privacy.ts";
import type { Purpose, Relation } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";

/** What a family may agree to, as a tick says it, with what depends on it. */
export const purposeWords: Record<Purpose, { label: () => string; short: () => string; hint: () => string }> = {
  "take-part": { label: m.unit_consent_take_part, short: m.consent_short_take_part, hint: m.unit_consent_take_part_hint },
  statistics: { label: m.consent_purpose_statistics, short: m.consent_short_statistics, hint: m.consent_purpose_statistics_hint },
  "publish-work": { label: m.unit_consent_work, short: m.consent_short_work, hint: m.unit_consent_work_hint },
  "publish-name": { label: m.unit_consent_name, short: m.consent_short_name, hint: m.unit_consent_name_hint },
  "publish-face": { label: m.consent_purpose_face, short: m.consent_short_face, hint: m.consent_purpose_face_hint },
  "send-up": { label: m.consent_purpose_send_up, short: m.consent_short_send_up, hint: m.consent_purpose_send_up_hint },
  archive: { label: m.consent_purpose_archive, short: m.consent_short_archive, hint: m.consent_purpose_archive_hint },
};

/** Who answered for the child. */
export const relationWords: Record<Exclude<Relation, "">, () => string> = {
  mother: m.consent_relation_mother,
  father: m.consent_relation_father,
  guardian: m.consent_relation_guardian,
  other: m.consent_relation_other,
};

/** What does not happen while an answer is missing. */
export const blockedWords: Record<GuardedAct, () => string> = {
  submit: m.consent_blocked_submit,
  "keep-ethnicity": m.consent_blocked_ethnicity,
  forward: m.consent_blocked_forward,
  "show-work": m.consent_blocked_work,
  "show-name": m.consent_blocked_name,
};

/** What an office, or a unit, has to do after a withdrawal. */
export const privacyTaskWords: Record<PrivacyTaskKind, () => string> = {
  acknowledge: m.consent_task_acknowledge,
  withdraw: m.consent_task_withdraw,
  delete: m.consent_task_delete,
  "tell-next-round": m.consent_task_tell_next_round,
  "decide-group": m.consent_group_link,
};
