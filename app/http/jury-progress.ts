import type { OwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import { m } from "#app/paraglide/messages.js";

/** How far a judge is in a category: works handed in, or chosen while a choice is being made. */
export function progressOf({ submitted, total }: { submitted: number; total: number }, choice: Pick<OwnChoice, "picked" | "most" | "waiting"> | null) {
  if (choice && choice.waiting > 0) return { done: choice.picked, total: choice.most, label: m.ballot_picked_word() };
  return { done: submitted, total, label: m.jury_scored_word() };
}
