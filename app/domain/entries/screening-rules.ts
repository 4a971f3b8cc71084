import type { CategorySetup } from "#app/domain/contests/model.ts";
import { latenessOf } from "#app/domain/entries/deadline.ts";
import { entryDivision, type ChildFacts, type DivisionFault } from "#app/domain/entries/division.ts";
import { judgeFile, type FileFacts, type FileRule } from "#app/domain/entries/file-rules.ts";

/** What screening knows of one entry. Codes in lists are other entries' codes. */
export type ScreeningFacts = {
  category: Pick<CategorySetup, "medium" | "minAuthors" | "maxAuthors" | "file" | "divisions">;
  children: readonly ChildFacts[];
  unitInvited: boolean;
  /** The moment of first submission, and intake's end; an entry taken on paper may have neither. */
  submittedAt: Date | null;
  deadline: Date | null;
  /** An organiser let it in late, with a reason on record. */
  lateAccepted: boolean;
  graceMinutes?: number;
  /** The day stamped on the envelope of a paper entry, ISO. */
  postmarkedOn?: string | null;
  /** What its unit has sent in this category, and the most it may send with its exceptions; null is no limit. */
  places?: { sent: number; allowed: number | null };
  file: FileFacts | null;
  /** Children for whom no answer on publishing name or work is on record. */
  childrenWithoutConsent: number;
  sameTitleCodes: readonly string[];
  sameFileCodes: readonly string[];
  /** Pairs of likely duplicates that nobody has decided upon; none when left out. */
  openPairs?: number;
};

export type ScreeningRule =
  | Exclude<DivisionFault, "no-child">
  | FileRule
  | "too-few-authors"
  | "too-many-authors"
  | "unit-not-invited"
  | "submitted-late"
  | "submitted-in-grace"
  | "unit-over-limit"
  | "file-missing"
  | "consent-missing"
  | "same-title"
  | "same-file"
  | "open-pairs";

/** "reject": the rules are broken as far as a program can see; "warn": a person should look. */
export type ScreeningSeverity = "reject" | "warn";
export type ScreeningFinding = {
  rule: ScreeningRule;
  severity: ScreeningSeverity;
  params: Record<string, string | number>;
};

const finding = (
  rule: ScreeningRule,
  severity: ScreeningSeverity,
  params: Record<string, string | number> = {},
): ScreeningFinding => ({ rule, severity, params });

/** One rule: what it finds in an entry. */
export type Screen = (facts: ScreeningFacts) => ScreeningFinding[];

/** The rules in the order in which their findings are shown; a further rule is one line more. */
export const screens: readonly Screen[] = [
  authorFindings,
  unitFindings,
  deadlineFindings,
  placeFindings,
  fileFindings,
  consentFindings,
  likenessFindings,
];

/**
 * Everything the rules can find by themselves in one entry: authors, age or class, unit, deadline, places, file,
 * consent, likeness to other entries. It advises; rejecting is a person's act. Missing consent never rejects,
 * since it binds publication and not taking part (Luật 91/2025/QH15, Art. 24).
 */
export const screen: Screen = (facts) => screens.flatMap((rule) => rule(facts));

/** Whether an entry waits for a verdict and no rule found anything in it. */
export const isClear = (item: { verdict: unknown; returned?: unknown; findings: readonly ScreeningFinding[] }): boolean =>
  item.verdict === null && !item.returned && item.findings.length === 0;

function unitFindings({ unitInvited }: ScreeningFacts): ScreeningFinding[] {
  return unitInvited ? [] : [finding("unit-not-invited", "reject")];
}

function authorFindings({ category, children }: ScreeningFacts): ScreeningFinding[] {
  const params = { count: children.length, min: category.minAuthors, max: category.maxAuthors };
  if (children.length < category.minAuthors) return [finding("too-few-authors", "reject", params)];
  const tooMany =
    children.length > category.maxAuthors ? [finding("too-many-authors", "reject", params)] : [];
  const division = entryDivision(category.divisions, children);
  if (division.ok || division.reason === "no-child") return tooMany;
  const severity = division.reason === "outside-divisions" ? "reject" : "warn";
  return [...tooMany, finding(division.reason, severity, division.params)];
}

function deadlineFindings({ submittedAt, deadline, lateAccepted, ...arrival }: ScreeningFacts): ScreeningFinding[] {
  if (!submittedAt || !deadline) return [];
  const lateness = latenessOf({ ...arrival, submittedAt, deadline });
  if (lateness === "in-time" || lateness === "by-postmark") return [];
  const minutes = Math.floor((submittedAt.getTime() - deadline.getTime()) / 60_000);
  if (lateness === "in-grace") return [finding("submitted-in-grace", "warn", { minutes })];
  return [finding("submitted-late", lateAccepted ? "warn" : "reject", { minutes })];
}

function placeFindings({ places }: ScreeningFacts): ScreeningFinding[] {
  if (!places || places.allowed === null || places.sent <= places.allowed) return [];
  return [finding("unit-over-limit", "warn", { sent: places.sent, max: places.allowed })];
}

function fileFindings({ category, file }: ScreeningFacts): ScreeningFinding[] {
  if (!file) return [finding("file-missing", "reject")];
  return judgeFile(category, file).map(({ rule, params }) => finding(rule, "reject", params));
}

function consentFindings({ children, childrenWithoutConsent }: ScreeningFacts): ScreeningFinding[] {
  if (childrenWithoutConsent === 0) return [];
  return [finding("consent-missing", "warn", { missing: childrenWithoutConsent, children: children.length })];
}

function likenessFindings({ sameFileCodes, sameTitleCodes, openPairs = 0 }: ScreeningFacts): ScreeningFinding[] {
  return [
    ...(sameFileCodes.length ? [finding("same-file", "warn", { codes: sameFileCodes.join(", ") })] : []),
    ...(sameTitleCodes.length ? [finding("same-title", "warn", { codes: sameTitleCodes.join(", ") })] : []),
    ...(openPairs > 0 ? [finding("open-pairs", "warn", { count: openPairs })] : []),
  ];
}
