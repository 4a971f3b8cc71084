import { record } from "#app/domain/audit/record.server.ts";
import { type JudgedRound, lockJudgedRound } from "#app/domain/judging/conflict-load.server.ts";
import type { JudgeRelease } from "#app/domain/judging/model.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { lapseLooks } from "#app/domain/judging/second-looks.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { voidSheets } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { endAppointment } from "#app/domain/people/commands.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

export type Release = { handedIn: number; waiting: number; opened: number };

/**
 * Relieves a judge who leaves or is slow, with a reason. "kept": the judge leaves and what they handed in counts;
 * "void": the judge leaves and nothing of theirs counts; "stays": a slow judge keeps what they handed in and stays. What
 * waits is taken from them, and a second look they are asked for lapses with the first score; where a number of judges is planned for each work others get it, unless `lower` asks for one
 * judge fewer for each work instead. A second click finds it done.
 */
export async function releaseJudge(ctx: Context, roundId: string, judgeId: string, input: JudgeRelease): Promise<Release> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.releaseJudge, ctx, round);
    if (input.reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    const appointments = await appointmentsOf(trx, roundId, judgeId);
    if (appointments.length === 0) throw new DomainError("not-found", "conflict-judge-unknown");
    await lapseLooks(trx, ctx, { roundId, judgeId });
    const sheets = await liveSheets(trx, roundId, judgeId);
    const [handedIn, waiting] = [sheets.filter(({ done }) => done), sheets.filter(({ done }) => !done)];
    const ids = (list: typeof sheets) => list.map(({ id }) => id);
    await voidSheets(trx, ctx, ids(input.scores === "void" ? sheets : waiting), input.scores === "stays" ? "relieved" : "judge-left");
    if (input.scores !== "stays") await leave(trx, ctx, { roundId, judgeId, appointments }, input);
    if (input.lower) await lowerQuorum(trx, round);
    const { opened } = round.phase === "judging" ? await openSheets(trx, ctx.now, roundId) : { opened: 0 };
    const result = { handedIn: handedIn.length, waiting: waiting.length, opened };
    await record(trx, ctx, {
      action: "release-judge", subject: ["round", roundId], contestId: round.contestId, detail: { judgeId, ...input, ...result },
    });
    return result;
  });
}

async function appointmentsOf(trx: Transaction, roundId: string, judgeId: string): Promise<string[]> {
  if (!isUuid(judgeId)) return [];
  const rows = await trx
    .selectFrom("appointments").select("id")
    .where("round_id", "=", roundId).where("person_id", "=", judgeId).where("role", "in", ["judge", "head-judge"]).where("ended_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

/** The sheets a judge has, held, so that none is handed in meanwhile; an abstention is an answer as well. */
async function liveSheets(trx: Transaction, roundId: string, judgeId: string): Promise<{ id: string; done: boolean }[]> {
  const rows = await trx
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .select(["s.id", "s.submitted_at as submittedAt", "s.stopped_at as stoppedAt"])
    .where("re.round_id", "=", roundId)
    .where("s.judge_id", "=", judgeId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("sheet_voids as sv").select("sv.sheet_id").whereRef("sv.sheet_id", "=", "s.id"))))
    .orderBy("s.id")
    .forUpdate("s")
    .execute();
  return rows.map(({ id, submittedAt, stoppedAt }) => ({ id, done: submittedAt !== null || stoppedAt !== null }));
}

async function leave(
  trx: Transaction,
  ctx: Context,
  { roundId, judgeId, appointments }: { roundId: string; judgeId: string; appointments: string[] },
  { scores, reason }: JudgeRelease,
): Promise<void> {
  for (const id of appointments) await endAppointment({ ...ctx, db: trx }, id);
  const left = { scores, reason: reason.trim(), departed_at: ctx.now, departed_by: ctx.actor.personId };
  await trx
    .insertInto("judge_departures")
    .values({ round_id: roundId, judge_id: judgeId, ...left })
    .onConflict((conflict) => conflict.columns(["round_id", "judge_id"]).doUpdateSet(left))
    .execute();
}

/** One judge fewer for each work, in every category that plans a number; never fewer than one. */
async function lowerQuorum(trx: Transaction, round: JudgedRound): Promise<void> {
  await trx
    .updateTable("assignment_plans")
    .set((eb) => ({ per_entry: eb("per_entry", "-", 1) }))
    .where("round_id", "=", round.id)
    .where("replaced_at", "is", null)
    .where("per_entry", ">", 1)
    .execute();
}
