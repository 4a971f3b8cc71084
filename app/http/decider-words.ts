import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";

/** What is compared: a tie or a final, of so many works. */
export const deciderName = (kind: "tie" | "final", count: number): string =>
  kind === "tie" ? m.decider_tie({ count: formatCount(count) }) : m.decider_final({ count: formatCount(count) });

type State = { endedAt: unknown; done: string | null; answered: number; of: number };

/** How far it is, in words: never what was answered. */
export function deciderState({ endedAt, done, answered, of }: State): string {
  if (endedAt) return m.decider_state_ended();
  return done ? m.decider_state_done() : m.decider_state_asking({ done: formatCount(answered), total: formatCount(of) });
}

/** What came of an ended decider. */
export const outcomeWords = {
  "whole-order": () => m.decider_outcome_whole(),
  "cut-decided": () => m.decider_outcome_cut(),
  undecided: () => m.decider_outcome_undecided(),
};
