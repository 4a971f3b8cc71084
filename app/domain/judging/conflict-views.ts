/** How a round's conflicts are looked at: those nobody has decided yet, those that stand, those that were lifted. */
export const conflictViews = ["proposed", "confirmed", "lifted"] as const;
export type ConflictView = (typeof conflictViews)[number];
