import { beforeEach, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { finishKeying, removePaperScan, saveKeyedRow, startKeying, takeBackPaper, withdrawKeying } from "#app/domain/judging/commands/key-in.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { reopenSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { scanUploadPolicy, scanViewer } from "#app/domain/judging/paper-scans.server.ts";
import { findKeying, listPapers } from "#app/domain/judging/queries/key-in.server.ts";
import { closedScores } from "#app/domain/judging/scores.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { contextFor, refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
const reason = "Nhập nhầm phiếu của người khác";

describe("a judge's paper", () => {
  let contest: SmallContest;
  let lan: Context;
  let minh: Context;
  let judge: Context;
  let criteria: string[];
  let sheets: string[];
  const paper = () => ({ roundId: contest.district.roundId, judgeId: judge.actor.personId, categoryId: contest.categories.TV.id });
  const row = (first: number) => Object.fromEntries(criteria.map((id, index) => [id, index === 0 ? first : 1_000]));
  const stored = async () =>
    (await contest.db.selectFrom("sheets").select(["id", "total_points as total"]).where("id", "in", sheets).where("submitted_at", "is not", null).execute())
      .map(({ id, total }) => [sheets.indexOf(id), total]).sort();
  const own = async () => (await listPapers(lan, contest.district.roundId)).papers.find(({ judgeId }) => judgeId === judge.actor.personId)!;

  async function keyed(by: Context, firsts: readonly (number | null)[]): Promise<string> {
    const { keyingId } = await startKeying(by, paper());
    for (const [index, first] of firsts.entries()) if (first !== null) await saveKeyedRow(by, keyingId, sheets[index]!, row(first));
    return keyingId;
  }

  beforeEach(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    lan = contest.district.secretary;
    minh = await contextFor(fresh.db, now, "Vũ Văn Minh", [{ role: "secretary", unitId: contest.district.unitId }]);
    judge = contest.district.judges[1]!;
    criteria = contest.categories.TV.criteria;
    sheets = await Promise.all(contest.entries.map((entry) => sheetOf(judge, entry)));
  });

  it("is recorded once two people keyed it alike; the judge then finds it handed in and cannot change it", async () => {
    const first = await keyed(lan, [2_700, 2_000, null]);
    expect(await finishKeying(lan, first)).toEqual({ kind: "waiting" });
    expect(await stored()).toEqual([]);
    const second = await keyed(minh, [2_700, 2_000, null]);
    expect(await finishKeying(minh, second)).toEqual({ kind: "recorded", sheets: 2, online: 0 });
    expect(await stored()).toEqual([[0, 6_700], [1, 6_000]]);
    expect(await refusalOf(reopenSheet(judge, sheets[0]!))).toBe("conflict: sheet-on-paper");
    expect(await refusalOf(saveKeyedRow(lan, first, sheets[2]!, row(100)))).toBe("conflict: paper-recorded");
    expect((await own()).recording).toMatchObject({ sheets: 2 });
  });

  it("shows each person the cells that differ, with their own points alone, until both keyed alike", async () => {
    const [first, second] = [await keyed(lan, [2_700, 2_000]), await keyed(minh, [2_600, 2_000])];
    await finishKeying(lan, first);
    expect(await finishKeying(minh, second)).toEqual({ kind: "differs", cells: 1 });
    expect((await own()).differing).toBe(1);
    const seen = (await findKeying(lan, first, { differing: true })).rows;
    expect(seen.map(({ sheetId, points, differing }) => [sheetId, points[criteria[0]!], differing])).toEqual([[sheets[0], 2_700, [criteria[0]]]]);
    expect(await refusalOf(saveKeyedRow(lan, first, sheets[0]!, { [criteria[0]!]: 2_600 }))).toBe("invalid: paper-row-incomplete");
    expect((await findKeying(lan, first, { differing: true })).rows).toEqual(seen);
    expect(await saveKeyedRow(lan, first, sheets[0]!, row(2_600))).toEqual({ kind: "recorded", sheets: 2, online: 0 });
    expect(await stored()).toEqual([[0, 6_600], [1, 6_000]]);
  });

  it("is keyed by two people, never twice by one and never by a third, a judge or an organiser", async () => {
    const { keyingId } = await startKeying(lan, paper());
    expect(await startKeying(lan, paper())).toEqual({ keyingId });
    await startKeying(minh, paper());
    const third = await contextFor(fresh.db, now, "Người Thứ Ba", [{ role: "secretary", unitId: contest.district.unitId }]);
    expect(await refusalOf(startKeying(third, paper()))).toBe("conflict: paper-keyed-twice");
    expect(await refusalOf(startKeying(contest.district.organiser, paper()))).toBe("forbidden: not-allowed");
    const unit = { unitId: contest.district.unitId };
    const both = await contextFor(fresh.db, now, "Thư ký kiêm giám khảo", [{ role: "secretary", ...unit }, { role: "judge", roundId: contest.district.roundId }]);
    expect(await refusalOf(startKeying(both, paper()))).toBe("forbidden: not-allowed");
    for (const other of [minh, contest.district.organiser, judge]) {
      expect(await refusalOf(findKeying(other, keyingId))).toBe("not-found: keying-not-found");
      expect(await refusalOf(saveKeyedRow(other, keyingId, sheets[0]!, row(100)))).toMatch(/^not-found/);
    }
  });

  it("refuses points off the rubric, half rows and an empty paper, and loses nothing that was keyed", async () => {
    const { keyingId } = await startKeying(lan, paper());
    expect(await refusalOf(finishKeying(lan, keyingId))).toBe("conflict: paper-nothing-keyed");
    await saveKeyedRow(lan, keyingId, sheets[0]!, row(2_700));
    expect(await refusalOf(saveKeyedRow(lan, keyingId, sheets[0]!, row(3_100)))).toBe("invalid: points-above-maximum");
    expect(await refusalOf(saveKeyedRow(lan, keyingId, sheets[0]!, row(2_750)))).toBe("invalid: points-off-step");
    await saveKeyedRow(lan, keyingId, sheets[1]!, { [criteria[0]!]: 100, [criteria[1]!]: null });
    expect(await refusalOf(finishKeying(lan, keyingId))).toBe("conflict: paper-rows-incomplete");
    const page = await findKeying(lan, keyingId);
    expect(Object.fromEntries(page.rows.map(({ sheetId, points }) => [sheets.indexOf(sheetId), points])))
      .toEqual({ 0: row(2_700), 1: { [criteria[0]!]: 100 }, 2: {} });
    const foreign = await sheetOf(contest.district.judges[2]!, contest.entries[0]!);
    expect(await refusalOf(saveKeyedRow(lan, keyingId, foreign, row(100)))).toBe("not-found: sheet-not-found");
  });

  it("leaves alone what the judge scores online, before the keying and during it", async () => {
    await saveCriterion(judge, sheets[0]!, criteria[0]!, 500);
    const first = await keyed(lan, [null, 2_000, 2_000]);
    expect(await refusalOf(saveKeyedRow(lan, first, sheets[0]!, row(100)))).toBe("conflict: sheet-begun-online");
    const second = await keyed(minh, [null, 2_000, 2_000]);
    await saveCriterion(judge, sheets[1]!, criteria[0]!, 700);
    await finishKeying(lan, first);
    expect(await finishKeying(minh, second)).toEqual({ kind: "recorded", sheets: 1, online: 1 });
    expect(await stored()).toEqual([[2, 6_000]]);
    await saveCriterion(judge, sheets[1]!, criteria[0]!, 800);
  });

  it("can be taken back with a reason, mended by both and recorded again; a keying alone can be dropped", async () => {
    const [first, second] = [await keyed(lan, [2_700]), await keyed(minh, [2_700])];
    await Promise.all([finishKeying(lan, first), finishKeying(minh, second)]);
    const { id } = (await own()).recording!;
    expect(await refusalOf(withdrawKeying(lan, first, reason))).toBe("conflict: paper-recorded");
    expect(await refusalOf(takeBackPaper(lan, id, " "))).toBe("invalid: reason-empty");
    expect(await takeBackPaper(contest.district.organiser, id, reason)).toMatchObject({ sheets: 1 });
    expect(await stored()).toEqual([]);
    expect(await refusalOf(takeBackPaper(lan, id, reason))).toBe("not-found: keying-not-found");
    await withdrawKeying(contest.district.organiser, second, reason);
    const again = await keyed(minh, [2_500]);
    await saveKeyedRow(lan, first, sheets[0]!, row(2_500));
    await finishKeying(lan, first);
    expect(await finishKeying(minh, again)).toEqual({ kind: "recorded", sheets: 1, online: 0 });
    expect(await stored()).toEqual([[0, 6_500]]);
  });

  it("says it was paper once judging is closed, and takes no more keying", async () => {
    const [first, second] = [await keyed(lan, [2_700, 2_000, 900]), await keyed(minh, [2_700, 2_000, 900])];
    await finishKeying(lan, first);
    await finishKeying(minh, second);
    await closeJudging(contest.district.organiser, contest.district.roundId, "Các giám khảo khác vắng");
    const scores = (await closedScores(fresh.db, contest.district.roundId)).flatMap(({ sheets: all }) => all);
    expect(scores.filter(({ onPaper }) => onPaper).map(({ judgeId }) => judgeId)).toEqual(Array(3).fill(judge.actor.personId));
    expect(await refusalOf(startKeying(lan, paper()))).toBe("closed: judging-closed");
    expect(await refusalOf(findKeying(lan, first))).toBe("closed: judging-closed");
  });

  it("has pictures that before closing only the judge and those who key it may see", async () => {
    const ask = { input: paper(), file: { name: "phieu.jpg", bytes: 10, declaredType: "image/jpeg" } };
    const begin = (who: Context, input: unknown = paper()) => scanUploadPolicy.begin({ db: fresh.db, actor: who.actor, now }, { ...ask, input });
    expect(await begin(lan)).toMatchObject({ ok: true, medium: "image" });
    expect(await begin(contest.district.organiser)).toMatchObject({ ok: false });
    expect(await begin(lan, { ...paper(), judgeId: "x" })).toMatchObject({ ok: false });
    const file = await fresh.db.insertInto("stored_files").values({
      medium: "image", storage_key: `scan-${contest.contestId}`, mime: "image/jpeg", bytes: 10, sha256: "00", created_at: now, created_by: lan.actor.personId,
    }).returning("id").executeTakeFirstOrThrow();
    const scan = await fresh.db.insertInto("paper_scans").values({
      round_id: paper().roundId, judge_id: paper().judgeId, category_id: paper().categoryId, file_id: file.id, added_at: now, added_by: lan.actor.personId,
    }).returning("id").executeTakeFirstOrThrow();
    await startKeying(lan, paper());
    const sees = (who: Context) => scanViewer({ db: fresh.db, actor: who.actor, now }, { fileId: file.id, variant: "800" });
    const { organiser, judges } = contest.district;
    const all = async () => Promise.all([lan, minh, judge, judges[0]!, organiser].map(sees));
    expect(await all()).toEqual([true, false, true, false, false]);
    await closeJudging(organiser, paper().roundId, "Giám khảo vắng");
    expect(await all()).toEqual([true, true, true, false, true]);
    expect(await refusalOf(removePaperScan(lan, scan.id))).toBe("closed: judging-closed");
  });
});
