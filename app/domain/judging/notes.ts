/** For whom a judge writes: the child who made the work, the jury at its discussion, or nobody else. */
export const sheetTextKinds = ["author", "jury", "own"] as const;
export type SheetTextKind = (typeof sheetTextKinds)[number];
export type SheetTexts = Record<SheetTextKind, string>;

/** The most letters one text takes. */
export const SHEET_TEXT_MOST = 2_000;

/** Why a judge asks the secretariat to look at a work; "other" says so in a note. */
export const flagReasons = ["identity", "not-own", "wrong-place", "bad-file", "content", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];

/** A judge's flag as both sides see it; `answer` is empty until the secretariat has settled it. */
export type FlagView = { reason: FlagReason; note: string; flaggedAt: string; answer: string };
