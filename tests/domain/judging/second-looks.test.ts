import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { releaseJudge } from "#app/domain/judging/commands/release-judge.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { askSecondLook, changeSpreadLimit, keepFirstScore } from "#app/domain/judging/commands/second-looks.server.ts";
import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { spreadLimitSchema } from "#app/domain/judging/model.ts";
import { findJudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { countOpenLooks, findSecondLooks, listAskedSheets } from "#app/domain/judging/queries/second-looks.server.ts";
import { findSheet } from "#app/domain/judging/queries/sheet.server.ts";
import { LIMIT_CHANGES_MOST } from "#app/domain/judging/second-look.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { scoreEntry } from "#tests/support/builders/reference-contest.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
const later = (ctx: Context): Context => ({ ...ctx, now: new Date(now.getTime() + 3_600_000) });

describe("works on which judges are far apart", () => {
  let contest: SmallContest;
  let organiser: Context;
  let roundId: string;
  let judges: Context[];

  beforeEach(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    ({ organiser, roundId, judges } = contest.district);
  }, 30_000);

  const points = (first: number) => Object.fromEntries(contest.categories.TV.criteria.map((id, at) => [id, at === 0 ? first * 100 : 100]));
  const give = (judge: number, entry: number, first: number) => scoreEntry(judges[judge]!, contest.entries[entry]!.roundEntryId, points(first));
  const sheet = (judge: number, entry: number) => sheetOf(judges[judge]!, contest.entries[entry]!);
  const codeOf = (entry: number) => `LN-TV-00${entry + 1}`;
  const looks = () => findSecondLooks(organiser, roundId);
  const apart = async () => (await looks()).apart.map(({ entryId }) => contest.entries.findIndex((entry) => entry.roundEntryId === entryId));
  const ask = (entry: number | null) => askSecondLook(organiser, roundId, entry === null ? null : contest.entries[entry]!.roundEntryId);
  const totals = async (entry: number) => {
    const row = await fresh.db.selectFrom("ranked_entries").select("judge_totals").where("round_entry_id", "=", contest.entries[entry]!.roundEntryId).executeTakeFirstOrThrow();
    return (row.judge_totals as { judgeId: string; dropped: string | null; total: number }[]).map(({ judgeId, total }) => [judgeId, total]);
  };
  const kept = () => 
    fresh.db.selectFrom("second_look_sheets as sl").innerJoin("sheets as s", "s.id", "sl.sheet_id").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
      .where("re.round_id", "=", roundId).select(["sl.sheet_id", "sl.first_total", "sl.outcome"]).orderBy("sl.first_total").execute();
  /** Two judges 25 points apart on the first work and 5 on the second; the limit is 20. */
  const score = async () => {
    await give(0, 0, 30);
    await give(1, 0, 5);
    await give(0, 1, 30);
    await give(1, 1, 25);
  };

  it("are listed once two judges have handed in, by code and without any figure, whoever gave which", async () => {
    await give(0, 0, 30);
    expect(await apart()).toEqual([]);
    await give(1, 0, 5);
    expect((await looks()).apart).toEqual([{ entryId: contest.entries[0]!.roundEntryId, code: codeOf(0), finished: 2, judges: 3 }]);
    await give(2, 1, 5);
    await give(0, 1, 30);
    expect(await apart()).toEqual([0, 1]);
    expect(JSON.stringify(await looks())).not.toMatch(/3400|900|2500/);
  });

  it("are not those exactly at the limit, nor any where no limit is set", async () => {
    await give(0, 0, 25);
    await give(1, 0, 5);
    expect(await apart()).toEqual([]);
    await changeSpreadLimit(organiser, roundId, { limit: 1_999, reason: "Bàn lại" });
    expect(await apart()).toEqual([0]);
    await changeSpreadLimit(organiser, roundId, { limit: null, reason: "Thôi dùng" });
    expect(await apart()).toEqual([]);
  });

  it("are asked about once: a second click finds it done, and what is not apart is passed over", async () => {
    await score();
    expect(await ask(1)).toEqual({ works: 0, sheets: 0 });
    expect(await Promise.all([ask(0), ask(null)])).toContainEqual({ works: 1, sheets: 2 });
    expect(await ask(0)).toEqual({ works: 0, sheets: 0 });
    expect(await apart()).toEqual([]);
    expect((await looks()).asked).toMatchObject([{ code: codeOf(0), asked: 2, answered: 0 }]);
    expect(await listAskedSheets(judges[2]!)).toEqual([]);
    expect((await listAskedSheets(judges[1]!)).map(({ id, firstTotal }) => [id, firstTotal])).toEqual([[await sheet(1, 0), 900]]);
    const said = await fresh.db.selectFrom("audit_events").select("detail").where("action", "=", "ask-second-look").where("subject_id", "=", roundId).execute();
    expect(said).toEqual([{ detail: { works: 1, sheets: 2 } }]);
  });

  it("keep both scores: one judge stands by the first, another gives a new one, which counts", async () => {
    await score();
    await ask(0);
    expect(await keepFirstScore(judges[0]!, await sheet(0, 0))).toEqual({ kept: true });
    expect(await keepFirstScore(judges[0]!, await sheet(0, 0))).toEqual({ kept: false });
    await reopenSheet(judges[1]!, await sheet(1, 0));
    expect((await looks()).asked).toMatchObject([{ asked: 2, answered: 1 }]);
    await submitSheet(later(judges[1]!), await sheet(1, 0), points(15));
    expect(await kept()).toEqual([
      { sheet_id: await sheet(1, 0), first_total: 900, outcome: "changed" },
      { sheet_id: await sheet(0, 0), first_total: 3400, outcome: "kept" },
    ]);
    expect((await findSheet(judges[1]!, await sheet(1, 0))).look).toEqual({ firstTotal: 900, outcome: "changed" });
    expect((await looks()).results).toBeNull();
    await closeJudging(organiser, roundId, "Hết hạn");
    expect((await looks()).results).toEqual([{
      entryId: contest.entries[0]!.roundEntryId, code: codeOf(0), sheets: [
        { judge: "Giám khảo huyện A", first: 3400, last: 3400, outcome: "kept" },
        { judge: "Giám khảo huyện B", first: 900, last: 1900, outcome: "changed" },
      ],
    }]);
    expect((await totals(0)).filter(([id]) => id === judges[1]!.actor.personId)).toEqual([[judges[1]!.actor.personId, 1900]]);
  });

  it("count as kept where the same points are handed in again", async () => {
    await score();
    await ask(0);
    await reopenSheet(judges[1]!, await sheet(1, 0));
    await submitSheet(judges[1]!, await sheet(1, 0));
    expect((await kept()).map(({ outcome }) => outcome)).toEqual(["kept", null]);
  });

  it("lapse at closing with the first score, also of a sheet that was taken back and changed; that needs a reason", async () => {
    await score();
    await Promise.all([2].flatMap((judge) => [0, 1, 2].map((entry) => give(judge, entry, 15))));
    await give(0, 2, 10);
    await give(1, 2, 10);
    await ask(0);
    await reopenSheet(judges[1]!, await sheet(1, 0));
    await saveCriterion(judges[1]!, await sheet(1, 0), contest.categories.TV.criteria[0]!, 2_900);
    // What is shown of progress does not tell that the judge is at it.
    expect((await findJudgingProgress(organiser, roundId)).missing).toBe(0);
    expect(await countOpenLooks(organiser, roundId)).toBe(3);
    expect(await refusalOf(closeJudging(organiser, roundId, " "))).toBe("invalid: closing-looks-reason-empty");
    expect((await kept()).map(({ outcome }) => outcome)).toEqual([null, null, null]);
    await closeJudging(organiser, roundId, "Đến hạn công bố");
    expect((await kept()).map(({ outcome }) => outcome)).toEqual(["lapsed", "lapsed", "lapsed"]);
    expect(Object.fromEntries(await totals(0))[judges[1]!.actor.personId]).toBe(900);
    const { rows } = await sql<{ points_before: number; points_after: number }>`
      select points_before, points_after from sheet_point_revisions where sheet_id = ${await sheet(1, 0)} and points_before = 2900`.execute(fresh.db);
    expect(rows).toEqual([{ points_before: 2900, points_after: 500 }]);
    expect(await refusalOf(keepFirstScore(judges[1]!, await sheet(1, 0)))).toBe("closed: judging-closed");
    expect(await refusalOf(ask(1))).toBe("closed: judging-closed");
    await reopenJudging(organiser, roundId, "Sai sót");
    expect(await keepFirstScore(judges[1]!, await sheet(1, 0))).toEqual({ kept: false });
  });

  it("are done without a judge who leaves: the first score stands", async () => {
    await score();
    await ask(0);
    await reopenSheet(judges[1]!, await sheet(1, 0));
    await releaseJudge(organiser, roundId, judges[1]!.actor.personId, { scores: "kept", lower: false, reason: "Ốm" });
    expect((await kept()).map(({ outcome }) => outcome)).toEqual(["lapsed", null]);
    expect((await looks()).asked).toMatchObject([{ asked: 2, answered: 1 }]);
    const row = await fresh.db.selectFrom("sheets").select(["total_points", "submitted_at"]).where("id", "=", await sheet(1, 0)).executeTakeFirstOrThrow();
    expect([row.total_points, row.submitted_at !== null]).toEqual([900, true]);
  });

  it("concern nobody else: strangers, judges of other sheets, units", async () => {
    await score();
    await ask(0);
    expect(await refusalOf(keepFirstScore(judges[0]!, await sheet(1, 0)))).toBe("not-found: sheet-not-found");
    expect(await refusalOf(keepFirstScore(judges[2]!, await sheet(2, 0)))).toBe("conflict: no-second-look");
    for (const who of [contest.province.organiser, judges[0]!]) {
      expect(await refusalOf(findSecondLooks(who, roundId))).toBe("not-found: round-not-found");
      expect(await refusalOf(askSecondLook(who, roundId, null))).toBe("not-found: round-not-found");
    }
    expect(await refusalOf(askSecondLook(contest.district.secretary, roundId, null))).toBe("forbidden: not-allowed");
  });

  it("cost the same statements however many there are", async () => {
    const count = async () => (await countQueries(fresh.db, looks)).count;
    const none = await count();
    await score();
    for (const judge of [0, 1]) await give(judge, 2, judge === 0 ? 30 : 5);
    expect(await count()).toBe(none);
    await ask(null);
    expect(await count()).toBe(none);
  });
});

