import type { Medium } from "#app/domain/contests/model.ts";
import { type Purpose, purposes } from "#app/domain/entries/states.ts";
import { ageRangeOn, type DatePrecision } from "#app/platform/dates.ts";

/** From this age on a child's own assent is needed beside the family's (Luật 91/2025/QH15, Art. 24). */
export const assentAge = 7;

export type ChildBirth = { birthDate: string; birthPrecision: DatePrecision };

/**
 * Whether the child's own assent is needed for a consent given on a day (ISO date): from the seventh birthday on, and
 * for a birth known by year alone as soon as the child may have reached it. Below, none is asked and none is taken.
 */
export function needsAssent({ birthDate, birthPrecision }: ChildBirth, givenOn: string): boolean {
  return ageRangeOn(birthDate, birthPrecision, givenOn)[1] >= assentAge;
}

/** Whether a consent counts: the family's alone below seven years, both from then on. */
export const counts = (birth: ChildBirth, consent: { givenOn: string; assented: boolean }): boolean =>
  consent.assented || !needsAssent(birth, consent.givenOn);

/** What one row on record says; an end that has not come is null. */
export type ConsentRecord = {
  purpose: Purpose;
  givenOn: string;
  assented: boolean;
  recordedAt: Date;
  withdrawnAt: Date | null;
  replacedAt: Date | null;
};

export type ConsentStanding = { stands: true } | { stands: false; reason: "not-given" | "withdrawn" | "assent-missing" };

/**
 * Whether a child's consent to a purpose stands at a moment, and if not, why. What was replaced by a later record is
 * passed over. The view `standing_consents` says the same to the database.
 */
export function standingConsent(
  child: ChildBirth & { consents: readonly ConsentRecord[] },
  purpose: Purpose,
  at: Date,
): ConsentStanding {
  const over = (end: Date | null) => end !== null && end.getTime() <= at.getTime();
  const known = child.consents.filter(
    (row) => row.purpose === purpose && row.recordedAt.getTime() <= at.getTime() && !over(row.replacedAt),
  );
  const open = known.filter(({ withdrawnAt }) => !over(withdrawnAt));
  if (open.some((row) => counts(child, row))) return { stands: true };
  if (open.length > 0) return { stands: false, reason: "assent-missing" };
  return { stands: false, reason: known.length > 0 ? "withdrawn" : "not-given" };
}

/** What may wait for a family's consent. */
export const guardedActs = ["submit", "keep-ethnicity", "forward", "show-work", "show-name"] as const;
export type GuardedAct = (typeof guardedActs)[number];

/**
 * The purposes every author of a work must have agreed to before an act; nothing else hinders it. A clip shows faces
 * and lets voices be heard, so showing it needs that purpose as well.
 */
export function neededFor(act: GuardedAct, medium: Medium): readonly Purpose[] {
  switch (act) {
    case "submit":
      return ["take-part"];
    case "keep-ethnicity":
      return ["statistics"];
    case "forward":
      return ["send-up"];
    case "show-name":
      return ["publish-name"];
    case "show-work":
      return medium === "video" ? ["publish-work", "publish-face"] : ["publish-work"];
  }
}

/** What the purposes that a child lacks keep from being done with a work of that medium, in the order of the acts. */
export function blockedBy(agreed: readonly Purpose[], medium: Medium): GuardedAct[] {
  return guardedActs.filter((act) => neededFor(act, medium).some((purpose) => !agreed.includes(purpose)));
}

/** The purposes that end together: without taking part nothing else of the contest has a ground. */
export const endingWith = (asked: readonly Purpose[]): Purpose[] =>
  purposes.filter((purpose) => asked.includes("take-part") || asked.includes(purpose));
