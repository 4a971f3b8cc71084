import type { FlagReason } from "#app/domain/judging/notes.ts";
import { m } from "#app/paraglide/messages.js";

const words: Record<FlagReason, () => string> = {
  identity: m.lighttable_flag_reason_identity,
  "not-own": m.lighttable_flag_reason_not_own,
  "wrong-place": m.lighttable_flag_reason_wrong_place,
  "bad-file": m.lighttable_flag_reason_bad_file,
  content: m.lighttable_flag_reason_content,
  other: m.lighttable_flag_reason_other,
};

/** Why a judge flagged a work, in words. */
export const flagWords = (reason: FlagReason): string => words[reason]();
