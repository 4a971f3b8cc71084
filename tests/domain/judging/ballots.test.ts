import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { startKeying } from "#app/domain/judging/commands/key-in.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { reopenChoice, submitChoice } from "#app/domain/judging/commands/submit-choice.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { abstainFromSheet, takeUpSheet } from "#app/domain/judging/commands/put-off.server.ts";
import { findOwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import { restoreSheets, voidSheets } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest, votedCriterion } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
const choose = (picks: number, exact = false): Ballot => ({ kind: "choose", picks, exact });

async function voted(count: number, ballot: Ballot) {
  const contest = await judgedContest(fresh.db, now, count, ballot);
  const [criterion, judge] = [await votedCriterion(contest), contest.district.judges[0]!];
  const sheets = await Promise.all(contest.entries.map((entry) => sheetOf(judge, entry)));
  const give = (at: number, points: number | null) => saveCriterion(judge, sheets[at]!, criterion, points);
  return { contest, criterion, judge, sheets, give, at: { roundId: contest.district.roundId, categoryId: contest.categories.TV.id } };
}

const picked = async (judge: Context, { district }: SmallContest): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sheets s join round_entries re on re.id = s.round_entry_id join sheet_points sp on sp.sheet_id = s.id
    where s.judge_id = ${judge.actor.personId} and re.round_id = ${district.roundId} and sp.points > 0 and s.stopped_at is null`.execute(fresh.db);
  return rows[0]!.count;
};

describe("choosing n works", () => {
  it("never holds more than n, also when two devices pick at once", async () => {
    const { contest, judge, give } = await voted(8, choose(3));
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => refusalOf(give(at, 100)).catch(() => null)));
    expect(answers.filter((answer) => answer === "conflict: ballot-picks-full")).toHaveLength(5);
    expect(await picked(judge, contest)).toBe(3);
  });

  it("takes a pick off, so that another fits; both stay in the history", async () => {
    const { contest, judge, give, sheets } = await voted(3, choose(1));
    await give(0, 100);
    expect(await refusalOf(give(1, 100))).toBe("conflict: ballot-picks-full");
    await give(0, null);
    await give(1, 100);
    expect(await picked(judge, contest)).toBe(1);
    const history = await fresh.db.selectFrom("sheet_point_revisions").select(["points_before", "points_after"])
      .where("sheet_id", "=", sheets[0]!).orderBy("id").execute();
    expect(history).toEqual([{ points_before: null, points_after: 100 }, { points_before: 100, points_after: null }]);
  });

  it("is handed in whole, what was left open as not chosen, and taken back whole", async () => {
    const { judge, give, at } = await voted(4, choose(2));
    await give(2, 100);
    expect(await findOwnChoice(judge, at)).toMatchObject({ picked: 1, waiting: 4, works: 4, most: 2 });
    expect(await submitChoice(judge, at.roundId, at.categoryId)).toEqual({ handedIn: 4 });
    expect(await submitChoice(judge, at.roundId, at.categoryId)).toEqual({ handedIn: 0 });
    const totals = await fresh.db.selectFrom("sheets").select("total_points as total").where("judge_id", "=", judge.actor.personId).orderBy("total_points").execute();
    expect(totals.map(({ total }) => total)).toEqual([0, 0, 0, 100]);
    expect((await listJudgeRounds(judge))[0]!.categories[0]).toMatchObject({ submitted: 4, total: 4, picked: 1, nextSheetId: null });
    expect(await refusalOf(give(0, 100))).toBe("conflict: sheet-submitted");
    expect(await reopenChoice(judge, at.roundId, at.categoryId)).toEqual({ reopened: 4 });
    expect(await findOwnChoice(judge, at)).toMatchObject({ picked: 1, waiting: 4 });
  });

  it("of exactly n is refused with fewer, and nothing of it is handed in", async () => {
    const { judge, give, at } = await voted(4, choose(2, true));
    await give(0, 100);
    expect(await refusalOf(submitChoice(judge, at.roundId, at.categoryId))).toBe("conflict: ballot-picks-few");
    expect(await findOwnChoice(judge, at)).toMatchObject({ picked: 1, waiting: 4 });
    await give(3, 100);
    expect(await submitChoice(judge, at.roundId, at.categoryId)).toEqual({ handedIn: 4 });
  });

  it("asks no more than there are works", async () => {
    const { judge, give, at } = await voted(2, choose(5, true));
    await give(0, 100);
    await give(1, 100);
    expect(await submitChoice(judge, at.roundId, at.categoryId)).toEqual({ handedIn: 2 });
  });

  it("counts a work declined by its judge no more; taking it up again cannot exceed the number", async () => {
    const { give, judge, sheets, contest } = await voted(3, choose(1));
    await give(0, 100);
    await abstainFromSheet(judge, sheets[0]!, "Quen gia đình em");
    await give(1, 100);
    expect(await refusalOf(takeUpSheet(judge, sheets[0]!))).toBe("conflict: ballot-picks-full");
    expect(await picked(judge, contest)).toBe(1);
  });

  it("gives a sheet that comes back unpicked where the number is full, and the history says so", async () => {
    const { give, judge, sheets, contest } = await voted(3, choose(1));
    await give(0, 100);
    await fresh.db.transaction().execute((trx) => voidSheets(trx, contest.district.organiser, [sheets[0]!], "relieved"));
    await give(1, 100);
    await fresh.db.transaction().execute((trx) => restoreSheets(trx, now, [sheets[0]!]));
    expect(await picked(judge, contest)).toBe(1);
    const last = await fresh.db.selectFrom("sheet_point_revisions").select(["points_before", "points_after", "changed_by"])
      .where("sheet_id", "=", sheets[0]!).orderBy("id", "desc").limit(1).executeTakeFirst();
    expect(last).toEqual({ points_before: 100, points_after: null, changed_by: null });
  });

  it("leaves a sheet that comes back picked while there is room", async () => {
    const { give, judge, sheets, contest } = await voted(3, choose(2));
    await give(0, 100);
    await fresh.db.transaction().execute((trx) => voidSheets(trx, contest.district.organiser, [sheets[0]!], "relieved"));
    await give(1, 100);
    await fresh.db.transaction().execute((trx) => restoreSheets(trx, now, [sheets[0]!]));
    expect(await picked(judge, contest)).toBe(2);
  });

  it("is the judge's own: of another round or of points there is no choice", async () => {
    const { judge, at } = await voted(1, { kind: "stars", stars: 5 });
    expect(await refusalOf(submitChoice(judge, at.roundId, at.categoryId))).toBe("conflict: ballot-not-choice");
    const { contest } = await voted(1, choose(1));
    expect(await refusalOf(submitChoice(judge, contest.district.roundId, contest.categories.TV.id))).toBe("not-found: sheet-not-found");
    expect(await refusalOf(submitChoice(judge, "x", "y"))).toBe("not-found: sheet-not-found");
  });
});

describe("stars, pass and fail", () => {
  it("have their own bounds, and nothing is handed in without a vote", async () => {
    const stars = await voted(1, { kind: "stars", stars: 4 });
    expect(await refusalOf(submitSheet(stars.judge, stars.sheets[0]!))).toBe("conflict: ballot-stars-missing");
    expect(await refusalOf(stars.give(0, 0))).toBe("invalid: ballot-stars-none");
    expect(await refusalOf(stars.give(0, 500))).toBe("invalid: points-above-maximum");
    expect(await refusalOf(stars.give(0, 350))).toBe("invalid: points-off-step");
    await stars.give(0, 400);
    expect(await submitSheet(stars.judge, stars.sheets[0]!)).toMatchObject({ totalPoints: 400 });
    const pass = await voted(1, { kind: "pass", quorum: 2, quorumIn: "votes" });
    expect(await refusalOf(submitSheet(pass.judge, pass.sheets[0]!))).toBe("conflict: ballot-pass-missing");
    await pass.give(0, 0);
    expect(await submitSheet(pass.judge, pass.sheets[0]!)).toMatchObject({ totalPoints: 0 });
  });

  it("are not keyed from paper", async () => {
    const { contest, judge, at } = await voted(1, { kind: "stars", stars: 5 });
    const paper = { ...at, judgeId: judge.actor.personId };
    expect(await refusalOf(startKeying(contest.district.secretary, paper))).toBe("conflict: ballot-not-keyed");
  });
});
