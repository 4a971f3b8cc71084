/** The parts of the list of files in work: what failed, and everything that is not done. */
export const mediaViews = ["failed", "all"] as const;
export type MediaView = (typeof mediaViews)[number];
