/** The nouns of assigning judges to entries; `assign.ts` makes a plan, `assignment-checks.ts` judges one. */

/** An entry to be judged. With a panel, only judges of that panel see it. */
export type AssignEntry = { entryId: string; categoryId: string; panelId?: string | null };

/**
 * A judge. `categoryIds` and `panelIds` null or absent: all of them. `capacity`: the most entries the judge takes on,
 * without limit when null; it does not count where all see all.
 */
export type AssignJudge = {
  judgeId: string;
  categoryIds?: readonly string[] | null;
  panelIds?: readonly string[] | null;
  capacity?: number | null;
};

export type Pair = { entryId: string; judgeId: string };

export type AssignmentInput = {
  entries: readonly AssignEntry[];
  judges: readonly AssignJudge[];
  /** How many judges each entry gets; "all": every judge who may. */
  perEntry: number | "all";
  /** Pairs that must never meet. */
  conflicts: readonly Pair[];
  /** The plan that stands. A pinned pair (scored already, say) stays unless it conflicts. */
  existing?: readonly (Pair & { pinned?: boolean })[];
  /** The same seed gives the same plan. */
  seed: string;
};

/**
 * What is missing. "too-few-free": of the judges of its category and panel (`eligible`) so many conflict that fewer
 * than `wanted` are `free`. "judges-full": enough are free, but all that can be reached by exchanging tasks have
 * taken what they can (`fullJudgeIds`).
 */
export type Shortage =
  | { reason: "too-few-free"; entryId: string; wanted: number; eligible: number; conflicted: number; free: number }
  | { reason: "judges-full"; entryId: string; wanted: number; assigned: number; fullJudgeIds: string[] };

/**
 * Whether the judges of a category are linked by common entries, so that a strict and a mild judge can be told from
 * weak and strong entries. `groups` are judges linked among themselves. Why not: "one-judge-each", no entry has two
 * judges; "kept-apart", panels or conflicts leave no entry to both sides; "too-few-entries", so few entries cannot link
 * so many judges; "not-found", exchanging tasks did not link them.
 */
export type CategoryLinks = {
  categoryId: string;
  groups: string[][];
  why: "one-judge-each" | "kept-apart" | "too-few-entries" | "not-found" | null;
};

export type AssignmentPlan = {
  /** False when something is missing; the pairs are then as many as could be found. */
  ok: boolean;
  /** By entry, then judge. */
  pairs: Pair[];
  loads: { judgeId: string; before: number; after: number }[];
  changes: { added: Pair[]; removed: Pair[]; kept: number };
  shortages: Shortage[];
  links: CategoryLinks[];
};
