/** How a judge's second look ended: the first score kept, another one handed in, or not answered in time. */
export const LOOK_OUTCOMES = ["kept", "changed", "lapsed"] as const;
export type LookOutcome = (typeof LOOK_OUTCOMES)[number];

/** Changes of the limit while a round is judged; more of them would find out how far apart judges are. */
export const LIMIT_CHANGES_MOST = 3;
