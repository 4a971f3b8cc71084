import type { Purpose } from "#app/domain/entries/states.ts";
import { addDays } from "#app/platform/dates.ts";
import { addWorkingDays } from "#app/platform/working-days.ts";

/** What has to be done by people after a family took a consent back. */
export const privacyTaskKinds = ["acknowledge", "withdraw", "delete", "tell-next-round", "decide-group"] as const;
export type PrivacyTaskKind = (typeof privacyTaskKinds)[number];

/**
 * The last day for a task, counted from the day the family asked: an answer in 2 working days, the use stopped in 15
 * days, data deleted in 20 (Nghị định 356/2025/NĐ-CP, Art. 5). Telling the next round and the unit's word on a group's
 * work are parts of stopping the use.
 */
export function dueOn(kind: PrivacyTaskKind, askedOn: string): string {
  if (kind === "acknowledge") return addWorkingDays(askedOn, 2);
  return addDays(askedOn, kind === "delete" ? 20 : 15);
}

/** The tasks of the contest's host after some purposes ended; data goes where its ground is gone. */
export function hostTasks(ended: readonly Purpose[]): PrivacyTaskKind[] {
  const deletes = ended.some((purpose) => purpose === "take-part" || purpose === "statistics" || purpose === "archive");
  return deletes ? ["acknowledge", "withdraw", "delete"] : ["acknowledge", "withdraw"];
}
