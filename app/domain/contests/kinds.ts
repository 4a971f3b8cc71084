/** The words a contest's set-up is made of, apart from the schemas: pages carry these to the browser. */

/** A contest's phases in the order in which they happen; the first and the last are set by hand only. */
export const PHASE_KINDS = [
  "draft",
  "open",
  "screening",
  "judging",
  "decision",
  "published",
  "archived",
] as const;

/** The phases that have dates. */
export const SCHEDULED_PHASES = ["open", "screening", "judging", "decision", "published"] as const;

export const MEDIA = ["image", "video"] as const;

/**
 * How the sheets of one entry become its score; see `judging/aggregation.ts`. "judge-effect" corrects the mean for
 * strict and lenient judges where entries had different judges, and is the mean elsewhere.
 */
export const AGGREGATIONS = ["mean", "trimmed-mean", "sum", "median", "judge-effect"] as const;

/** The steps against ties that name no criterion. */
export const PLAIN_STEPS = ["counts", "head-judge", "pairwise", "jury-vote", "lots", "shared"] as const;

/** How judges vote on a category: points by criterion, one to five stars, pass or not, or so many works picked. */
export const BALLOTS = ["rubric", "stars", "pass", "choose"] as const;

/** A quorum counts judges, or is a share of those who voted. */
export const QUORUM_UNITS = ["votes", "percent"] as const;

export const DIVISION_BASES = ["age", "class"] as const;
