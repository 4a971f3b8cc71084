/** The parts of the desk: what a person must look at, what the rules pass, what is decided, and all of it. */
export const views = ["needs", "clear", "decided", "all"] as const;
export type View = (typeof views)[number];
