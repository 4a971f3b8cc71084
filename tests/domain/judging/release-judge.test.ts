import { beforeEach, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishAssignment } from "#app/domain/judging/commands/assignment.server.ts";
import { releaseJudge } from "#app/domain/judging/commands/release-judge.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { previewAssignment } from "#app/domain/judging/queries/assignment.server.ts";
import { findJudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { previewRelease } from "#app/domain/judging/queries/release.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

describe("a judge who leaves or is slow", () => {
  let contest: SmallContest;
  let organiser: Context;
  let roundId: string;
  let judge: Context;
  let judgeId: string;
  let done: { id: string; entryId: string };

  beforeEach(async () => {
    contest = await judgedContest(fresh.db, now, 6);
    ({ organiser, roundId } = contest.district);
    judge = contest.district.judges[1]!;
    ({ personId: judgeId } = judge.actor);
    const ask = { categoryId: contest.categories.TV.id, perEntry: 2, panel: null, attempt: 1 };
    const { fingerprint } = await previewAssignment(organiser, roundId, ask);
    await publishAssignment(organiser, roundId, { ...ask, fingerprint });
    const mine = await live();
    done = mine[0]!;
    await submitSheet(judge, done.id, Object.fromEntries(contest.categories.TV.criteria.map((id) => [id, 1_000])));
  }, 30_000);

  const live = (of?: string) =>
    fresh.db
      .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").leftJoin("sheet_voids as sv", "sv.sheet_id", "s.id")
      .select(["s.id", "re.id as entryId", "s.judge_id as judgeId"]).where("re.round_id", "=", roundId).where("sv.sheet_id", "is", null)
      .$if(of !== "all", (query) => query.where("s.judge_id", "=", judgeId)).orderBy("s.position").execute();
  const usedFor = async (entryId: string) => {
    const row = await fresh.db.selectFrom("ranked_entries").select("judge_totals").where("round_entry_id", "=", entryId).executeTakeFirst();
    return (row?.judge_totals as { judgeId: string; dropped: string | null }[] | undefined)?.filter(({ dropped }) => dropped === null).map((total) => total.judgeId) ?? [];
  };

  it("may go with the scores kept: they count, and others get what waited, as the preview said", async () => {
    const preview = await previewRelease(organiser, roundId, judgeId);
    expect(preview).toMatchObject({ handedIn: 1, waiting: 3, planned: true, opened: { kept: 3, void: 4, stays: 3 } });
    expect(await releaseJudge(organiser, roundId, judgeId, { scores: "kept", lower: false, reason: "Ốm" })).toEqual({ handedIn: 1, waiting: 3, opened: 3 });
    expect(await live("all")).toHaveLength(12);
    expect((await findJudgingProgress(organiser, roundId)).judges.map((row) => row.judgeId)).not.toContain(judgeId);
    await closeJudging(organiser, roundId, "Hết hạn");
    expect(await usedFor(done.entryId)).toEqual([judgeId]);
  });

  it("may go with the scores void: nothing counts, and another judge gets that work too", async () => {
    expect(await releaseJudge(organiser, roundId, judgeId, { scores: "void", lower: false, reason: "Vi phạm" })).toEqual({ handedIn: 1, waiting: 3, opened: 4 });
    expect(await live("all")).toHaveLength(12);
    await closeJudging(organiser, roundId, "Hết hạn");
    expect(await usedFor(done.entryId)).toEqual([]);
  });

  it("may stay with less to do; a sheet that was taken says so while they type", async () => {
    const waiting = (await live())[1]!;
    expect(await releaseJudge(organiser, roundId, judgeId, { scores: "stays", lower: false, reason: "Bận" })).toEqual({ handedIn: 1, waiting: 3, opened: 3 });
    expect((await live()).map(({ id }) => id)).toEqual([done.id]);
    expect(await refusalOf(saveCriterion(judge, waiting.id, contest.categories.TV.criteria[0]!, 100))).toBe("conflict: sheet-void");
  });

  it("may be done without: one judge fewer for each work, and the round closes without a gap once all is in", async () => {
    await releaseJudge(organiser, roundId, judgeId, { scores: "kept", lower: true, reason: "Ốm" });
    expect((await live("all")).length).toBe(12 - 3);
    expect(await refusalOf(releaseJudge(organiser, roundId, judgeId, { scores: "kept", lower: true, reason: "Ốm" }))).toBe("not-found: conflict-judge-unknown");
  });

  it("is the organiser's affair, with a reason", async () => {
    expect(await refusalOf(releaseJudge(organiser, roundId, judgeId, { scores: "kept", lower: false, reason: " " }))).toBe("invalid: reason-empty");
    expect(await refusalOf(releaseJudge(contest.district.secretary, roundId, judgeId, { scores: "kept", lower: false, reason: "x" }))).toBe("forbidden: not-allowed");
    expect(await refusalOf(releaseJudge(judge, roundId, judgeId, { scores: "kept", lower: false, reason: "x" }))).toBe("not-found: round-not-found");
  });
});
