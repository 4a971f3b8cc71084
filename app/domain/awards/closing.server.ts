import { sql } from "kysely";
import { proposeAwards, proposeNominees } from "#app/domain/awards/allocation.ts";
import { loadChain } from "#app/domain/awards/chain.server.ts";
import { type Decision, rank, type RankedEntry, type TrailStep } from "#app/domain/awards/ranking.ts";
import { countedScores } from "#app/domain/awards/side-by-side.ts";
import { loadPlaces } from "#app/domain/awards/places.server.ts";
import type { EntryAggregate } from "#app/domain/judging/aggregation.ts";
import { hasQuorum, tallyOf } from "#app/domain/judging/ballot.ts";
import type { CategoryScores } from "#app/domain/judging/scores.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { roundHalfUp } from "#app/platform/decimal.ts";
import type { Transaction } from "#db/client.ts";

/** One judge's total as the decision shows it, hundredths; `dropped` says why it does not count. */
export type JudgeTotal = { judgeId: string; total: number; dropped: string | null };

/** Rows of a statement: they go as one JSON parameter, a few megabytes at most. */
const batch = 4_000;

/**
 * A step as it is kept with one entry: with its own value alone, as the others of the tie keep theirs. The values of a
 * tie are one list for all of its entries, and are looked up in a map made once.
 */
function ownSteps(): (entryId: string) => (step: TrailStep) => TrailStep {
  const known = new WeakMap<TrailStep["values"], Map<string, TrailStep["values"][number]>>();
  const byId = (values: TrailStep["values"]) => {
    const found = known.get(values) ?? new Map(values.map((value) => [value.entryId, value]));
    known.set(values, found);
    return found;
  };
  return (entryId) => ({ values, ...step }) => {
    const own = byId(values).get(entryId);
    return { ...step, values: own ? [own] : [] };
  };
}

const columns = sql.join(
  ["round_entry_id", "round_id", "category_id", "rank", "position", "score_num", "score_den", "judges", "passed",
    "criterion_means", "judge_totals", "decided_by", "trail", "ranked_at"].map((name) => sql.ref(name)),
);

const withoutOthers = ({ step, kind, criterionId }: Decision) => ({ step, kind, criterionId });

/** Ranks a category by the round's frozen way of counting and chain, and keeps the ranking with all that explains it. */
export async function writeRanking(trx: Transaction, ctx: Context, roundId: string, scores: CategoryScores) {
  const scored = countedScores(scores);
  const byId = new Map(scored.map((entry) => [entry.entryId, entry]));
  const ranking = rank(scored, await loadChain(trx, { roundId, categoryId: scores.categoryId }));
  const passedOf = (entryId: string) => hasQuorum(scores.ballot, tallyOf(byId.get(entryId)!.used.map(({ total }) => total.num)));
  const ownStep = ownSteps();
  const rowOf = (entry: RankedEntry, index: number, aggregate = byId.get(entry.entryId)!) => ({
    round_entry_id: entry.entryId,
    round_id: roundId,
    category_id: scores.categoryId,
    rank: entry.rank,
    position: index + 1,
    score_num: entry.score.num,
    score_den: entry.score.den,
    judges: aggregate.used.length,
    passed: passedOf(entry.entryId),
    criterion_means: entry.criterionMeans,
    judge_totals: totalsOf(aggregate),
    decided_by: entry.decidedBy && withoutOthers(entry.decidedBy),
    trail: entry.trail.map(ownStep(entry.entryId)),
    ranked_at: ctx.now,
  });
  for (let from = 0; from < ranking.length; from += batch) {
    const rows = ranking.slice(from, from + batch).map((entry, index) => rowOf(entry, from + index));
    await sql`
      insert into ranked_entries (${columns})
      select ${columns} from jsonb_populate_recordset(null::ranked_entries, ${JSON.stringify(rows)}::jsonb)`.execute(trx);
  }
  return ranking.map(({ entryId, rank: place }) => ({ entryId, rank: place, passed: passedOf(entryId) }));
}

function totalsOf({ used, dropped }: EntryAggregate): JudgeTotal[] {
  return [
    ...used.map(({ judgeId, total }) => ({ judgeId, total: roundHalfUp(total), dropped: null })),
    ...dropped.map(({ judgeId, total, reason }) => ({ judgeId, total: roundHalfUp(total), dropped: reason })),
  ];
}

/** Fills both sheets of a category with what the ranking gives; what a tie leaves open stays open. */
export async function proposeSheets(
  trx: Transaction,
  ctx: Context,
  at: { roundId: string; categoryId: string },
  ranking: readonly { entryId: string; rank: number; passed: boolean | null }[],
) {
  const { tiers, quota } = await loadPlaces(trx, at);
  const awards = proposeAwards(ranking, tiers);
  const nominees = proposeNominees(ranking, quota);
  const chosen = { round_id: at.roundId, category_id: at.categoryId, proposed: true, chosen_at: ctx.now, chosen_by: ctx.actor.personId };
  const given = awards.awards.map(({ entryId, tierId }) => ({ ...chosen, round_entry_id: entryId, tier_id: tierId }));
  const sent = nominees.nominees.map(({ entryId }) => ({ ...chosen, round_entry_id: entryId }));
  if (given.length > 0) await trx.insertInto("award_choices").values(given).execute();
  if (sent.length > 0) await trx.insertInto("nomination_choices").values(sent).execute();
  return { awards, nominees };
}

/**
 * Takes ranking, both sheets, the jury's votes, the deciders and the closing itself back; what was departed from rank stays in the
 * log. Lots stay drawn: judging opened and closed again must not be a way to draw them anew.
 */
export async function dropDecision(trx: Transaction, { actor, now }: Context, roundId: string, reason: string): Promise<void> {
  await sql`update deciders set withdrawn_at = ${now}, withdrawn_by = ${actor.personId}, withdrawal_reason = ${reason}
    where round_id = ${roundId} and withdrawn_at is null`.execute(trx);
  await sql`update jury_votes set undone_at = ${now}, undone_by = ${actor.personId}
    where round_id = ${roundId} and undone_at is null`.execute(trx);
  await sql`delete from departures where round_id = ${roundId}`.execute(trx);
  await sql`delete from nomination_choices where round_id = ${roundId}`.execute(trx);
  await sql`delete from award_choices where round_id = ${roundId}`.execute(trx);
  await sql`delete from ranked_entries where round_id = ${roundId}`.execute(trx);
  await sql`delete from judging_closures where round_id = ${roundId}`.execute(trx);
}
