import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { type TaskState, taskState } from "#app/domain/judging/task-states.ts";
import { factsOfSheet, hasOpenLook, isOnPaper } from "#app/domain/judging/tasks.server.ts";
import { type Actor, judgeRoundIds } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database, Transaction } from "#db/client.ts";

export type LoadedCriterion = { id: string; maxPoints: number; step: number; weight: number; points: number | null };

/** A sheet as commands need it, its row locked until the transaction ends. */
export type LoadedSheet = {
  id: string;
  roundId: string;
  contestId: string;
  judgeId: string;
  categoryId: string;
  /** Null: the rubric. */
  ballot: Ballot | null;
  phase: PhaseKind;
  submittedAt: Date | null;
  totalPoints: number | null;
  state: TaskState;
  /** Recorded from paper: the paper is what the judge signed. */
  onPaper: boolean;
  /** Asked for a second look, not answered yet. */
  lookOpen: boolean;
  criteria: LoadedCriterion[];
};

const criteriaJson = sql<LoadedCriterion[]>`(
  select json_agg(json_build_object('id', cr.id, 'maxPoints', cr.max_points, 'step', cr.step, 'weight', cr.weight,
    'points', sp.points) order by cr.position)
  from round_criteria cr left join sheet_points sp on sp.criterion_id = cr.id and sp.sheet_id = s.id
  where cr.category_id = re.category_id and cr.round_id = re.round_id)`;

const missing = () => new DomainError("not-found", "sheet-not-found");

/**
 * Loads a judge's own sheet for writing; anybody else's is `not-found`. The row is locked first and read afterwards:
 * closing locks every sheet of its round too, so that a point is either saved before and counted, or refused after.
 */
export async function lockSheet(trx: Transaction, actor: Actor, sheetId: string): Promise<LoadedSheet> {
  if (!isId(sheetId)) throw missing();
  await trx.selectFrom("sheets").select("id").where("id", "=", sheetId).forUpdate().execute();
  return loadSheet(trx, actor, sheetId);
}

/** A judge's own sheet as it stands at this moment, not held; anybody else's is `not-found`. */
export async function loadSheet(db: Database, actor: Actor, sheetId: string): Promise<LoadedSheet> {
  if (!isId(sheetId)) throw missing();
  const row = await db
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .innerJoin("rounds as r", "r.id", "re.round_id")
    .select([
      "s.id", "r.id as roundId", "r.contest_id as contestId", "s.judge_id as judgeId", "re.category_id as categoryId",
      ballotOf("re.round_id", "re.category_id").as("ballot"), phaseOfRound.as("phase"),
      "s.submitted_at as submittedAt", "s.total_points as totalPoints", factsOfSheet.as("facts"), isOnPaper.as("onPaper"), hasOpenLook.as("lookOpen"),
      criteriaJson.as("criteria"),
    ])
    .where("s.id", "=", sheetId)
    .where("s.judge_id", "=", actor.personId)
    .where(sql<boolean>`re.round_id = any(${judgeRoundIds(actor)}::uuid[])`)
    .where(takesPart)
    .executeTakeFirst();
  if (!row) throw missing();
  const { facts, ...sheet } = row;
  return { ...sheet, state: taskState(facts) };
}
