import type { ScreeningDesk, ScreeningItem } from "#app/domain/entries/queries/screening.server.ts";
import type { RejectionRule } from "#app/domain/entries/states.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import { isClear } from "#app/domain/entries/screening-rules.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { onBehalfLine, returnLine } from "#app/http/return-words.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { checksOf } from "./checks.server.ts";
import { type View, views } from "./views.ts";

const shownInQueue = 200;

const isIn: Record<View, (item: ScreeningItem) => boolean> = {
  needs: ({ verdict, returned, findings }) => verdict === null && !returned && findings.length > 0,
  clear: isClear,
  returned: ({ returned }) => returned !== null,
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
    returned: item.returned && returnLine(item.returned),
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
export function suggestionOf(item: ScreeningItem): { rule: RejectionRule | ""; note: string } {
  const finding = item.findings.find(({ severity }) => severity === "reject") ?? item.findings[0];
  if (!finding) return { rule: "", note: "" };
  const file = /^(file|image|video)-/.test(finding.rule);
  return { rule: ruleByFinding[finding.rule] ?? (file ? "file" : ""), note: reasonWords(finding.rule, finding.params) };
}

function fullOf(item: ScreeningItem, now: Date) {
  const { id, entryId, code, title, statement, material, paperSize, unitName, participantName, divisionName } = item;
  const work = { id, entryId, code, title, statement, material, paperSize, unitName, participantName, divisionName };
  const { file, original, medium, verdict, authors, returned, onBehalf, versions } = item;
  return {
    ...work, file, original, medium, verdict, returned, versions,
    over: returned !== null && isReturnOver(returned.dueOn, now),
    behalf: onBehalf && onBehalfLine(onBehalf, unitName),
    authors: authors.map(({ fullName, className }) => ({ fullName, className })),
    checks: checksOf(item),
    suggestion: suggestionOf(item),
  };
}

const isFound = (item: ScreeningItem, words: string) =>
  fold([item.code, item.title, item.unitName, item.participantName, ...item.authors.map(({ fullName }) => fullName)].join(" ")).includes(words);

export type DeskAsk = { view: string | null; entry: string | null; search: string };

/** The desk as one page shows it: a queue, the entry in hand, and its neighbours for the keys. */
export function deskOf({ round, items: all }: ScreeningDesk, { view: askedView, entry: askedEntry, search }: DeskAsk, now: Date) {
  const words = fold(search);
  const items = words === "" ? all : all.filter((item) => isFound(item, words));
  const of = (view: View) => items.filter(isIn[view]);
  const counts = Object.fromEntries(views.map((each) => [each, of(each).length])) as Record<View, number>;
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
    mayReturn: round.ordinal === 1 && officeTakesIn(round.phase),
    search,
    total: all.length,
    view,
    counts,
    queue: shown.map(lineOf),
    more: inView.length - shown.length,
    current: current && fullOf(current, now),
    decidable: current !== null && isDecidable(current, round.phase, now),
    nextPicture: filePicture(inView[place + 1]?.file ?? null).sources[1600] ?? null,
    next: inView[place + 1]?.id ?? inView.find(({ id }) => id !== current?.id)?.id ?? null,
    previous: place > 0 ? (inView[place - 1]?.id ?? null) : null,
    following: inView[place + 1]?.id ?? null,
  };
}

/** Whether a verdict may be given: nothing stands, it is not with its unit, and in judging only what came late. */
function isDecidable({ verdict, returned, versions, onBehalf }: ScreeningItem, phase: string, now: Date): boolean {
  if (verdict || (returned && !isReturnOver(returned.dueOn, now))) return false;
  return phase === "screening" || (phase === "judging" && (versions > 1 || returned !== null || onBehalf !== null));
}

export type Desk = ReturnType<typeof deskOf>;
export type DeskItem = NonNullable<Desk["current"]>;
