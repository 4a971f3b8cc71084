import type { ConflictRow } from "#app/domain/judging/queries/conflicts.server.ts";
import { m } from "#app/paraglide/messages.js";

type Kind = ConflictRow["reasons"][number]["kind"];

const words: Record<Kind, (at: { unit: string }) => string> = {
  "same-unit": m.tasks_reason_same_unit,
  "same-commune": m.tasks_reason_same_commune,
  "mentor-same-name": () => m.tasks_reason_mentor_same_name(),
  "author-same-name": () => m.tasks_reason_author_same_name(),
  "mentor-family-name": () => m.tasks_reason_mentor_family_name(),
  "author-family-name": () => m.tasks_reason_author_family_name(),
  "declared-unit": m.tasks_reason_declared_unit,
  "declared-person": () => m.tasks_reason_declared_person(),
  "declared-entry": () => m.tasks_reason_declared_entry(),
};

/** Why a judge and a work may be too close, one sentence each; who said it comes first where somebody did. */
export function conflictWords({ origin, reasons, note }: Pick<ConflictRow, "origin" | "reasons" | "note">): string[] {
  const told = { declared: m.tasks_conflicts_declared(), added: m.tasks_conflicts_added(), computed: "" }[origin];
  const found = reasons.map(({ kind, unitName }) => words[kind]({ unit: unitName ?? "" }));
  return [...(told ? [told] : []), ...found, ...(note ? [m.tasks_conflicts_told({ note })] : [])];
}
