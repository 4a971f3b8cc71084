import type { ScreeningDesk, ScreeningItem } from "#app/domain/entries/queries/screening.server.ts";
import type { RejectionRule } from "#app/domain/entries/states.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { checksOf } from "./checks.server.ts";
import { type View, views } from "./views.ts";

const shownInQueue = 200;

const isIn: Record<View, (item: ScreeningItem) => boolean> = {
  needs: ({ verdict, findings }) => verdict === null && findings.length > 0,
  clear: ({ verdict, findings }) => verdict === null && findings.length === 0,
  decided: ({ verdict }) => verdict !== null,
  all: () => true,
};

/** One line of the queue. */
function lineOf(item: ScreeningItem) {
  const [first] = item.findings;
  return {
    id: item.id,
    code: item.code,
    title: item.title,
    small: filePicture(item.file).small,
    verdict: item.verdict?.verdict ?? null,
    finding: first ? { words: reasonWords(first.rule, first.params), severity: first.severity } : null,
  };
}

const ruleByFinding: Partial<Record<string, RejectionRule>> = {
  "outside-divisions": "age",
  "submitted-late": "deadline",
  "same-file": "duplicate",
  "same-title": "duplicate",
};

/** What the rejection form offers first: the rule behind what was found, and its words. */
function suggestionOf(item: ScreeningItem): { rule: RejectionRule | ""; note: string } {
  const finding = item.findings.find(({ severity }) => severity === "reject") ?? item.findings[0];
  if (!finding) return { rule: "", note: "" };
  const file = /^(file|image|video)-/.test(finding.rule);
  return { rule: ruleByFinding[finding.rule] ?? (file ? "file" : ""), note: reasonWords(finding.rule, finding.params) };
}

function fullOf(item: ScreeningItem) {
  const { id, entryId, code, title, statement, material, paperSize, unitName, participantName, divisionName } = item;
  const work = { id, entryId, code, title, statement, material, paperSize, unitName, participantName, divisionName };
  const { file, original, medium, verdict, authors } = item;
  return {
    ...work, file, original, medium, verdict,
    authors: authors.map(({ fullName, className }) => ({ fullName, className })),
    checks: checksOf(item),
    suggestion: suggestionOf(item),
  };
}

/** The desk as one page shows it: a queue, the entry in hand, and its neighbours for the keys. */
export function deskOf({ round, items }: ScreeningDesk, askedView: string | null, askedEntry: string | null) {
  const of = (view: View) => items.filter(isIn[view]);
  const counts = { needs: of("needs").length, clear: of("clear").length, decided: of("decided").length, all: items.length };
  const firstFilled = views.find((view) => counts[view] > 0) ?? "needs";
  const view = views.find((known) => known === askedView) ?? firstFilled;
  const inView = of(view);
  const current = items.find(({ id }) => id === askedEntry) ?? inView[0] ?? null;
  const place = inView.findIndex(({ id }) => id === current?.id);
  const from = Math.max(0, place - shownInQueue / 2);
  const shown = inView.slice(from, from + shownInQueue);
  return {
    roundId: round.id,
    phase: round.phase,
    screening: round.phase === "screening",
    view,
    counts,
    queue: shown.map(lineOf),
    more: inView.length - shown.length,
    current: current && fullOf(current),
    next: inView[place + 1]?.id ?? inView.find(({ id }) => id !== current?.id)?.id ?? null,
    previous: place > 0 ? (inView[place - 1]?.id ?? null) : null,
    following: inView[place + 1]?.id ?? null,
  };
}

export type Desk = ReturnType<typeof deskOf>;
export type DeskItem = NonNullable<Desk["current"]>;
