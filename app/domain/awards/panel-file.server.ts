import { sql } from "kysely";
import { loadChain } from "#app/domain/awards/chain.server.ts";
import { loadPlaces } from "#app/domain/awards/places.server.ts";
import type { TieBreakStep } from "#app/domain/awards/ranking.ts";
import { countedMethod } from "#app/domain/awards/side-by-side.ts";
import type { RecomputeCategory, RecomputeFile } from "#app/domain/judging/recompute-format.ts";
import { type CategoryScores, closedScores } from "#app/domain/judging/scores.server.ts";
import { formatScore } from "#app/platform/decimal.ts";
import type { Database } from "#db/client.ts";

export type RoundNames = { id: string; contestName: string; name: string };

/** A category of the file with the id it has here. */
export type PanelCategory = RecomputeCategory & { categoryId: string };

/**
 * A closed round as the file from which everything is recomputed: entries by code, judges by number, the head first,
 * nobody by name. Categories without an entry or a judge are left out. What departs from the ranking shows as a
 * difference when the file is recomputed.
 */
export async function panelFile(db: Database, { id, contestName, name }: RoundNames): Promise<RecomputeFile> {
  const categories = await panelCategories(db, id);
  const stated = await Promise.all(categories.map((category) => statedOf(db, id, category.categoryId)));
  return {
    format: "vong-thi/recompute", version: 1, contest: contestName, round: name, seed: id,
    categories: categories.map(({ categoryId: _, ...category }, index) => ({ ...category, stated: stated[index] })),
  };
}

/** The categories of the file without the stated result. */
export async function panelCategories(db: Database, roundId: string): Promise<PanelCategory[]> {
  const scores = await closedScores(db, roundId);
  const facts = await categoryFacts(db, roundId);
  const judges = judgesOf(scores);
  const made: PanelCategory[] = [];
  for (const one of scores) {
    const fact = facts.find(({ id }) => id === one.categoryId);
    if (!fact || one.entries.length === 0 || judges.length === 0) continue;
    const at = { roundId, categoryId: one.categoryId };
    const chain = await loadChain(db, at);
    made.push(categoryOf({ scores: one, fact, judges, chain, ...(await loadPlaces(db, at)) }));
  }
  return made;
}

type CategoryFact = {
  id: string; code: string; name: string; spreadLimit: number | null;
  criteria: { id: string; name: string; maxPoints: number; step: number; weight: number }[];
  /** The reason of each version from the second on. */
  changes: { number: number; reason: string }[] | null;
};

async function categoryFacts(db: Database, roundId: string): Promise<CategoryFact[]> {
  const { rows } = await sql<CategoryFact>`
    select c.id, c.code, c.name, r.spread_limit as "spreadLimit",
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'maxPoints', k.max_points, 'step', k.step, 'weight', k.weight)
        order by k.position) from round_criteria k where k.category_id = c.id and k.round_id = r.id) as criteria,
      (select json_agg(json_build_object('number', v.number + 1, 'reason', v.reason) order by v.number)
        from criteria_versions v where v.category_id = c.id) as changes
    from rounds r join categories c on c.contest_id = r.contest_id where r.id = ${roundId} order by c.position`.execute(db);
  return rows;
}

type Judge = { personId: string; id: string; head: boolean; present: boolean };

/** Judges present at closing in the order of the decision room, then those who left sheets behind. */
function judgesOf(scores: readonly CategoryScores[]): Judge[] {
  const present = scores[0]?.presentJudgeIds ?? [];
  const head = scores[0]?.headJudgeId ?? null;
  const left = new Set(scores.flatMap(({ sheets }) => sheets.map(({ judgeId }) => judgeId)));
  for (const personId of present) left.delete(personId);
  return [...present, ...[...left].sort()].map((personId, index) => ({
    personId, id: `GK${index + 1}`, head: personId === head, present: index < present.length,
  }));
}

type Parts = {
  scores: CategoryScores; fact: CategoryFact; judges: readonly Judge[]; chain: readonly TieBreakStep[];
  tiers: { name: string; count: number }[]; quota: number;
};

function categoryOf({ scores, fact, judges, chain, tiers, quota }: Parts): PanelCategory {
  const codes = new Map(scores.entries.map(({ entryId, code }) => [entryId, code]));
  const numbers = new Map(judges.map(({ personId, id }) => [personId, id]));
  const criteria = new Map(fact.criteria.map(({ id }, index) => [id, `tc${index + 1}`]));
  return {
    categoryId: fact.id,
    id: fact.code,
    name: fact.name,
    method: countedMethod(scores),
    criteria: fact.criteria.map((criterion) => ({ ...criterion, id: criteria.get(criterion.id)! })),
    ...(fact.changes ? { criteriaVersion: { number: fact.changes.length + 1, changes: fact.changes } } : {}),
    judges: judges.map(({ id, head, present }) => ({ id, name: "", head, present })),
    entries: [...codes.values()].sort().map((code) => ({ code, title: "" })),
    sheets: scores.sheets.map(({ entryId, judgeId, submitted, onPaper, points, secondLook, firstPoints }) => ({
      entry: codes.get(entryId)!, judge: numbers.get(judgeId)!, submitted, ...(onPaper ? { paper: true } : {}), points: renamed(points, criteria),
      ...(secondLook && firstPoints ? { secondLook, firstPoints: renamed(firstPoints, criteria) } : {}),
    })),
    chain: chain.map((step) => stepOf(step, codes, criteria)),
    tiers: tiers.map(({ name, count }) => ({ id: name, count })),
    quota,
    ...(scores.ballot ? { ballot: scores.ballot } : {}),
    ...(fact.spreadLimit === null ? {} : { spreadLimit: fact.spreadLimit }),
  };
}

/** The numbers under other names; what has none is of another category. */
function renamed(values: Readonly<Record<string, number>>, names: ReadonlyMap<string, string>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const id in values) {
    const name = names.get(id);
    if (name !== undefined) found[name] = values[id]!;
  }
  return found;
}

type Names = ReadonlyMap<string, string>;

function stepOf(step: TieBreakStep, codes: Names, criteria: Names): RecomputeCategory["chain"][number] {
  if (step.kind === "criterion") return { kind: "criterion", criterion: criteria.get(step.criterionId)! };
  if (step.kind === "pairwise") return { kind: "pairwise", scores: renamed(step.scores, codes) };
  if (step.kind === "jury-vote") return { kind: "jury-vote", votes: renamed(step.votes, codes) };
  return step;
}

type StatedRow = { code: string; rank: number; num: number; den: number; tier: string | null; nominated: boolean };

async function statedOf(db: Database, roundId: string, categoryId: string): Promise<RecomputeCategory["stated"]> {
  const { rows } = await sql<StatedRow>`
    select re.code, k.rank, k.score_num as num, k.score_den as den, t.name as tier, nc.round_entry_id is not null as nominated
    from ranked_entries k join round_entries re on re.id = k.round_entry_id
    left join award_choices ac on ac.round_entry_id = re.id left join tiers t on t.id = ac.tier_id
    left join nomination_choices nc on nc.round_entry_id = re.id
    where k.round_id = ${roundId} and k.category_id = ${categoryId} order by k.position`.execute(db);
  return {
    ranking: rows.map(({ code, rank, num, den }) => ({ entry: code, rank, score: formatScore({ num, den }) })),
    awards: rows.flatMap(({ code, tier }) => (tier === null ? [] : [{ entry: code, tier }])),
    nominees: rows.filter(({ nominated }) => nominated).map(({ code }) => code),
  };
}
