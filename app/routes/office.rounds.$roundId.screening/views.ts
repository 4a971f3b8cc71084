/** The parts of the desk: what a person must look at, what the rules pass, what is with its unit, what is decided, and all of it. */
export const views = ["needs", "clear", "returned", "decided", "all"] as const;
export type View = (typeof views)[number];
