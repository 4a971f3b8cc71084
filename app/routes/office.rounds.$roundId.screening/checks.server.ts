import type { ScreeningRule } from "#app/domain/entries/screening-rules.ts";
import type { ScreeningItem } from "#app/domain/entries/queries/screening.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatBytes, formatClock, formatDateTime, formatDay } from "#app/ui/format.ts";

export const checkGroups = ["authors", "unit", "deadline", "file", "consent", "likeness"] as const;
export type CheckGroup = (typeof checkGroups)[number];

export type DeskCheck = { key: string; result: "ok" | "warn" | "bad"; title: string; detail: string };

/** Rules about anything but the file; what is not named here is the file's. */
const groups: Partial<Record<ScreeningRule, CheckGroup>> = {
  "too-few-authors": "authors", "too-many-authors": "authors", "class-missing": "authors", "class-unreadable": "authors",
  "birth-date-missing": "authors", "birth-year-only": "authors", "outside-divisions": "authors",
  "unit-not-invited": "unit", "unit-over-limit": "unit", "submitted-late": "deadline", "submitted-in-grace": "deadline",
  "consent-missing": "consent", "same-title": "likeness", "same-file": "likeness", "open-pairs": "likeness",
};

/** The check under which a rule's finding is shown, and the group by which many are decided. */
export const groupOf = (rule: ScreeningRule): CheckGroup => groups[rule] ?? "file";

function fileWords({ file }: ScreeningItem): string {
  if (!file) return "";
  const shape = file.medium === "video" ? formatClock(file.durationMs ?? 0) : `${file.width ?? 0} × ${file.height ?? 0} px`;
  return `${shape} · ${formatBytes(file.bytes)}`;
}

/** The title of each check; a clip has a length where a drawing has pixels. */
export const groupWords: Record<CheckGroup, (medium?: string) => string> = {
  authors: () => m.office_screening_check_authors(),
  unit: () => m.office_screening_check_unit(),
  deadline: () => m.office_screening_check_deadline(),
  file: (medium) => (medium === "video" ? m.office_screening_check_clip() : m.office_screening_check_picture()),
  consent: () => m.office_screening_check_consent(),
  likeness: () => m.office_screening_check_likeness(),
};

function deadlineWords({ submittedAt, onBehalf }: ScreeningItem): string {
  if (onBehalf?.postmarkedOn) return m.limits_check_postmark({ day: formatDay(onBehalf.postmarkedOn) });
  return submittedAt ? m.office_screening_check_deadline_ok({ at: formatDateTime(submittedAt) }) : "";
}

function unitWords({ unitName, places }: ScreeningItem): string {
  if (!places || places.allowed === null) return unitName;
  return `${unitName} · ${m.limits_places_max({ sent: places.sent, max: places.allowed })}`;
}

/** Each question of the rules with its answer: what was found, or why it is right. */
export function checksOf(item: ScreeningItem): DeskCheck[] {
  const { authors, divisionName } = item;
  const agreed = authors.filter(({ publishName, publishWork }) => publishName || publishWork).length;
  const right: Record<CheckGroup, string> = {
    authors: [m.office_screening_check_authors_ok({ count: authors.length }), divisionName].filter(Boolean).join(" · "),
    unit: unitWords(item),
    deadline: deadlineWords(item),
    file: fileWords(item),
    consent: m.office_screening_check_consent_ok({ agreed, count: authors.length }),
    likeness: m.office_screening_check_likeness_ok(),
  };
  return checkGroups.map((key) => {
    const title = groupWords[key](item.medium);
    const found = item.findings.filter(({ rule }) => groupOf(rule) === key);
    if (found.length === 0) return { key, title, result: "ok", detail: right[key] };
    const result = found.some(({ severity }) => severity === "reject") ? "bad" : "warn";
    return { key, title, result, detail: found.map(({ rule, params }) => reasonWords(rule, params)).join(" ") };
  });
}
