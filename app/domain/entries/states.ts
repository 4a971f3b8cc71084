/** Longest texts taken, in characters after cleaning. */
export const limits = { title: 120, statement: 2000, shortText: 80, reason: 500, authors: 10 } as const;

export const sexes = ["female", "male", "undisclosed"] as const;
export type Sex = (typeof sexes)[number];

/** What a family may agree to, each on its own, in the order of the form; only "take-part" binds submission. */
export const purposes = [
  "take-part", "statistics", "publish-work", "publish-name", "publish-face", "send-up", "archive",
] as const;
export type Purpose = (typeof purposes)[number];

/** The purposes that put something of a child before the public. */
export const publishingPurposes = ["publish-work", "publish-name", "publish-face"] as const satisfies readonly Purpose[];

/** Each purpose as a field of a form is named. */
export const purposeFields = {
  "take-part": "takePart", statistics: "statistics", "publish-work": "publishWork", "publish-name": "publishName",
  "publish-face": "publishFace", "send-up": "sendUp", archive: "archive",
} as const satisfies Record<Purpose, string>;
export type PurposeField = (typeof purposeFields)[Purpose];

/** Who answers for the child. */
export const relations = ["mother", "father", "guardian", "other"] as const;
export type Relation = (typeof relations)[number] | "";

/** How the family's answer reached the person who records it. */
export const consentMethods = ["paper", "spoken", "online"] as const;
export type ConsentMethod = (typeof consentMethods)[number];

/** The states of an entry as this module knows them; later stages show more. */
export const entryStates = ["draft", "returned", "submitted", "valid", "invalid", "withdrawn"] as const;
export type EntryState = (typeof entryStates)[number];

/** The grounds on which screening may reject; each is named to the unit together with a text. */
export const rejectionRules = [
  "paper-size", "back-side", "copied", "age", "theme", "deadline", "file", "duplicate", "other",
] as const;
export type RejectionRule = (typeof rejectionRules)[number];
