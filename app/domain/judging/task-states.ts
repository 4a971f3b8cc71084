/**
 * A judge's task is their sheet for an entry. "open" waits; "later" was put off and comes back after the rest; "done" is
 * handed in; "abstained" was declined with a reason; "recused" ended by a conflict of interest; "void" by the office
 * (a judge left, another plan).
 */
export const TASK_STATES = ["open", "later", "done", "abstained", "recused", "void"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Why a sheet no longer is a task. */
export type VoidKind = "recused" | "relieved" | "judge-left" | "plan-changed";

/** The rows around a sheet that make its state. */
export type TaskFacts = { submitted: boolean; deferred: boolean; abstained: boolean; void: VoidKind | null };

/** The one reading of a task's rows: what ended it weighs more than what the judge did with it. */
export function taskState(facts: TaskFacts): TaskState {
  if (facts.void !== null) return facts.void === "recused" ? "recused" : "void";
  if (facts.abstained) return "abstained";
  if (facts.submitted) return "done";
  return facts.deferred ? "later" : "open";
}

/** Still to be done: counts as missing when judging is closed. */
export const isWaiting = (state: TaskState): boolean => state === "open" || state === "later";

/** What the judge may see: their own tasks, but nothing that was taken from them. */
export const isVisibleTask = (state: TaskState): boolean => state !== "recused" && state !== "void";
