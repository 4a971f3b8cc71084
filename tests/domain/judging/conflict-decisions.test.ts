import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import {
  addConflict, confirmConflict, confirmStrongConflicts, findConflicts, liftConflict, noteInterest,
} from "#app/domain/judging/commands/conflicts.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { type ConflictRow, listConflicts } from "#app/domain/judging/queries/conflicts.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

describe("conflicts of interest", () => {
  let contest: SmallContest;
  let organiser: Context;
  let roundId: string;
  let judges: Context[];
  const listed = async (view: "proposed" | "confirmed" | "lifted") => (await listConflicts(organiser, roundId, { view })).rows;
  const brief = ({ code, judgeName, strength, reasons }: ConflictRow) => [code, judgeName, strength, reasons.map(({ kind }) => kind).join("+")];
  const stateOf = async (judge: Context, at: number) =>
    fresh.db.selectFrom("sheet_voids").select("kind").where("sheet_id", "=", await sheetOf(judge, contest.entries[at]!)).executeTakeFirst();

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    ({ organiser, roundId, judges } = contest.district);
    const commune = contest.communes.get("Nghĩa Đô")!;
    await fresh.db.insertInto("appointments").values({ person_id: judges[1]!.actor.personId, role: "entrant", unit_id: commune, appointed_at: now }).execute();
    await fresh.db.updateTable("entries").set({ mentor_name: "Giám khảo huyện C" }).where("id", "=", contest.entries[2]!.entryId).execute();
  });

  it("are proposed from the judge's commune and from names, and again without doubling", async () => {
    expect(await findConflicts(organiser, roundId)).toEqual({ proposed: 5 });
    expect(await findConflicts(organiser, roundId)).toEqual({ proposed: 5 });
    const rows = await listed("proposed");
    expect(rows.map(({ code }) => code)).toEqual(["LN-TV-003", "LN-TV-001", "LN-TV-002", "LN-TV-003", "LN-TV-003"]);
    expect(new Set(rows.map((row) => brief(row).join(" ")))).toEqual(new Set([
      "LN-TV-003 Giám khảo huyện C strong mentor-same-name",
      "LN-TV-001 Giám khảo huyện B weak same-commune",
      "LN-TV-002 Giám khảo huyện B weak same-commune",
      "LN-TV-003 Giám khảo huyện B weak same-commune+mentor-family-name",
      "LN-TV-003 Giám khảo huyện A weak mentor-family-name",
    ]));
    expect(rows[1]!.reasons[0]!.unitName).toBe("Nghĩa Đô");
  });

  it("hold no child's name in their rows", async () => {
    const kept = JSON.stringify(await fresh.db.selectFrom("conflicts").selectAll().execute());
    expect(kept.includes("Mẩy")).toBe(false);
    expect(kept.includes("Giám khảo huyện")).toBe(false);
  });

  it("confirmed take the sheet away at once, and no opening brings it back", async () => {
    expect(await confirmStrongConflicts(organiser, roundId)).toEqual({ confirmed: 1 });
    expect(await stateOf(judges[2]!, 2)).toEqual({ kind: "recused" });
    const sheetId = await sheetOf(judges[2]!, contest.entries[2]!);
    expect(await refusalOf(saveCriterion(judges[2]!, sheetId, contest.categories.TV.criteria[0]!, 100))).toBe("conflict: sheet-recused");
    expect(await startJudging(organiser, roundId)).toEqual({ roundId, opened: 0 });
    const [weak] = await listed("proposed");
    expect(await confirmConflict(organiser, weak!.id)).toEqual({ roundId, code: "LN-TV-001" });
    expect(await confirmConflict(organiser, weak!.id)).toEqual({ roundId, code: "LN-TV-001" });
    expect(await stateOf(judges[1]!, 0)).toEqual({ kind: "recused" });
  });

  it("are lifted with a reason, which gives the sheet back as it was", async () => {
    const weak = (await listed("confirmed")).find(({ code }) => code === "LN-TV-001")!;
    expect(await refusalOf(liftConflict(organiser, weak.id, " "))).toBe("invalid: reason-empty");
    await liftConflict(organiser, weak.id, "Đã chuyển công tác từ năm 2015");
    expect(await stateOf(judges[1]!, 0)).toBeUndefined();
    expect(await findConflicts(organiser, roundId)).toEqual({ proposed: 3 });
    expect((await listed("lifted")).map(({ code, decisionReason }) => [code, decisionReason])).toEqual([["LN-TV-001", "Đã chuyển công tác từ năm 2015"]]);
  });

  it("may be added by code, and come from a unit a judge is tied to", async () => {
    const judgeId = judges[0]!.actor.personId;
    expect(await refusalOf(addConflict(organiser, roundId, { code: "LN-TV-999", judgeId, note: "Con gái" }))).toBe("invalid: conflict-code-unknown");
    expect(await refusalOf(addConflict(organiser, roundId, { code: "LN-TV-002", judgeId: organiser.actor.personId, note: "x" }))).toBe("invalid: conflict-judge-unknown");
    expect(await addConflict(organiser, roundId, { code: "ln-tv-002", judgeId, note: "Con gái" })).toEqual({ code: "ln-tv-002" });
    expect(await stateOf(judges[0]!, 1)).toEqual({ kind: "recused" });
    expect(await noteInterest(organiser, roundId, { judgeId, unitId: contest.communes.get("Nghĩa Đô")!, note: "Từng dạy" })).toEqual({ proposed: 4 });
    const own = (await listed("proposed")).filter((row) => row.judgeId === judgeId).map(brief);
    expect(own).toEqual([
      ["LN-TV-001", "Giám khảo huyện A", "strong", "declared-unit"],
      ["LN-TV-003", "Giám khảo huyện A", "strong", "declared-unit+mentor-family-name"],
    ]);
  });

  it("are the organiser's alone, listed in a constant number of queries", async () => {
    const [some] = await listed("proposed");
    for (const other of [judges[0]!, contest.province.organiser]) {
      expect(await refusalOf(findConflicts(other, roundId))).toBe("not-found: round-not-found");
      expect(await refusalOf(confirmConflict(other, some!.id))).toBe("not-found: round-not-found");
    }
    expect(await refusalOf(findConflicts(contest.district.secretary, roundId))).toBe("forbidden: not-allowed");
    expect(await refusalOf(confirmConflict(organiser, "nonsense"))).toBe("not-found: conflict-not-found");
    expect((await countQueries(fresh.db, () => listConflicts(organiser, roundId, { view: "proposed" }))).count).toBe(3);
  });

  it("stand once judging is closed, and closing counts no sheet of theirs as missing", async () => {
    const { missingSheets } = await closeJudging(organiser, roundId, "Hết hạn");
    expect(missingSheets).toBe(9 - 2);
    const [some] = await listed("confirmed");
    expect(await refusalOf(liftConflict(organiser, some!.id, "Muộn"))).toBe("closed: judging-closed");
  });
});
