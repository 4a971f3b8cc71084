import { sheetTotal, type CriterionScale, type SheetPoints } from "#app/domain/judging/points.ts";
import { compareText } from "#app/platform/compare.ts";
import {
  compareFractions,
  fraction,
  meanFractions,
  sumFractions,
  type Fraction,
} from "#app/platform/decimal.ts";

/** How the sheets of one entry become its score by themselves, without a look at other entries. */
export const AGGREGATION_METHODS = ["mean", "trimmed-mean", "sum", "median"] as const;
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

/** One judge's sheet of one entry. */
export type ScoredSheet = { entryId: string; judgeId: string; submitted: boolean; points: SheetPoints };

export type AggregationInput = {
  method: AggregationMethod;
  criteria: readonly Pick<CriterionScale, "id" | "weight">[];
  entries: readonly { entryId: string; code: string }[];
  sheets: readonly ScoredSheet[];
  /** Judges whose sheets count; a judge who has withdrawn is left out. */
  presentJudgeIds: readonly string[];
  headJudgeId?: string | null;
};

/** Why a sheet does not count: the trim took it, or it could not count at all. */
export type DropReason = "highest" | "lowest" | "not-submitted" | "incomplete" | "judge-absent";

/**
 * An entry's score with its reasons. All fractions are hundredths of a point, weights included in totals and
 * score, not in criterion means.
 */
export type EntryAggregate = {
  entryId: string;
  code: string;
  score: Fraction;
  criterionMeans: Record<string, Fraction>;
  used: { judgeId: string; total: Fraction }[];
  dropped: { judgeId: string; total: Fraction; reason: DropReason }[];
  /** The head judge's own total, whether trimmed or not; null without a countable sheet. */
  headJudgeTotal: Fraction | null;
};

export type Aggregates = { scored: EntryAggregate[]; unscored: { entryId: string; code: string }[] };

type Counted = ScoredSheet & { total: Fraction };

/** Fewest sheets from which the highest and the lowest are dropped: at least two always remain. */
const TRIM_FROM = 4;

/** What the sheets of one entry say before a method is applied: the same for all of them. */
type CountedEntry = {
  entryId: string;
  code: string;
  /** Lowest total first. */
  ordered: Counted[];
  used: EntryAggregate["used"];
  dropped: EntryAggregate["dropped"];
  criterionMeans: Record<string, Fraction>;
  headJudgeTotal: Fraction | null;
};

/** The sheets that count, by entry: made once, aggregated by as many methods as are to be compared. */
export type CountedSheets = { criteria: AggregationInput["criteria"]; entries: CountedEntry[]; unscored: Aggregates["unscored"] };

/**
 * Scores of entries from their sheets. Only complete, submitted sheets of present judges count. "mean": their
 * mean. "sum": their sum. "trimmed-mean": from four sheets on, without the one highest and the one lowest
 * total; with fewer, the mean. "median": the middle total, or the mean of the two in the middle. Criterion means are
 * taken over the sheets used. Entries without any countable sheet are `unscored`. The result does not depend on the
 * order of judges, sheets or entries: both lists are by code.
 */
export const aggregate = ({ method, ...input }: AggregationInput): Aggregates => aggregateCounted(countSheets(input), method);

/** The scores of counted sheets under a method; see `aggregate`. */
export function aggregateCounted({ criteria, entries, unscored }: CountedSheets, method: AggregationMethod): Aggregates {
  return { scored: entries.map((entry) => scoredEntry(criteria, entry, method)), unscored };
}

/** Tells the sheets that count from those that do not; see `aggregate`. */
export function countSheets(input: Omit<AggregationInput, "method">): CountedSheets {
  const counted: CountedSheets = { criteria: input.criteria, entries: [], unscored: [] };
  const sheets = sheetsByEntry(input.sheets);
  for (const entry of [...input.entries].sort(byCode)) {
    const result = countEntry(input, entry, sheets.get(entry.entryId) ?? []);
    if (result) counted.entries.push(result);
    else counted.unscored.push(entry);
  }
  return counted;
}

function sheetsByEntry(sheets: readonly ScoredSheet[]): Map<string, ScoredSheet[]> {
  const byEntry = new Map<string, ScoredSheet[]>();
  for (const sheet of sheets) {
    const known = byEntry.get(sheet.entryId);
    if (known) known.push(sheet);
    else byEntry.set(sheet.entryId, [sheet]);
  }
  return byEntry;
}

