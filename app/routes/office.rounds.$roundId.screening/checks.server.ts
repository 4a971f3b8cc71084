import type { ScreeningRule } from "#app/domain/entries/screening-rules.ts";
import type { ScreeningItem } from "#app/domain/entries/queries/screening.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatBytes, formatClock, formatDateTime } from "#app/ui/format.ts";

export type DeskCheck = { key: string; result: "ok" | "warn" | "bad"; title: string; detail: string };

const authorRules: readonly string[] = [
  "too-few-authors", "too-many-authors", "class-missing", "class-unreadable", "birth-date-missing", "birth-year-only",
  "outside-divisions",
];

const groupOf = (rule: ScreeningRule): string => {
  if (authorRules.includes(rule)) return "authors";
  if (rule === "unit-not-invited" || rule === "submitted-late" || rule === "consent-missing") return rule;
  return rule === "same-title" || rule === "same-file" ? "likeness" : "file";
};

function fileWords({ file }: ScreeningItem): string {
  if (!file) return "";
  const shape = file.medium === "video" ? formatClock(file.durationMs ?? 0) : `${file.width ?? 0} × ${file.height ?? 0} px`;
  return `${shape} · ${formatBytes(file.bytes)}`;
}

/** Each question of the rules with its answer: what was found, or why it is right. */
export function checksOf(item: ScreeningItem): DeskCheck[] {
  const { authors, submittedAt, unitName, divisionName } = item;
  const agreed = authors.filter(({ publishName, publishWork }) => publishName || publishWork).length;
  const questions: [string, string, string][] = [
    ["authors", m.office_screening_check_authors(), [m.office_screening_check_authors_ok({ count: authors.length }), divisionName].filter(Boolean).join(" · ")],
    ["unit-not-invited", m.office_screening_check_unit(), unitName],
    ["submitted-late", m.office_screening_check_deadline(), submittedAt ? m.office_screening_check_deadline_ok({ at: formatDateTime(submittedAt) }) : ""],
    ["file", item.medium === "video" ? m.office_screening_check_clip() : m.office_screening_check_picture(), fileWords(item)],
    ["consent-missing", m.office_screening_check_consent(), m.office_screening_check_consent_ok({ agreed, count: authors.length })],
    ["likeness", m.office_screening_check_likeness(), m.office_screening_check_likeness_ok()],
  ];
  return questions.map(([key, title, right]) => {
    const found = item.findings.filter(({ rule }) => groupOf(rule) === key);
    if (found.length === 0) return { key, title, result: "ok", detail: right };
    const result = found.some(({ severity }) => severity === "reject") ? "bad" : "warn";
    return { key, title, result, detail: found.map(({ rule, params }) => reasonWords(rule, params)).join(" ") };
  });
}
