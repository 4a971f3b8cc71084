/** What somebody says of a pair: one work entered twice, two works, or to be looked at again. */
export const pairDecisions = ["same", "different", "later"] as const;
export type PairDecision = (typeof pairDecisions)[number];

/** The parts of the list: nobody looked yet, to be looked at again, settled. */
export const pairViews = ["open", "later", "settled"] as const;
export type PairView = (typeof pairViews)[number];

/** Why two entries stand as a pair. `distance` is in bits of 64, null when the pictures are not alike. */
export type PairSigns = { sameFile: boolean; distance: number | null; sameChildren: number };
