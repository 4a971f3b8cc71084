import { sql } from "kysely";
import { inputOf, isAsking, loadDecider, loadDeciders, type LoadedDecider } from "#app/domain/awards/decider-load.server.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { thumbJson } from "#app/domain/entries/facts.server.ts";
import type { ThumbView } from "#app/domain/entries/views.ts";
import { deciderProgress, nextQuestion } from "#app/domain/judging/decider.ts";
import { judgeRoundIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database } from "#db/client.ts";

export type AskedDecider = { id: string; roundId: string; categoryName: string; answered: number; of: number; finished: boolean };

const seedOf = (deciderId: string, judgeId: string) => `${deciderId} ${judgeId}`;

/** The deciders a judge is asked for answers, the oldest first; without those of which every pair is barred to them. */
export async function listAskedDeciders({ db, actor }: Context): Promise<AskedDecider[]> {
  const me = actor.personId;
  const deciders = await loadDeciders(db, sql<boolean>`${isAsking} and d.round_id = any(${judgeRoundIds(actor)}::uuid[])
    and exists (select 1 from decider_judges x where x.decider_id = d.id and x.judge_id = ${me})`);
  return deciders.flatMap((decider) => {
    const { answered, of } = ownProgress(decider, me);
    const finished = nextQuestion(inputOf(decider), me, seedOf(decider.id, me)) === null;
    return of === 0 ? [] : [{ id: decider.id, roundId: decider.roundId, categoryName: decider.categoryName, answered, of, finished }];
  });
}

function ownProgress(decider: LoadedDecider, judgeId: string): { answered: number; of: number } {
  return deciderProgress(inputOf(decider)).judges.find((judge) => judge.judgeId === judgeId) ?? { answered: 0, of: 0 };
}

/** A work as it is compared: nothing of it but what may be known blind. */
export type ComparedWork = { blindCode: string; title: string; mime: string | null; picture: ThumbView | null };

export type DeciderTask = {
  id: string;
  categoryName: string;
  /** "finished": the judge is asked nothing more; "over": it was ended or taken back. */
  state: "asking" | "finished" | "over";
  answered: number;
  of: number;
  pair: { left: ComparedWork; right: ComparedWork } | null;
  /** The judge's own last answer, which may be undone. */
  last: { answerId: string; left: string; right: string; answer: "left" | "right" | "equal" } | null;
};

/** What a judge is asked next in a decider; `not-found` for who is not asked in it. Nothing of other judges is in it. */
export async function findDeciderTask(ctx: Context, deciderId: string): Promise<DeciderTask> {
  const decider = await loadDecider(ctx.db, deciderId);
  const me = ctx.actor.personId;
  const judge = decider.judges.find(({ judgeId }) => judgeId === me);
  if (!judge?.present || !judgeRoundIds(ctx.actor).includes(decider.roundId)) throw new DomainError("not-found", "decider-not-found");
  const { id, categoryName, endedAt, withdrawnAt } = decider;
  const { answered, of } = ownProgress(decider, me);
  const head = { id, categoryName, answered, of };
  if (endedAt || withdrawnAt || !awardsRules.answerDecider(ctx.actor, decider, ctx.now)) return { ...head, state: "over", pair: null, last: null };
  const question = nextQuestion(inputOf(decider), me, seedOf(id, me));
  const works = question ? await worksOf(ctx.db, [question.left, question.right]) : null;
  const pair = question && works ? { left: works.get(question.left)!, right: works.get(question.right)! } : null;
  return { ...head, state: pair ? "asking" : "finished", pair, last: lastOf(decider, judge) };
}

function lastOf({ entries }: LoadedDecider, { answers }: LoadedDecider["judges"][number]): DeciderTask["last"] {
  const last = answers.at(-1);
  const codeOf = (id: string) => entries.find(({ entryId }) => entryId === id)?.blindCode ?? "";
  return last ? { answerId: last.id, left: codeOf(last.left), right: codeOf(last.right), answer: last.answer } : null;
}

async function worksOf(db: Database, entryIds: string[]): Promise<Map<string, ComparedWork>> {
  const rows = await db
    .selectFrom("round_entries as re")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .leftJoin("stored_files as sf", "sf.id", "e.file_id")
    .select(["re.id", "re.blind_code as blindCode", "e.title", "sf.mime", thumbJson.as("picture")])
    .where("re.id", "in", entryIds)
    .execute();
  return new Map(rows.map(({ id, blindCode, ...work }) => [id, { ...work, blindCode: blindCode ?? "" }]));
}