describe("the limit", () => {
  let contest: SmallContest;
  beforeEach(async () => {
    contest = await judgedContest(fresh.db, now, 1);
  }, 30_000);

  it("changes with a reason, and only so often while judges score that nobody finds a score by trying", async () => {
    const { organiser, roundId, secretary } = contest.district;
    const change = (limit: number | null, reason = "Bàn lại") => changeSpreadLimit(organiser, roundId, { limit, reason });
    expect(await refusalOf(change(1_000, " "))).toBe("invalid: reason-empty");
    expect(await change(2_000)).toEqual({ changed: false });
    for (let at = 1; at <= LIMIT_CHANGES_MOST; at++) expect(await change(at * 100)).toEqual({ changed: true });
    expect(await refusalOf(change(5_000))).toBe("conflict: spread-limit-often");
    expect(await refusalOf(changeSpreadLimit(secretary, roundId, { limit: 1, reason: "Thử" }))).toBe("forbidden: not-allowed");
    expect(await findSecondLooks(organiser, roundId)).toMatchObject({ limit: 300, changesLeft: 0 });
    const log = await fresh.db.selectFrom("spread_limit_changes").select(["limit_before", "limit_after", "while_judging"]).where("round_id", "=", roundId).orderBy("changed_at").execute();
    expect(log).toHaveLength(LIMIT_CHANGES_MOST);
    expect(log).toContainEqual({ limit_before: 2_000, limit_after: 100, while_judging: true });
  });

  it.each([["12,5", 1_250], ["", null], [" ", null], ["0", "points-out-of-range"], ["-1", "number-negative"], ["8.5.5", "not-a-number"]])("is read from “%s”", (raw, read) => {
    const reading = spreadLimitSchema.safeParse({ limit: raw, reason: "Bàn lại" });
    expect(reading.success ? reading.data.limit : reading.error.issues[0]!.message).toEqual(read);
  });
});
