import { proposeAwards, proposeNominees, type AwardProposal, type NomineeProposal } from "#app/domain/awards/allocation.ts";
import type { RankedEntry, TieBreakStep } from "#app/domain/awards/ranking.ts";
import { sideBySide, type MethodOutcome } from "#app/domain/awards/side-by-side.ts";
import { adviseMethod, type MethodAdvice } from "#app/domain/judging/advice.ts";
import { aggregateCounted, type AggregationInput, countSheets, type EntryAggregate } from "#app/domain/judging/aggregation.ts";
import { hasQuorum, tallyOf } from "#app/domain/judging/ballot.ts";
import { checkAssignment, type AssignmentChecks } from "#app/domain/judging/assignment-checks.ts";
import { judgeEffects, type JudgeEffects } from "#app/domain/judging/judge-effect.ts";
import { judgeStatistics, type JudgeStatistics } from "#app/domain/judging/judge-statistics.ts";
import { greatestTotal } from "#app/domain/judging/points.ts";
import type { RecomputeCategory, RecomputeFile } from "#app/domain/judging/recompute-format.ts";
import { reliability, type Reliability } from "#app/domain/judging/reliability.ts";
import { spreadAlerts, type SpreadAlert } from "#app/domain/judging/spread.ts";
import { uncertainty, type EntryChances } from "#app/domain/judging/uncertainty.ts";
import { sumFractions } from "#app/platform/decimal.ts";

/** Where the file says otherwise than its scores. */
export type Difference = { entry: string; about: "rank" | "score" | "award" | "nominee"; stated: string; found: string };

export type CategoryReport = {
  id: string;
  name: string;
  method: RecomputeCategory["method"];
  /** The entries that rank, with the sheets used and dropped. */
  scored: EntryAggregate[];
  unscored: string[];
  /** Entries that their ballot did not pass. */
  belowQuorum: string[];
  advice: MethodAdvice;
  methods: MethodOutcome[];
  awards: AwardProposal;
  nominees: NomineeProposal;
  cuts: number[];
  chances: EntryChances[];
  judges: JudgeStatistics[];
  effects: JudgeEffects;
  reliability: Reliability;
  alerts: SpreadAlert[];
  assignment: AssignmentChecks | null;
  differences: Difference[];
};

export type RecomputeReport = { contest: string; round: string; categories: CategoryReport[] };

/** Recomputes everything a file holds, from the file alone: entries are named by their codes. */
export function recompute(file: RecomputeFile): RecomputeReport {
  const categories = file.categories.map((category) => recomputeCategory(category, file.seed));
  return { contest: file.contest, round: file.round, categories };
}

function recomputeCategory(category: RecomputeCategory, seed: string): CategoryReport {
  const counted = countSheets(scoresOf(category));
  const method = category.method === "judge-effect" ? "mean" : category.method;
  const { scored, unscored } = aggregateCounted(counted, method);
  const table = method === "mean" ? scored : aggregateCounted(counted, "mean").scored;
  const cuts = cutsOf(category);
  const effects = judgeEffects(table);
  const methods = sideBySide({ counts: category.method, counted, effects, chain: category.chain.map(stepOf), cuts });
  const ranking = methods[0]!.ranking;
  const comparable = category.method === "judge-effect" ? corrected(table, effects) : table;
  const placed = withQuorum(category, ranking, scored);
  const [awards, nominees] = [proposeAwards(placed, category.tiers), proposeNominees(placed, category.quota)];
  return {
    id: category.id,
    name: category.name,
    method: category.method,
    scored,
    unscored: unscored.map(({ code }) => code),
    belowQuorum: placed.filter(({ passed }) => passed === false).map(({ entryId }) => entryId),
    advice: adviseMethod(table),
    methods,
    awards,
    nominees,
    cuts,
    chances: uncertainty({ table: comparable, method, cuts, seed }),
    judges: judgeStatistics(table, greatestTotal(category.criteria)),
    effects,
    reliability: reliability(table),
    alerts: category.spreadLimit === undefined ? [] : spreadAlerts(table, category.spreadLimit),
    assignment: assignmentOf(category),
    differences: differencesOf(category, ranking, awards, nominees),
  };
}

type Placed = { entryId: string; rank: number; passed?: boolean | null };

/** The ranking with what the quorum of a ballot says of each entry. */
function withQuorum({ ballot }: RecomputeCategory, ranking: readonly RankedEntry[], scored: readonly EntryAggregate[]): readonly Placed[] {
  if (!ballot) return ranking;
  const totals = new Map(scored.map(({ entryId, used }) => [entryId, used.map(({ total }) => total.num)]));
  return ranking.map(({ entryId, rank }) => ({ entryId, rank, passed: hasQuorum(ballot, tallyOf(totals.get(entryId) ?? [])) }));
}

