/** Kinds of unit, from the top of the tree down; which exist, and under what, is data. */
export const UNIT_KINDS = ["centre", "province", "district", "cluster", "commune", "school", "other"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
