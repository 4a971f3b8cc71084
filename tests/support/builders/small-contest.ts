import { saveBallots } from "#app/domain/contests/commands/edit-ballots.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Database } from "#db/client.ts";
import { makeContest, putInPhase, type TestContest } from "./contest.ts";
import { addEntry, type MadeEntry } from "./entries.ts";
import { scoreEntry } from "./reference-contest.ts";

export type SmallContest = TestContest & { entries: MadeEntry[] };

/** A district round in judging with `count` accepted drawings, one author each; drawings have the rubric unless told. */
export async function judgedContest(db: Database, now: Date, count: number, ballot: Ballot | null = null): Promise<SmallContest> {
  const contest = await makeContest(db, now, ["Nghĩa Đô"]);
  if (ballot) await saveBallots(contest.district.organiser, contest.district.roundId, { ballots: [{ ...ballot, category: "TV" }] });
  const entries: MadeEntry[] = [];
  for (let index = 1; index <= count; index++) {
    const code = `LN-TV-${String(index).padStart(3, "0")}`;
    const authors = [{ name: `Hoàng Thị Mẩy ${index}`, birthYear: 2012, className: "5A" }];
    const seed = { code, title: `Tranh ${index}`, category: "TV", commune: "Nghĩa Đô", school: "Trường TH Nghĩa Đô", mentor: "Cô Hằng", authors, accepted: true } as const;
    entries.push(await addEntry(contest, { ...seed, authors: [...authors] }, now));
  }
  await putInPhase(db, contest.district.roundId, "screening", now);
  await startJudging(contest.district.organiser, contest.district.roundId);
  return { ...contest, entries };
}

/** Every judge gives an entry these points on the first criterion and the least on the others. */
export async function giveAll(contest: SmallContest, judges: readonly Context[], firsts: readonly number[]): Promise<void> {
  const [first, ...others] = contest.categories.TV.criteria;
  for (const [index, points] of firsts.entries()) {
    for (const judge of judges) {
      const given = { [first!]: points * 100, ...Object.fromEntries(others.map((id) => [id, 100])) };
      await scoreEntry(judge, contest.entries[index]!.roundEntryId, given);
    }
  }
}

/** What is asked in place of the rubric of the drawings. */
export async function votedCriterion({ db, district }: SmallContest): Promise<string> {
  const { id } = await db.selectFrom("criteria").select("id").where("round_id", "=", district.roundId).executeTakeFirstOrThrow();
  return id;
}

/** The sheet of a judge for an entry. */
export async function sheetOf(judge: Context, entry: MadeEntry): Promise<string> {
  const { id } = await judge.db
    .selectFrom("sheets").select("id").where("round_entry_id", "=", entry.roundEntryId)
    .where("judge_id", "=", judge.actor.personId)
    .executeTakeFirstOrThrow();
  return id;
}
