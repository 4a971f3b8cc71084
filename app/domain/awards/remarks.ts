/** What judges say beside the points: to the child, to the jury, or why they did not score. */
export const remarkKinds = ["author", "jury", "abstention"] as const;
export type RemarkKind = (typeof remarkKinds)[number];
