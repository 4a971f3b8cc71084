import { sql } from "kysely";
import type { JudgeTotal } from "#app/domain/awards/closing.server.ts";
import { folded, type Stretch } from "#app/domain/awards/folding.ts";
import type { TrailStep } from "#app/domain/awards/ranking.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import type { Aggregation, PhaseKind } from "#app/domain/contests/model.ts";
import { thumbJson } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { ThumbView } from "#app/domain/entries/views.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { compareFractions, type Fraction } from "#app/platform/decimal.ts";
import type { Database } from "#db/client.ts";

/** Rows shown at the top and to each side of the cut of the nominees; of a page; and of ties that are looked for. */
const [TOP, AROUND, PAGE, MOST_TIED] = [5, 3, 50, 40];

type At = { roundId: string; categoryId: string };

/** What a departure from the ranking says of one sheet. */
export type DepartureView = { change: "chosen" | "passed-over"; reason: string };

export type DecisionRow = {
  roundEntryId: string;
  code: string;
  title: string;
  unitName: string;
  rank: number;
  position: number;
  /** Whether it has the quorum of its ballot; null where there is none. */
  passed: boolean | null;
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
  /** Null: the rubric. */
  ballot: Ballot | null;
  tiers: { id: string; name: string; places: number; given: number }[];
  quota: number;
  /** The stretches of the ranking, in order: `rows` holds those that are shown, of a gap its first and last rank. */
  stretches: (Stretch & { ranks: [number, number] })[];
  rows: DecisionRow[];
  /** Neighbours of equal score, those that a cut of prizes or nominees runs between first. */
  ties: Tie[];
  /** Whether there are more of them than are given. */
  moreTies: boolean;
};

export type Tie = { left: DecisionRow; right: DecisionRow; atCut: boolean };

/** One category's tab and its state on both sheets. */
export type CategoryCount = {
  id: string; name: string; ranked: number; quota: number; nominated: number; places: number; awarded: number;
  departures: number; ballot: Ballot | null;
};

/** What to show of a ranking: a category (the first, unless named), and a page from a place on instead of the folded view. */
type Wanted = { category?: string | undefined; from?: number | undefined };

/**
 * The decision room of a round for one category; "judging-not-closed" before closing. Folded down to the top, the prizes,
 * the departures and the neighbourhood of the cut, or fifty places from one on, so that reading it does not grow with the
 * contest.
 */
export async function findDecision(ctx: Context, roundId: string, { category, from }: Wanted = {}): Promise<DecisionView> {
  const round = await findOfficeRound(ctx, roundId);
  const head = await headOf(ctx.db, roundId);
  if (!head) throw new DomainError("closed", "judging-not-closed");
  const categories = await countsOf(ctx.db, roundId);
  const chosen = categories.find(({ id }) => id === category) ?? categories[0];
  const [categoryId, quota] = [chosen?.id ?? "", chosen?.quota ?? 0];
  const tiers = await tiersOf(ctx.db, { roundId, categoryId });
  return {
    phase: round.phase,
    ordinal: round.ordinal,
    ...head,
    may: {
      decide: awardsRules.publishRound(ctx.actor, round, ctx.now),
      vote: awardsRules.recordJuryVote(ctx.actor, round, ctx.now),
    },
    judges: await judgesOf(ctx.db, { roundId, categoryId }),
    categories,
    categoryId,
    criteria: await criteriaOf(ctx.db, { roundId, categoryId }),
    ballot: chosen?.ballot ?? null,
    tiers,
    quota,
    ...(await rankingOf(ctx.db, { roundId, categoryId }, { ranked: chosen?.ranked ?? 0, cuts: cutsOf(tiers, quota), quota, from })),
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
    select c.id, c.name, ${ballotOf("r.id", "c.id")} as ballot,
      coalesce((select max(x.position) from ranked_entries x where x.round_id = r.id and x.category_id = c.id), 0) as ranked,
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

/** The judges with a sheet in a category, the head first, then as they were appointed. */
async function judgesOf(db: Database, at: At): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.full_name as name from people p
    join appointments a on a.person_id = p.id and a.round_id = ${at.roundId}
    join lateral (select 1 from sheets s join round_entries re on re.id = s.round_entry_id
      where s.judge_id = p.id and re.round_id = ${at.roundId} and re.category_id = ${at.categoryId} and s.submitted_at is not null and ${isVisibleSheet}
      limit 1) any_sheet on true
    group by p.id order by bool_or(a.role = 'head-judge') desc, min(a.appointed_at), p.id`.execute(db);
  return rows;
}

async function criteriaOf(db: Database, at: At): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from round_criteria where round_id = ${at.roundId} and category_id = nullif(${at.categoryId}, '')::uuid order by position`.execute(db);
  return rows;
}

async function tiersOf(db: Database, at: At) {
  const { rows } = await sql<{ id: string; name: string; places: number; given: number }>`
    select t.id, t.name, t.places, (select count(*) from award_choices a where a.tier_id = t.id)::int as given
    from tiers t where t.round_id = ${at.roundId} and t.category_id = ${at.categoryId} order by t.position`.execute(db);
  return rows;
}

/** One row of the decision room with the places of its category, for changing it; unknown is `not-found`. */
export async function findDecisionRow(ctx: Context, roundId: string, roundEntryId: string) {
  await findOfficeRound(ctx, roundId);
  const found = isId(roundEntryId)
    ? await decisionRows(ctx.db).select("ranked.category_id as categoryId")
      .where("ranked.round_id", "=", roundId).where("ranked.round_entry_id", "=", roundEntryId).executeTakeFirst()
    : undefined;
  if (!found) throw new DomainError("not-found", "entry-not-found");
  const { categoryId, ...row } = found;
  const { quota = 0, nominated = 0 } = (await countsOf(ctx.db, roundId)).find(({ id }) => id === categoryId) ?? {};
  return { row: rowOf(row), tiers: await tiersOf(ctx.db, { roundId, categoryId }), quota, nominated };
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
      "re.id as roundEntryId", "re.code", "e.title", "ranked.rank", "ranked.position", "ranked.passed", "ranked.score_num as num",
      "ranked.score_den as den", "ranked.criterion_means as criterionMeans", "ranked.judge_totals as judgeTotals",
      "ranked.trail", "ac.tier_id as tierId", sql<boolean>`nc.round_entry_id is not null`.as("nominated"),
      sql<string>`coalesce(source.unit_name, e.participant_name)`.as("unitName"),
      departure("award").as("awardDeparture"), departure("nomination").as("nominationDeparture"), thumbJson.as("picture"),
    ]);

