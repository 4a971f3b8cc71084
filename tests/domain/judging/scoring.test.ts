import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { saveCriterion, saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { registerJudging } from "#app/domain/judging/register.server.ts";
import { appointPerson } from "#app/domain/people/commands.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

describe("a judge's sheet", () => {
  let contest: SmallContest;
  let judge: Context;
  let sheetId: string;
  let criteria: string[];
  const full = () => Object.fromEntries(criteria.map((id) => [id, 1_000]));
  const stored = () =>
    fresh.db.selectFrom("sheet_points").select(["criterion_id as id", "points", "revision"]).where("sheet_id", "=", sheetId).execute();
  const events = async (action: string) =>
    (await fresh.db.selectFrom("audit_events").select("seq").where("action", "=", action).where("subject_id", "=", sheetId).execute()).length;

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    judge = contest.district.judges[0]!;
    criteria = contest.categories.TV.criteria;
    sheetId = await sheetOf(judge, contest.entries[0]!);
  });

  it("keeps each criterion in a row, and the same value again as nothing", async () => {
    const first = criteria[0]!;
    expect(await saveCriterion(judge, sheetId, first, 2_700)).toEqual({ changed: 1, savedAt: now });
    expect(await saveCriterion(judge, sheetId, first, 2_700)).toEqual({ changed: 0, savedAt: now });
    expect(await saveCriterion(judge, sheetId, first, 2_600)).toEqual({ changed: 1, savedAt: now });
    expect(await stored()).toEqual([{ id: first, points: 2_600, revision: 2 }]);
    expect(await events("save-points")).toBe(2);
    expect(await saveCriterion(judge, sheetId, first, null)).toEqual({ changed: 1, savedAt: now });
    expect(await stored()).toEqual([]);
  });

  it("refuses points over the maximum, off the step and of an unknown criterion, and keeps all or nothing", async () => {
    expect(await refusalOf(saveCriterion(judge, sheetId, criteria[0]!, 3_100))).toBe("invalid: points-above-maximum");
    expect(await refusalOf(saveCriterion(judge, sheetId, criteria[0]!, 2_750))).toBe("invalid: points-off-step");
    expect(await refusalOf(saveCriterion(judge, sheetId, contest.categories.VC.criteria[0]!, 100))).toBe("not-found: criterion-unknown");
    expect(await refusalOf(saveSheet(judge, sheetId, { ...full(), [criteria[4]!]: 9_900 }))).toBe("invalid: points-above-maximum");
    expect(await stored()).toEqual([]);
  });

  it("is not there for another judge, an organiser or a made-up id", async () => {
    const { organiser, judges } = contest.district;
    for (const other of [judges[1]!, organiser, contest.province.judges[0]!]) {
      expect(await refusalOf(saveCriterion(other, sheetId, criteria[0]!, 100))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(submitSheet(other, sheetId))).toBe("not-found: sheet-not-found");
    }
    expect(await refusalOf(saveCriterion(judge, "nonsense", criteria[0]!, 100))).toBe("not-found: sheet-not-found");
  });

  it("is handed in once, whole, from two browsers at a time", async () => {
    await saveCriterion(judge, sheetId, criteria[0]!, 1_000);
    expect(await refusalOf(submitSheet(judge, sheetId))).toBe("conflict: sheet-incomplete");
    const both = await Promise.all([submitSheet(judge, sheetId, full()), submitSheet(judge, sheetId, full())]);
    expect(both).toEqual([{ sheetId, submittedAt: now, totalPoints: 5_000 }, { sheetId, submittedAt: now, totalPoints: 5_000 }]);
    expect(await events("submit-sheet")).toBe(1);
    expect(await refusalOf(saveCriterion(judge, sheetId, criteria[0]!, 900))).toBe("conflict: sheet-submitted");
    expect(await refusalOf(submitSheet(judge, sheetId, { [criteria[0]!]: 900 }))).toBe("conflict: sheet-submitted");
  });

  it("opens again until judging is closed", async () => {
    expect(await reopenSheet(judge, sheetId)).toEqual({ reopened: true });
    expect(await reopenSheet(judge, sheetId)).toEqual({ reopened: false });
    await saveCriterion(judge, sheetId, criteria[0]!, 1_100);
    expect((await submitSheet(judge, sheetId)).totalPoints).toBe(5_100);
  });

  it("comes for judges who join later, once for each entry", async () => {
    registerJudging();
    const { organiser, roundId } = contest.district;
    const { personId } = await appointPerson(organiser, {
      fullName: "Giám khảo đến sau", identifier: { kind: "username", value: "gk.den.sau" }, role: "judge",
      unitId: undefined, roundId,
    });
    const mine = () => fresh.db.selectFrom("sheets").select("position").where("judge_id", "=", personId).orderBy("position").execute();
    expect(await mine()).toEqual([{ position: 1 }, { position: 2 }, { position: 3 }]);
    expect(await startJudging(organiser, roundId)).toEqual({ roundId, opened: 0 });
    await fresh.db.updateTable("appointments").set({ ended_at: now }).where("person_id", "=", personId).execute();
  });

  it("changes no more once judging is closed, which needs a reason while sheets are missing", async () => {
    const { organiser, secretary, roundId } = contest.district;
    expect(await refusalOf(closeJudging(secretary, roundId, "gấp"))).toBe("forbidden: not-allowed");
    expect(await refusalOf(closeJudging(contest.province.organiser, roundId))).toBe("not-found: round-not-found");
    expect(await refusalOf(closeJudging(organiser, roundId, "  "))).toBe("invalid: closing-reason-empty");
    expect(await closeJudging(organiser, roundId, "Một giám khảo ốm")).toEqual({ roundId, missingSheets: 8, ranked: 1 });
    expect(await closeJudging(organiser, roundId)).toEqual({ roundId, missingSheets: 8, ranked: 1 });
    expect(await refusalOf(saveCriterion(judge, sheetId, criteria[0]!, 900))).toBe("closed: judging-closed");
    expect(await refusalOf(reopenSheet(judge, sheetId))).toBe("closed: judging-closed");
    expect(await submitSheet(judge, sheetId)).toEqual({ sheetId, submittedAt: now, totalPoints: 5_100 });
  });
});
