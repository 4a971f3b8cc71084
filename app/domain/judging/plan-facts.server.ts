import { sql } from "kysely";
import { confirmedConflicts } from "#app/domain/judging/pairs.server.ts";
import type { PlanFacts, PlanSettings, StandingSheet } from "#app/domain/judging/sheet-plan.ts";
import type { Database } from "#db/client.ts";

/** Judges whose sheets count: appointed and present, or gone with their scores kept. Needs the round aliased `r`. */
export const countingJudges = sql`(
  select a.person_id from appointments a where a.round_id = r.id and a.role in ('judge', 'head-judge') and a.ended_at is null
  union select jd.judge_id from judge_departures jd where jd.round_id = r.id and jd.scores = 'kept')`;

/** The plan that stands for each category of a round; without one all judges see all. Not published: held back. */
export async function standingPlans(db: Database, roundId: string): Promise<Map<string, PlanSettings & { published: boolean }>> {
  const rows = await db
    .selectFrom("assignment_plans")
    .select(["category_id as categoryId", "per_entry as perEntry", "panel", "seed", "published_at as publishedAt"])
    .where("round_id", "=", roundId)
    .where("replaced_at", "is", null)
    .execute();
  return new Map(rows.map(({ categoryId, perEntry, panel, seed, publishedAt }) =>
    [categoryId, { perEntry: perEntry ?? "all", panel, seed, published: publishedAt !== null }]));
}

/** Without a plan all judges see all. */
export const defaultPlan = (seed: string): PlanSettings => ({ perEntry: "all", panel: null, seed });

type SheetRow = StandingSheet & { categoryId: string };

/** What the plans of a round rest on, by category; `entries` are those that take part. */
export async function planFacts(
  db: Database,
  roundId: string,
  entries: readonly { id: string; categoryId: string }[],
): Promise<Map<string, PlanFacts>> {
  const judges = await presentJudgeIds(db, roundId);
  const conflicts = await confirmedConflicts(db, roundId);
  const { rows } = await sql<SheetRow>`
    select s.id, s.round_entry_id as "entryId", s.judge_id as "judgeId", re.category_id as "categoryId",
      s.submitted_at is not null or s.stopped_at is not null
        or exists (select 1 from sheet_points sp where sp.sheet_id = s.id) as begun,
      s.submitted_at is not null or s.stopped_at is not null as done,
      sv.kind is not null as gone, sv.kind is not null and sv.kind <> 'plan-changed' as barred
    from sheets s join round_entries re on re.id = s.round_entry_id join rounds r on r.id = re.round_id
      left join sheet_voids sv on sv.sheet_id = s.id
    where re.round_id = ${roundId} and s.judge_id in ${countingJudges}`.execute(db);
  const facts = new Map<string, PlanFacts & { entryIds: string[]; sheets: StandingSheet[] }>();
  for (const { id, categoryId } of entries) {
    const of = facts.get(categoryId) ?? { categoryId, entryIds: [], judgeIds: judges, conflicts, sheets: [] };
    of.entryIds.push(id);
    facts.set(categoryId, of);
  }
  for (const { categoryId, ...sheet } of rows) facts.get(categoryId)?.sheets.push(sheet);
  return facts;
}

async function presentJudgeIds(db: Database, roundId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("appointments").select("person_id as id").distinct()
    .where("round_id", "=", roundId).where("role", "in", ["judge", "head-judge"]).where("ended_at", "is", null)
    .orderBy("person_id")
    .execute();
  return rows.map(({ id }) => id);
}
