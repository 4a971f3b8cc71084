import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { hasOpenLook, isCountedSheet, isVisibleSheet } from "#app/domain/judging/tasks.server.ts";

export type JudgeProgress = {
  judgeId: string;
  name: string;
  isHead: boolean;
  categories: { categoryId: string; total: number; submitted: number; begun: number; abstained: number }[];
};
export type JudgingProgress = {
  phase: PhaseKind;
  categories: { id: string; name: string; entries: number }[];
  judges: JudgeProgress[];
  /** Sheets of present judges not handed in; closing with any needs a reason. */
  missing: number;
  closure: { closedAt: Date; missingSheets: number; reason: string } | null;
};

/** A sheet taken back for a second look has its first score still, and nobody learns that its judge is at it. */
const isGiven = sql<boolean>`(s.submitted_at is not null or ${hasOpenLook})`;

type CountRow = { judge_id: string; category_id: string; total: number; submitted: number; begun: number; abstained: number };

/**
 * How far the judges of a round are, in counts alone: before closing nobody but the judge sees points. Judges whose
 * appointment has ended are left out, since their sheets do not count.
 */
export async function findJudgingProgress(reader: Reader, roundId: string): Promise<JudgingProgress> {
  const round = await findOfficeRound(reader, roundId);
  const { db } = reader;
  const categories = await db
    .selectFrom("categories as c")
    .leftJoin("round_entries as re", (join) =>
      join.onRef("re.category_id", "=", "c.id").on("re.round_id", "=", roundId).on(takesPart),
    )
    .select(({ fn }) => ["c.id", "c.name", fn.count<number>("re.id").as("entries")])
    .where("c.contest_id", "=", round.contestId)
    .groupBy(["c.id", "c.name", "c.position"])
    .orderBy("c.position")
    .execute();
  const judges = await db
    .selectFrom("appointments as a")
    .innerJoin("people as p", "p.id", "a.person_id")
    .select(["p.id as judgeId", "p.full_name as name", sql<boolean>`bool_or(a.role = 'head-judge')`.as("isHead")])
    .where("a.round_id", "=", roundId)
    .where("a.ended_at", "is", null)
    .groupBy(["p.id", "p.full_name"])
    .orderBy(sql`bool_or(a.role = 'head-judge')`, "desc")
    .orderBy(sql`min(a.appointed_at)`)
    .orderBy("p.id")
    .execute();
  const { rows } = await sql<CountRow>`
    select s.judge_id, re.category_id, count(*) filter (where ${isCountedSheet}) as total,
      count(*) filter (where ${isGiven} and ${isCountedSheet}) as submitted,
      count(*) filter (where not ${isCountedSheet}) as abstained,
      count(*) filter (where not ${isGiven} and ${isCountedSheet}
        and exists (select 1 from sheet_points sp where sp.sheet_id = s.id)) as begun
    from sheets s join round_entries re on re.id = s.round_entry_id
    where re.round_id = ${roundId} and ${takesPart} and ${isVisibleSheet}
    group by s.judge_id, re.category_id`.execute(db);
  const closure = await db
    .selectFrom("judging_closures")
    .select(["closed_at as closedAt", "missing_sheets as missingSheets", "reason"])
    .where("round_id", "=", roundId)
    .executeTakeFirst();
  const counted = judges.map((judge) => ({ ...judge, categories: countsOf(rows, judge.judgeId) }));
  const missing = counted.flatMap((judge) => judge.categories).reduce((sum, c) => sum + c.total - c.submitted, 0);
  return { phase: round.phase, categories, judges: counted, missing, closure: closure ?? null };
}

const countsOf = (rows: readonly CountRow[], judgeId: string) =>
  rows
    .filter((row) => row.judge_id === judgeId)
    .map(({ judge_id: _, category_id, ...counts }) => ({ categoryId: category_id, ...counts }));
