import { assignJudges } from "#app/domain/judging/assign.ts";
import type { AssignmentInput, AssignmentPlan, Pair } from "#app/domain/judging/assignment.ts";
import { hashText } from "#app/platform/random.ts";

/** How the works of a category are given to judges: all see all, or so many for each; by all judges or a panel of them. */
export type PlanSettings = { perEntry: number | "all"; panel: readonly string[] | null; seed: string };

/**
 * A sheet there is. `begun`: the judge has done something with it. `done`: answered. `gone`: it was taken from the judge;
 * `barred`: for a reason of the judge's, so that only the chair gives it back.
 */
export type StandingSheet = Pair & { id: string; begun: boolean; done: boolean; gone: boolean; barred: boolean };

/** What the plan of one category rests on; the sheets are those of judges whose scores count. */
export type PlanFacts = {
  categoryId: string;
  entryIds: readonly string[];
  judgeIds: readonly string[];
  conflicts: readonly Pair[];
  sheets: readonly StandingSheet[];
};

/** What changes: pairs that get a sheet, sheets that come back, sheets that go. */
export type SheetChanges = { open: Pair[]; restore: StandingSheet[]; drop: StandingSheet[] };

const keyOf = ({ entryId, judgeId }: Pair) => `${entryId} ${judgeId}`;

/**
 * Adds what is missing and takes nothing away: for entries and judges that came late, or where a judge was relieved.
 * Every sheet stays where it is. What an earlier plan took may come back; what was taken for the judge's sake does not.
 */
export function fillSheets(settings: PlanSettings, facts: PlanFacts): Omit<SheetChanges, "drop"> {
  const barred = [...facts.conflicts, ...facts.sheets.filter((sheet) => sheet.barred)];
  const wanted = settings.perEntry === "all" ? everyPair(settings, facts, barred) : assignJudges(inputOf(settings, { ...facts, conflicts: barred }, () => true)).pairs;
  return missingOf(wanted, facts);
}

function everyPair(settings: PlanSettings, facts: PlanFacts, barred: readonly Pair[]): Pair[] {
  const never = new Set(barred.map(keyOf));
  const seats = seated(settings, facts);
  return facts.entryIds.flatMap((entryId) => seats.map((judgeId) => ({ entryId, judgeId })).filter((pair) => !never.has(keyOf(pair))));
}

function missingOf(wanted: readonly Pair[], { sheets }: PlanFacts): Omit<SheetChanges, "drop"> {
  const [planned, known] = [new Set(wanted.map(keyOf)), new Set(sheets.map(keyOf))];
  return {
    open: wanted.filter((pair) => !known.has(keyOf(pair))),
    restore: sheets.filter((sheet) => sheet.gone && planned.has(keyOf(sheet))),
  };
}

/**
 * Gives the works out anew, as the chair asks: what a judge has begun stays, of the rest as much as possible; sheets
 * that go may come back later as they were. The plan explains itself, and its fingerprint says whether two are the same.
 */
export function respreadSheets(settings: PlanSettings, facts: PlanFacts): { plan: AssignmentPlan; changes: SheetChanges; fingerprint: string } {
  const plan = assignJudges(inputOf(settings, facts, ({ begun }) => begun));
  const planned = new Set(plan.pairs.map(keyOf));
  const changes = {
    ...missingOf(plan.pairs, facts),
    drop: facts.sheets.filter((sheet) => !sheet.gone && !sheet.begun && !planned.has(keyOf(sheet))),
  };
  return { plan, changes, fingerprint: hashText([...planned].join("\n")).toString(16) };
}

const seated = ({ panel }: PlanSettings, { judgeIds }: PlanFacts): string[] =>
  judgeIds.filter((judgeId) => panel === null || panel.includes(judgeId));

/** Judges who left, or sit on the panel no more, keep what counts of theirs and get nothing new. */
function inputOf(settings: PlanSettings, facts: PlanFacts, isPinned: (sheet: StandingSheet) => boolean): AssignmentInput {
  const { categoryId, entryIds, conflicts, sheets } = facts;
  const standing = sheets.filter(({ gone }) => !gone).map((sheet) => ({ entryId: sheet.entryId, judgeId: sheet.judgeId, pinned: isPinned(sheet) }));
  const seats = seated(settings, facts);
  const others = [...new Set(standing.filter(({ pinned, judgeId }) => pinned && !seats.includes(judgeId)).map(({ judgeId }) => judgeId))];
  const kept = settings.perEntry === "all" ? [] : others.map((judgeId) => ({ judgeId, capacity: 0 }));
  return {
    entries: entryIds.map((entryId) => ({ entryId, categoryId })),
    judges: [...seats.map((judgeId) => ({ judgeId })), ...kept],
    perEntry: settings.perEntry,
    conflicts,
    existing: standing,
    seed: settings.seed,
  };
}