type KeptRow = Awaited<ReturnType<ReturnType<typeof decisionRows>["executeTakeFirstOrThrow"]>>;

const rowOf = ({ num, den, criterionMeans, judgeTotals, trail, ...row }: KeptRow): DecisionRow => ({
  ...row,
  score: { num, den },
  criterionMeans: criterionMeans as unknown as Record<string, Fraction>,
  judgeTotals: judgeTotals as unknown as JudgeTotal[],
  trail: trail as unknown as TrailStep[],
});

/** The last place of each tier of prizes and of the nominees. */
function cutsOf(tiers: readonly { places: number }[], quota: number): number[] {
  let places = 0;
  return [...tiers.map((tier) => (places += tier.places)), quota];
}

/** The top, the prizes, the departures and the neighbourhood of the cut; with them the first places where scores are equal. */
async function placesOf(db: Database, at: At, quota: number): Promise<{ wanted: number[]; tied: number[] }> {
  const { rows } = await sql<{ position: number; tied: boolean }>`
    select position, false as tied from ranked_entries
    where round_id = ${at.roundId} and category_id = ${at.categoryId}
      and (position <= ${TOP} or position between ${quota - AROUND + 1} and ${quota + AROUND})
    union all select k.position, false from tiers t join award_choices a on a.tier_id = t.id
      join ranked_entries k on k.round_entry_id = a.round_entry_id
      where t.round_id = ${at.roundId} and t.category_id = ${at.categoryId}
    union all select k.position, false from departures d join ranked_entries k on k.round_entry_id = d.round_entry_id
      where d.round_id = ${at.roundId} and k.category_id = ${at.categoryId} and d.undone_at is null
    union all (select position, true from ranked_entries
      where round_id = ${at.roundId} and category_id = ${at.categoryId} and trail <> '[]'::jsonb
      order by position limit ${MOST_TIED})`.execute(db);
  const of = (kind: boolean) => rows.filter(({ tied }) => tied === kind).map(({ position }) => position);
  return { wanted: of(false), tied: of(true) };
}

type Shape = { ranked: number; cuts: readonly number[]; quota: number; from: number | undefined };

async function rankingOf(db: Database, at: At, { ranked, cuts, quota, from }: Shape) {
  const { wanted, tied } = await placesOf(db, at, quota);
  const page = from === undefined ? null : { from: Math.min(Math.max(1, from), Math.max(1, ranked)) };
  const stretches = page
    ? [{ kind: "rows" as const, from: page.from, to: Math.min(ranked, page.from + PAGE - 1) }].filter(({ to }) => to > 0)
    : folded(wanted, ranked);
  const shown = stretches.flatMap(({ kind, from: first, to }) =>
    kind === "rows" ? Array.from({ length: to - first + 1 }, (_, index) => first + index) : []);
  const edges = stretches.flatMap(({ kind, from: first, to }) => (kind === "gap" ? [first, to] : []));
  const beside = cuts.flatMap((cut) => [cut, cut + 1]);
  const rows = await decisionRows(db)
    .where("ranked.round_id", "=", at.roundId)
    .where("ranked.category_id", "=", at.categoryId)
    .where("ranked.position", "in", [0, ...new Set([...shown, ...edges, ...beside, ...tied])])
    .orderBy("ranked.position")
    .execute();
  const byPlace = new Map(rows.map((row) => [row.position, rowOf(row)]));
  const ties = [...byPlace.values()].flatMap((left): Tie[] => {
    const right = byPlace.get(left.position + 1);
    return right && compareFractions(left.score, right.score) === 0 ? [{ left, right, atCut: cuts.includes(left.position) }] : [];
  });
  return {
    stretches: stretches.map((stretch): DecisionView["stretches"][number] => ({
      ...stretch, ranks: [byPlace.get(stretch.from)?.rank ?? 0, byPlace.get(stretch.to)?.rank ?? 0],
    })),
    rows: shown.flatMap((place) => byPlace.get(place) ?? []),
    ties: ties.sort((a, b) => Number(b.atCut) - Number(a.atCut)),
    moreTies: tied.length === MOST_TIED,
  };
}
