import { sql } from "kysely";
import type { JudgeTotal } from "#app/domain/awards/closing.server.ts";
import type { TrailStep } from "#app/domain/awards/ranking.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import type { Aggregation, PhaseKind } from "#app/domain/contests/model.ts";
import { thumbJson } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { ThumbView } from "#app/domain/entries/views.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Fraction } from "#app/platform/decimal.ts";
import type { Database } from "#db/client.ts";

/** What a departure from the ranking says of one sheet. */
export type DepartureView = { change: "chosen" | "passed-over"; reason: string };

export type DecisionRow = {
  roundEntryId: string;
  code: string;
  title: string;
  unitName: string;
  rank: number;
  position: number;
  score: Fraction;
  criterionMeans: Record<string, Fraction>;
  judgeTotals: JudgeTotal[];
  trail: TrailStep[];
  tierId: string | null;
  nominated: boolean;
  awardDeparture: DepartureView | null;
  nominationDeparture: DepartureView | null;
  picture: ThumbView | null;
};

export type DecisionView = {
  phase: PhaseKind;
  ordinal: number;
  aggregation: Aggregation;
  closedAt: Date;
  missingSheets: number;
  closingReason: string;
  publishedAt: Date | null;
  may: { decide: boolean; vote: boolean };
  judges: { id: string; name: string }[];
  categories: CategoryCount[];
  categoryId: string;
  criteria: { id: string; name: string }[];
  tiers: { id: string; name: string; places: number; given: number }[];
  quota: number;
  rows: DecisionRow[];
};

/** One category's tab and its state on both sheets. */
export type CategoryCount = {
  id: string; name: string; ranked: number; quota: number; nominated: number; places: number; awarded: number;
  departures: number;
};

/** The decision room of a round for one category (the first, unless named); "judging-not-closed" before closing. */
export async function findDecision(ctx: Context, roundId: string, wantedCategory?: string): Promise<DecisionView> {
  const round = await findOfficeRound(ctx, roundId);
  const head = await headOf(ctx.db, roundId);
  if (!head) throw new DomainError("closed", "judging-not-closed");
  const categories = await countsOf(ctx.db, roundId);
  const categoryId = (categories.find(({ id }) => id === wantedCategory) ?? categories[0])?.id ?? "";
  const rows = await rowsOf(ctx.db, { roundId, categoryId });
  const judgeIds = [...new Set(rows.flatMap(({ judgeTotals }) => judgeTotals.map(({ judgeId }) => judgeId)))];
  return {
    phase: round.phase,
    ordinal: round.ordinal,
    ...head,
    may: {
      decide: awardsRules.publishRound(ctx.actor, round, ctx.now),
      vote: awardsRules.recordJuryVote(ctx.actor, round, ctx.now),
    },
    judges: await judgesOf(ctx.db, roundId, judgeIds),
    categories,
    categoryId,
    criteria: await ctx.db.selectFrom("criteria").select(["id", "name"]).where("category_id", "=", categoryId).orderBy("position").execute(),
    tiers: await tiersOf(ctx.db, { roundId, categoryId }),
    quota: categories.find(({ id }) => id === categoryId)?.quota ?? 0,
    rows,
  };
}

async function headOf(db: Database, roundId: string) {
  const row = await db
    .selectFrom("judging_closures as jc")
    .innerJoin("rounds as r", "r.id", "jc.round_id")
    .leftJoin("publications as p", "p.round_id", "jc.round_id")
    .select(["r.aggregation", "jc.closed_at as closedAt", "jc.missing_sheets as missingSheets", "jc.reason as closingReason"])
    .select("p.published_at as publishedAt")
    .where("jc.round_id", "=", roundId)
    .executeTakeFirst();
  return row && { ...row, aggregation: row.aggregation as Aggregation };
}

