import { record } from "#app/domain/audit/record.server.ts";
import { type LoadedDecider, lockDecider, requireAsking } from "#app/domain/awards/decider-load.server.ts";
import { requireDecisionPhase } from "#app/domain/awards/load.server.ts";
import type { AnswerInput } from "#app/domain/awards/model.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { isJudgeOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

type Own = { decider: LoadedDecider; judge: LoadedDecider["judges"][number] };

/**
 * Writes down which of two works of a decider, named by their blind codes, the judge holds to be better, or neither. The
 * same answer again changes nothing; another one for the same pair replaces the first, which is kept. Refused after the
 * end, for a pair of other works, and for one that holds a work the judge has a conflict with.
 */
export async function answerDecider(ctx: Context, deciderId: string, { left, right, answer }: AnswerInput): Promise<{ changed: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const { decider, judge } = await lockOwn(trx, ctx, deciderId, "answerDecider");
    const [leftId, rightId] = [entryOf(decider, left), entryOf(decider, right)];
    if (!leftId || !rightId || leftId === rightId) throw new DomainError("invalid", "decider-pair-unknown");
    if (judge.barred.includes(leftId) || judge.barred.includes(rightId)) throw new DomainError("forbidden", "decider-pair-conflict");
    const earlier = judge.answers.find((one) => [one.left, one.right].sort().join() === [leftId, rightId].sort().join());
    if (earlier && sameWord(earlier, { left: leftId, answer })) return { changed: false };
    if (earlier) await undo(trx, ctx, earlier.id);
    const number = await nextNumber(trx, decider.id, judge.judgeId);
    await trx
      .insertInto("decider_answers")
      .values({ decider_id: decider.id, judge_id: judge.judgeId, number, left_id: leftId, right_id: rightId, answer, given_at: ctx.now })
      .execute();
    // What was answered stays out of the log: the office reads it before the end.
    await record(trx, ctx, { ...eventOf(decider), action: "answer-decider", detail: { number } });
    return { changed: true };
  });
}

/**
 * Takes the judge's last answer back, so that its pair is asked again. `answerId` names it: a second click finds it done,
 * and where another answer came in between nothing is undone ("decider-answer-not-last").
 */
export async function undoDeciderAnswer(ctx: Context, deciderId: string, answerId: string): Promise<{ changed: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const { decider, judge } = await lockOwn(trx, ctx, deciderId, "undoDeciderAnswer");
    const given = await trx
      .selectFrom("decider_answers").select(["number", "undone_at as undoneAt"])
      .where("id", "=", answerId).where("decider_id", "=", decider.id).where("judge_id", "=", judge.judgeId)
      .executeTakeFirst();
    if (!given) throw new DomainError("not-found", "decider-answer-not-found");
    if (given.undoneAt) return { changed: false };
    if (judge.answers.at(-1)?.id !== answerId) throw new DomainError("conflict", "decider-answer-not-last");
    await undo(trx, ctx, answerId);
    await record(trx, ctx, { ...eventOf(decider), action: "undo-decider-answer", detail: { number: given.number } });
    return { changed: true };
  });
}

/** The decider as one who is asked may write to it; not there for anybody else, nor for a judge who left. */
async function lockOwn(trx: Transaction, ctx: Context, deciderId: string, command: "answerDecider" | "undoDeciderAnswer"): Promise<Own> {
  const decider = await lockDecider(trx, deciderId);
  const judge = decider.judges.find(({ judgeId }) => judgeId === ctx.actor.personId);
  if (!judge?.present || !isJudgeOf(ctx.actor, decider.roundId)) throw new DomainError("not-found", "decider-not-found");
  requireAsking(decider);
  requireDecisionPhase(decider);
  authorise(awardsRules[command], ctx, decider);
  return { decider, judge };
}

const entryOf = ({ entries }: LoadedDecider, blindCode: string) => entries.find((entry) => entry.blindCode === blindCode)?.entryId;

type Word = Pick<LoadedDecider["judges"][number]["answers"][number], "left" | "answer">;

const flipped = { left: "right", right: "left", equal: "equal" } as const;
const sameWord = (a: Word, b: Word) => (a.left === b.left ? a.answer : flipped[a.answer]) === b.answer;

const eventOf = ({ id, contestId }: LoadedDecider) => ({ subject: ["decider", id], contestId }) as const;

const undo = (trx: Transaction, { now }: Context, answerId: string) =>
  trx.updateTable("decider_answers").set({ undone_at: now }).where("id", "=", answerId).execute();

async function nextNumber(trx: Transaction, deciderId: string, judgeId: string): Promise<number> {
  const { last } = await trx
    .selectFrom("decider_answers").select(({ fn }) => fn.max<number | null>("number").as("last"))
    .where("decider_id", "=", deciderId).where("judge_id", "=", judgeId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