function scoresOf({ criteria, entries, sheets, judges }: RecomputeCategory): Omit<AggregationInput, "method"> {
  return {
    criteria,
    entries: entries.map(({ code }) => ({ entryId: code, code })),
    sheets: sheets.map(({ entry, judge, submitted, points }) => ({ entryId: entry, judgeId: judge, submitted, points })),
    presentJudgeIds: judges.filter(({ present }) => present).map(({ id }) => id),
    headJudgeId: judges.find(({ head }) => head)?.id ?? null,
  };
}

const stepOf = (step: RecomputeCategory["chain"][number]): TieBreakStep =>
  step.kind === "criterion" ? { kind: "criterion", criterionId: step.criterion } : step;

/** The places of all tiers together, and the quota. */
function cutsOf({ tiers, quota }: RecomputeCategory): number[] {
  const places = tiers.reduce((sum, { count }) => sum + count, 0);
  return [...new Set([places, quota])].filter((cut) => cut > 0).sort((a, b) => a - b);
}

/** The totals with each judge's effect taken off, to a millionth of a hundredth. */
function corrected(table: readonly EntryAggregate[], { judges }: JudgeEffects): EntryAggregate[] {
  const effects = new Map(judges.map(({ judgeId, effect }) => [judgeId, { num: -Math.round(effect * 1e6), den: 1e6 }]));
  return table.map((entry) => ({
    ...entry,
    used: entry.used.map(({ judgeId, total }) => ({ judgeId, total: sumFractions([total, effects.get(judgeId)!]) })),
  }));
}

function assignmentOf({ assignment, entries, judges, sheets, id }: RecomputeCategory): AssignmentChecks | null {
  if (!assignment) return null;
  const panelOf = new Map(assignment.panels.flatMap((panel) => panel.entries.map((code) => [code, panel.id] as const)));
  const seats = (judgeId: string) => assignment.panels.filter((panel) => panel.judges.includes(judgeId)).map((panel) => panel.id);
  const rules = {
    perEntry: assignment.perEntry,
    entries: entries.map(({ code }) => ({ entryId: code, categoryId: id, panelId: panelOf.get(code) ?? null })),
    judges: judges
      .filter(({ present }) => present)
      .map((judge) => ({ judgeId: judge.id, panelIds: assignment.panels.length > 0 ? seats(judge.id) : null })),
    conflicts: assignment.conflicts.map(({ entry, judge }) => ({ entryId: entry, judgeId: judge })),
  };
  const present = new Set(rules.judges.map(({ judgeId }) => judgeId));
  const pairs = sheets.filter(({ judge }) => present.has(judge)).map(({ entry, judge }) => ({ entryId: entry, judgeId: judge }));
  return checkAssignment(rules, pairs);
}

function differencesOf(
  { stated }: RecomputeCategory,
  ranking: readonly RankedEntry[],
  awards: AwardProposal,
  nominees: NomineeProposal,
): Difference[] {
  const ranked = new Map(stated?.ranking ? ranking.map((entry) => [entry.entryId, entry]) : []);
  const ranks = (stated?.ranking ?? []).flatMap(({ entry, rank, score }) => [
    ...differs(entry, "rank", String(rank), String(ranked.get(entry)?.rank ?? "")),
    ...differs(entry, "score", score, ranked.get(entry)?.display ?? ""),
  ]);
  const given = awards.awards.map(({ entryId, tierId }) => [entryId, tierId] as const);
  const sent = nominees.nominees.map(({ entryId }) => [entryId, "x"] as const);
  return [
    ...ranks,
    ...(stated?.awards ? sets(stated.awards.map(({ entry, tier }) => [entry, tier]), given, "award") : []),
    ...(stated?.nominees ? sets(stated.nominees.map((code) => [code, "x"]), sent, "nominee") : []),
  ];
}

const differs = (entry: string, about: Difference["about"], stated: string, found: string): Difference[] =>
  stated === found ? [] : [{ entry, about, stated, found }];

type Listed = readonly (readonly [entry: string, what: string])[];

function sets(stated: Listed, found: Listed, about: Difference["about"]): Difference[] {
  const [theirs, ours] = [new Map(stated), new Map(found)];
  return [...new Set([...theirs.keys(), ...ours.keys()])].sort()
    .flatMap((entry) => differs(entry, about, theirs.get(entry) ?? "", ours.get(entry) ?? ""));
}
