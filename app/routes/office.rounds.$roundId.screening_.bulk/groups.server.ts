import type { ScreeningItem } from "#app/domain/entries/queries/screening.server.ts";
import { isClear } from "#app/domain/entries/screening-rules.ts";
import type { RejectionRule } from "#app/domain/entries/states.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { type CheckGroup, checkGroups, groupOf, groupWords } from "../office.rounds.$roundId.screening/checks.server.ts";

export type BulkGroup = CheckGroup | "clear" | "all";

const likelyRule: Partial<Record<BulkGroup, RejectionRule>> = { authors: "age", deadline: "deadline", file: "file", likeness: "duplicate" };

/** At most as many works are decided in one act. */
const most = 500;

const isIn = (item: ScreeningItem, group: BulkGroup): boolean => {
  if (group === "all") return true;
  return group === "clear" ? isClear(item) : item.findings.some(({ rule }) => groupOf(rule) === group);
};

/** Chosen beforehand: what the rules pass, and what breaks the group's rule; what a person should look at is not. */
const isChosen = (item: ScreeningItem, group: BulkGroup): boolean => {
  if (group === "all") return false;
  return group === "clear" || item.findings.some(({ rule, severity }) => severity === "reject" && groupOf(rule) === group);
};

/** The works that wait for a verdict, by what the rules found, with what would be decided. */
export function bulkOf(items: readonly ScreeningItem[], asked: string | null) {
  const waiting = items.filter(({ verdict, returned }) => verdict === null && !returned);
  const known: readonly BulkGroup[] = ["all", "clear", ...checkGroups];
  const group = known.find((each) => each === asked) ?? "all";
  const inGroup = waiting.filter((item) => isIn(item, group)).slice(0, most);
  const wordsOf = (each: BulkGroup) =>
    each === "all" ? m.returns_bulk_all() : each === "clear" ? m.returns_bulk_clear() : groupWords[each]();
  return {
    group,
    groups: known
      .map((key) => ({ key, label: wordsOf(key), count: waiting.filter((item) => isIn(item, key)).length }))
      .filter(({ key, count }) => count > 0 || key === "all" || key === group),
    verdict: group === "clear" ? ("accepted" as const) : ("rejected" as const),
    rule: likelyRule[group] ?? "",
    lines: inGroup.map((item) => ({
      id: item.id, code: item.code, title: item.title, unitName: item.unitName, small: filePicture(item.file).small,
      chosen: isChosen(item, group),
      findings: item.findings.map(({ rule, severity, params }) => ({ words: reasonWords(rule, params), bad: severity === "reject" })),
    })),
  };
}

export type Bulk = ReturnType<typeof bulkOf>;