function byCode(a: { code: string; entryId: string }, b: { code: string; entryId: string }): number {
  return compareText(a.code, b.code) || compareText(a.entryId, b.entryId);
}

function countEntry(
  input: Omit<AggregationInput, "method">,
  { entryId, code }: { entryId: string; code: string },
  sheets: readonly ScoredSheet[],
): CountedEntry | null {
  const counted: Counted[] = [];
  const dropped: EntryAggregate["dropped"] = [];
  for (const sheet of sheets) {
    const { total, missing } = sheetTotal(input.criteria, sheet.points);
    const reason = whyNotCounted(input, sheet, missing);
    if (reason) dropped.push({ judgeId: sheet.judgeId, total, reason });
    else counted.push({ ...sheet, total });
  }
  if (counted.length === 0) return null;
  const ordered = counted.sort(bySize(input.criteria.map(({ id }) => id)));
  return {
    entryId,
    code,
    ordered,
    used: totalsOf(ordered),
    dropped: dropped.sort(byJudge),
    criterionMeans: criterionMeans(input.criteria, ordered),
    headJudgeTotal: ordered.find(({ judgeId }) => judgeId === input.headJudgeId)?.total ?? null,
  };
}

const totalsOf = (sheets: readonly Counted[]) => sheets.map(({ judgeId, total }) => ({ judgeId, total })).sort(byJudge);

function scoredEntry(criteria: AggregationInput["criteria"], entry: CountedEntry, method: AggregationMethod): EntryAggregate {
  const { entryId, code, ordered, headJudgeTotal } = entry;
  if (method !== "trimmed-mean" || ordered.length < TRIM_FROM) {
    const { used, dropped, criterionMeans: means } = entry;
    return { entryId, code, score: scoreOf(method, ordered.map(({ total }) => total)), criterionMeans: means, used, dropped, headJudgeTotal };
  }
  const kept = ordered.slice(1, -1);
  const [lowest, highest] = [ordered[0]!, ordered.at(-1)!];
  const trimmed = [
    { judgeId: lowest.judgeId, total: lowest.total, reason: "lowest" as const },
    { judgeId: highest.judgeId, total: highest.total, reason: "highest" as const },
  ];
  return {
    entryId, code,
    score: scoreOf(method, kept.map(({ total }) => total)),
    criterionMeans: criterionMeans(criteria, kept),
    used: totalsOf(kept),
    dropped: [...entry.dropped, ...trimmed].sort(byJudge),
    headJudgeTotal,
  };
}

/** `totals` are sorted and, for the trimmed mean, trimmed. */
function scoreOf(method: AggregationMethod, totals: readonly Fraction[]): Fraction {
  if (method === "sum") return sumFractions(totals);
  const half = Math.floor((totals.length - 1) / 2);
  return meanFractions(method === "median" ? totals.slice(half, totals.length - half) : totals);
}

const byJudge = (a: { judgeId: string }, b: { judgeId: string }) => compareText(a.judgeId, b.judgeId);

function whyNotCounted(input: Pick<AggregationInput, "presentJudgeIds">, sheet: ScoredSheet, missing: string[]): DropReason | null {
  if (!input.presentJudgeIds.includes(sheet.judgeId)) return "judge-absent";
  if (!sheet.submitted) return "not-submitted";
  return missing.length > 0 ? "incomplete" : null;
}

/**
 * Lowest total first. Among equal totals the points decide, criterion by criterion, so that which sheet the
 * trim takes (and with it the criterion means) depends on what was given, not on who gave it.
 */
function bySize(criterionIds: string[]): (a: Counted, b: Counted) => number {
  return (a, b) => {
    const order = compareFractions(a.total, b.total);
    if (order !== 0) return order;
    for (const id of criterionIds) {
      const difference = (a.points[id] ?? 0) - (b.points[id] ?? 0);
      if (difference !== 0) return difference;
    }
    return byJudge(a, b);
  };
}

function criterionMeans(
  criteria: AggregationInput["criteria"],
  used: readonly Counted[],
): Record<string, Fraction> {
  return Object.fromEntries(
    criteria.map(({ id }) => [id, meanFractions(used.map(({ points }) => fraction(points[id] ?? 0)))]),
  );
}