async function countsOf(db: Database, roundId: string): Promise<CategoryCount[]> {
  const { rows } = await sql<CategoryCount>`
    select c.id, c.name,
      (select count(*) from ranked_entries x where x.round_id = r.id and x.category_id = c.id)::int as ranked,
      coalesce((select q.places from nomination_quotas q where q.round_id = r.id and q.category_id = c.id), 0) as quota,
      (select count(*) from nomination_choices n where n.round_id = r.id and n.category_id = c.id)::int as nominated,
      (select coalesce(sum(t.places), 0) from tiers t where t.round_id = r.id and t.category_id = c.id)::int as places,
      (select count(*) from award_choices a where a.round_id = r.id and a.category_id = c.id)::int as awarded,
      (select count(*) from departures d join round_entries re on re.id = d.round_entry_id
        where d.round_id = r.id and re.category_id = c.id and d.undone_at is null)::int as departures
    from rounds r join categories c on c.contest_id = r.contest_id
    where r.id = ${roundId} order by c.position`.execute(db);
  return rows;
}

async function judgesOf(db: Database, roundId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.full_name as name from people p
    left join appointments a on a.person_id = p.id and a.round_id = ${roundId}
    where p.id = any(${[...ids]}::uuid[])
    group by p.id order by bool_or(a.role = 'head-judge') desc nulls last, min(a.appointed_at), p.id`.execute(db);
  return rows;
}

async function tiersOf(db: Database, at: { roundId: string; categoryId: string }) {
  const { rows } = await sql<{ id: string; name: string; places: number; given: number }>`
    select t.id, t.name, t.places, (select count(*) from award_choices a where a.tier_id = t.id)::int as given
    from tiers t where t.round_id = ${at.roundId} and t.category_id = ${at.categoryId} order by t.position`.execute(db);
  return rows;
}

/** One row of the decision room with the places of its category, for changing it; unknown is `not-found`. */
export async function findDecisionRow(ctx: Context, roundId: string, roundEntryId: string) {
  const known = isId(roundEntryId)
    ? await ctx.db.selectFrom("ranked_entries").select("category_id").where("round_entry_id", "=", roundEntryId).executeTakeFirst()
    : undefined;
  const decision = known && (await findDecision(ctx, roundId, known.category_id));
  const row = decision?.rows.find((candidate) => candidate.roundEntryId === roundEntryId);
  if (!decision || !row) throw new DomainError("not-found", "entry-not-found");
  const nominated = decision.rows.filter((candidate) => candidate.nominated).length;
  return { row, tiers: decision.tiers, quota: decision.quota, nominated };
}

const departure = (sheet: "award" | "nomination") => sql<DepartureView | null>`(
  select json_build_object('change', d.change, 'reason', d.reason) from departures d
  where d.round_entry_id = re.id and d.sheet = ${sheet} and d.undone_at is null)`;

const decisionRows = (db: Database) =>
  db
    .selectFrom("ranked_entries as ranked")
    .innerJoin("round_entries as re", "re.id", "ranked.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .leftJoin("rounds as source", "source.id", "re.source_round_id")
    .leftJoin("award_choices as ac", "ac.round_entry_id", "re.id")
    .leftJoin("nomination_choices as nc", "nc.round_entry_id", "re.id")
    .select([
      "re.id as roundEntryId", "re.code", "e.title", "ranked.rank", "ranked.position", "ranked.score_num as num",
      "ranked.score_den as den", "ranked.criterion_means as criterionMeans", "ranked.judge_totals as judgeTotals",
      "ranked.trail", "ac.tier_id as tierId", sql<boolean>`nc.round_entry_id is not null`.as("nominated"),
      sql<string>`coalesce(source.unit_name, e.participant_name)`.as("unitName"),
      departure("award").as("awardDeparture"), departure("nomination").as("nominationDeparture"), thumbJson.as("picture"),
    ]);

async function rowsOf(db: Database, at: { roundId: string; categoryId: string }): Promise<DecisionRow[]> {
  const rows = await decisionRows(db)
    .where("ranked.round_id", "=", at.roundId)
    .where("ranked.category_id", "=", at.categoryId)
    .orderBy("ranked.position")
    .execute();
  return rows.map(({ num, den, criterionMeans, judgeTotals, trail, ...row }) => ({
    ...row,
    score: { num, den },
    criterionMeans: criterionMeans as unknown as Record<string, Fraction>,
    judgeTotals: judgeTotals as unknown as JudgeTotal[],
    trail: trail as unknown as TrailStep[],
  }));
}
