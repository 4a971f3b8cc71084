import { familyNames, personOf, type FamilyNames, type Person } from "#app/domain/judging/conflict-names.ts";
import { unitTies, type UnitFact, type UnitTies } from "#app/domain/judging/conflict-units.ts";
import { compareText } from "#app/platform/compare.ts";
import { fold } from "#app/platform/vietnamese.ts";

export type { UnitFact };

/** What a judge told of an interest: a unit, a person by name, or one entry; `note` in the judge's words. */
export type Declaration = { unitId?: string | null; personName?: string | null; entryId?: string | null; note: string };

/** A judge and the units the judge works or lives at. */
export type JudgeFacts = {
  judgeId: string;
  fullName: string;
  unitIds: readonly string[];
  declarations?: readonly Declaration[];
};

export type EntryFacts = {
  entryId: string;
  unitId: string | null;
  authorNames: readonly string[];
  mentorName?: string | null;
};

/** Why judge and entry may be too close. Names are as the entry writes them; a unit is the one they share. */
export type ConflictReason =
  | { kind: "same-unit" | "same-commune"; unitId: string }
  | { kind: "mentor-same-name" | "author-same-name" | "mentor-family-name" | "author-family-name"; name: string }
  | { kind: "declared-unit"; unitId: string; note: string }
  | { kind: "declared-person"; name: string; note: string }
  | { kind: "declared-entry"; note: string };

/** "strong": the chair should have a reason not to confirm it; "weak": worth a look. */
export type ConflictProposal = {
  judgeId: string;
  entryId: string;
  strength: "strong" | "weak";
  reasons: ConflictReason[];
};

export type ConflictProposals = {
  proposals: ConflictProposal[];
  /** Family names of judges too common to say anything by themselves: so many of all authors and mentors. */
  commonFamilyNames: { judgeId: string; family: string; count: number; of: number }[];
};

type Facts = { judges: readonly JudgeFacts[]; entries: readonly EntryFacts[]; units: readonly UnitFact[] };

const STRONG: ReadonlySet<ConflictReason["kind"]> = new Set([
  "same-unit", "mentor-same-name", "declared-unit", "declared-person", "declared-entry",
]);

/** An entry with its people ready to be compared. */
type Work = { entryId: string; unitId: string | null; authors: Person[]; mentors: Person[] };

/**
 * Proposes conflicts of interest for the chair to confirm: the judge's own school, or commune (with the units above
 * it and those that took its place), an author or mentor of the judge's name or family name, whatever the judge
 * declared. Names are compared without marks. A common family name (more than one in twenty of those who take part)
 * counts only beside another reason, since it would name half of the country; which ones were passed over is said.
 * The order of the facts does not matter.
 */
export function proposeConflicts(facts: Facts): ConflictProposals {
  const works = facts.entries.map(workOf).sort((a, b) => compareText(a.entryId, b.entryId));
  const judges = [...facts.judges].sort((a, b) => compareText(a.judgeId, b.judgeId));
  const names = familyNames(works.flatMap(({ authors, mentors }) => [...authors, ...mentors]));
  const ties = unitTies(facts.units);
  const proposals = judges.flatMap((judge) => {
    const [tieTo, self] = [ties.tieTo(judge.unitIds), personOf(judge.fullName)];
    return works.flatMap((work): ConflictProposal[] => {
      const tie = tieTo(work.unitId);
      const others = [...(tie ? [tie] : []), ...declared(judge, work, ties), ...sameNames(self, work)];
      const reasons = [...others, ...sameFamily(self, work, others.length > 0 || !names.isCommon(self.family))];
      if (reasons.length === 0) return [];
      const strength = reasons.some(({ kind }) => STRONG.has(kind)) ? "strong" : "weak";
      return [{ judgeId: judge.judgeId, entryId: work.entryId, strength, reasons }];
    });
  });
  return { proposals, commonFamilyNames: commonAmong(judges, names) };
}

function workOf({ entryId, unitId, authorNames, mentorName }: EntryFacts): Work {
  return { entryId, unitId, authors: authorNames.map(personOf), mentors: mentorName ? [personOf(mentorName)] : [] };
}

function declared(judge: JudgeFacts, work: Work, ties: UnitTies): ConflictReason[] {
  return (judge.declarations ?? []).flatMap(({ unitId, entryId, personName, note }): ConflictReason[] => {
    if (entryId === work.entryId) return [{ kind: "declared-entry", note }];
    if (unitId && ties.isWithin(work.unitId, unitId)) return [{ kind: "declared-unit", unitId, note }];
    const folded = fold(personName ?? "");
    const person = [...work.authors, ...work.mentors].find((one) => folded !== "" && one.folded === folded);
    return person ? [{ kind: "declared-person", name: person.name, note }] : [];
  });
}

function sameNames(self: Person, { authors, mentors }: Work): ConflictReason[] {
  const isSelf = ({ folded }: Person) => folded === self.folded;
  return [
    ...reason("mentor-same-name", mentors.find(isSelf)),
    ...reason("author-same-name", authors.find(isSelf)),
  ];
}

/** Family names shared with somebody whose whole name is another. */
function sameFamily(self: Person, { authors, mentors }: Work, counts: boolean): ConflictReason[] {
  if (!counts || self.family === "") return [];
  const isKin = ({ family, folded }: Person) => family === self.family && folded !== self.folded;
  return [
    ...reason("mentor-family-name", mentors.find(isKin)),
    ...reason("author-family-name", authors.find(isKin)),
  ];
}

type NameKind = "mentor-same-name" | "author-same-name" | "mentor-family-name" | "author-family-name";

const reason = (kind: NameKind, person: Person | undefined): ConflictReason[] =>
  person ? [{ kind, name: person.name }] : [];

function commonAmong(judges: readonly JudgeFacts[], names: FamilyNames): ConflictProposals["commonFamilyNames"] {
  return judges.flatMap(({ judgeId, fullName }) => {
    const { family, familyName } = personOf(fullName);
    if (!names.isCommon(family)) return [];
    return [{ judgeId, family: familyName, count: names.count(family), of: names.total }];
  });
}
