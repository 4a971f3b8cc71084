import { describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { findOverview } from "#app/domain/documents/overview.server.ts";
import { findReport } from "#app/domain/documents/report.server.ts";
import { judgeReference, referenceContest } from "#tests/support/builders/reference-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";

const at = freshDb();
const now = new Date("2023-09-07T09:00:00Z");

describe("the reference contest", () => {
  it("gives the organiser's sentence and totals out of its own ranking", async () => {
    const contest = await referenceContest(at.db, now);
    await judgeReference(contest);
    const { organiser, roundId } = contest.district;
    await closeJudging(organiser, roundId);
    const { result: report, count } = await countQueries(at.db, () => findReport(organiser, roundId));
    expect(report.sentence).toBe(
      "14/14 xã tham gia; 85 tranh vẽ, 12 video; 6 tranh vẽ, 1 video được trao giải; " +
        "chọn 16 tranh vẽ, 05 video gửi tham gia vòng thi cấp Tỉnh",
    );
    const { received, valid, rejected, withdrawn, pending, awarded, nominated, byCategory } = report.total;
    expect({ received, valid, rejected, withdrawn, pending, awarded, nominated, byCategory }).toEqual({
      received: 97, valid: 94, rejected: 3, withdrawn: 0, pending: 0, awarded: 7, nominated: 21,
      byCategory: { TV: 85, VC: 12 },
    });
    for (const unit of report.units) expect(unit.received).toBe(unit.valid + unit.rejected + unit.withdrawn + unit.pending);
    expect(report.units.length).toBe(14);
    expect(count).toBe(6);
    const overview = await findOverview(organiser, roundId);
    expect(overview.next).toEqual({ act: "publish", count: 7 });
    expect([overview.round.sheets, overview.round.openSheets, overview.may.movePhase]).toEqual([282, 0, true]);
  }, 120_000);
});
