import { sql } from "kysely";
import type { Medium, PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { isRecalled } from "#app/domain/judging/queries/criteria-changes.server.ts";
import { type JudgeReader, visibleSheets } from "#app/domain/judging/visibility.server.ts";
import { judgeRoundIds } from "#app/domain/people/actor.ts";

export type Progress = {
  roundId: string;
  roundName: string;
  contestName: string;
  phase: PhaseKind;
  judgingEndsAt: Date | null;
  /** Sheets the judge is asked to look at again. */
  looks: number;
  categories: {
    id: string;
    name: string;
    medium: Medium;
    /** Abstentions are counted apart: they leave the denominator. */
    total: number;
    submitted: number;
    later: number;
    abstained: number;
    /** Waiting because of a new version of the criteria, and its reason. */
    recalled: number;
    recalledBecause: string;
    nextSheetId: string | null;
    /** Null: the rubric. */
    ballot: Ballot | null;
    /** Works given more than nothing: with a choice, those picked; not counted with the rubric. */
    picked: number;
  }[];
};

/** SQL for how many second looks a judge is asked for in round `r`. */
const openLooks = (judgeId: string) => sql<number>`(
  select count(*) from second_look_sheets sl join sheets ls on ls.id = sl.sheet_id join round_entries le on le.id = ls.round_entry_id
  where sl.outcome is null and ls.judge_id = ${judgeId} and le.round_id = r.id)`;

/** The rounds a judge is appointed to, with how many of their sheets are handed in and which comes next. */
export async function listJudgeRounds(ctx: JudgeReader): Promise<Progress[]> {
  const categories = visibleSheets(ctx)
    .select([
      "sheet.roundId", "sheet.categoryId", "sheet.categoryPosition", "sheet.categoryName",
      sql<number>`count(*) filter (where sheet.state <> 'abstained')`.as("total"),
      sql<number>`count(*) filter (where sheet.state = 'done')`.as("submitted"),
      sql<number>`count(*) filter (where sheet.state = 'later')`.as("later"),
      sql<number>`count(*) filter (where sheet.state = 'abstained')`.as("abstained"),
      sql<number>`count(*) filter (where sheet.state in ('open', 'later') and ${isRecalled})`.as("recalled"),
      sql<string | null>`(array_agg(sheet.id order by sheet."deferredAt" nulls first, sheet.position)
        filter (where sheet.state in ('open', 'later')))[1]`.as("next"),
      sql<number>`count(*) filter (where sheet.state <> 'abstained' and case when exists (
          select 1 from ballots b where b.round_id = sheet."roundId" and b.category_id = sheet."categoryId")
        then exists (select 1 from sheet_points sp where sp.sheet_id = sheet.id and sp.points > 0) else false end)`.as("picked"),
    ])
    .groupBy(["sheet.roundId", "sheet.categoryId", "sheet.categoryPosition", "sheet.categoryName"]);
  const rows = await ctx.db
    .selectFrom("rounds as r")
    .innerJoin("contests as co", "co.id", "r.contest_id")
    .leftJoin("phases as p", (join) => join.onRef("p.round_id", "=", "r.id").on("p.kind", "=", "judging"))
    .leftJoin(categories.as("mine"), "mine.roundId", "r.id")
    .leftJoin("categories as c", "c.id", "mine.categoryId")
    .select([
      "r.id as roundId", "r.name as roundName", "co.name as contestName", "p.ends_at as judgingEndsAt",
      phaseOfRound.as("phase"), openLooks(ctx.actor.personId).as("looks"), "mine.categoryId", "mine.categoryName", "c.medium", "mine.total", "mine.submitted",
      "mine.later", "mine.abstained", "mine.recalled", "mine.next", "mine.picked", ballotOf("r.id", "mine.categoryId").as("ballot"),
      sql<string | null>`(select v.reason from criteria_versions v where v.category_id = c.id order by v.number desc limit 1)`.as("because"),
    ])
    .where(sql<boolean>`r.id = any(${judgeRoundIds(ctx.actor)}::uuid[])`)
    .orderBy("co.created_at", "desc")
    .orderBy("r.ordinal")
    .orderBy("mine.categoryPosition")
    .execute();
  return groupRounds(rows);
}

type RoundRow = Omit<Progress, "categories"> & {
  categoryId: string | null;
  categoryName: string | null;
  medium: string | null;
  total: number | null;
  submitted: number | null;
  later: number | null;
  abstained: number | null;
  recalled: number | null;
  because: string | null;
  next: string | null;
  picked: number | null;
  ballot: Ballot | null;
};

function groupRounds(rows: readonly RoundRow[]): Progress[] {
  const rounds = new Map<string, Progress>();
  for (const { categoryId, categoryName, medium, total, submitted, later, abstained, recalled, because, next, picked, ballot, ...round } of rows) {
    const found = rounds.get(round.roundId) ?? { ...round, categories: [] };
    rounds.set(round.roundId, found);
    if (!categoryId) continue;
    found.categories.push({
      id: categoryId,
      name: categoryName ?? "",
      medium: medium as Medium,
      total: total ?? 0,
      submitted: submitted ?? 0,
      later: later ?? 0,
      abstained: abstained ?? 0,
      recalled: recalled ?? 0,
      recalledBecause: because ?? "",
      nextSheetId: next,
      ballot,
      picked: picked ?? 0,
    });
  }
  return [...rounds.values()];
}
