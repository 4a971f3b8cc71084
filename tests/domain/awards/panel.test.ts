import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { panelFile } from "#app/domain/awards/panel-file.server.ts";
import { analysePanelJob } from "#app/domain/awards/panel-job.server.ts";
import { findAnalysis } from "#app/domain/awards/queries/analysis.server.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { panelDownload } from "#app/domain/documents/panel-workbook.server.ts";
import type { JobTools } from "#app/domain/jobs/define.server.ts";
import { readRecompute } from "#app/domain/judging/recompute-format.ts";
import { judgeReference, referenceContest, type ReferenceContest } from "#tests/support/builders/reference-contest.ts";
import { giveAll, judgedContest } from "#tests/support/builders/small-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { knownEntries } from "#tests/support/langnghe.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const now = new Date("2023-09-07T09:20:00Z");
const later = new Date("2023-09-07T09:21:00Z");
const analyse = (db: JobTools["db"], roundId: string) => analysePanelJob.run({ db, clock: () => later } as JobTools, { roundId });

describe("the panel of the reference contest", () => {
  const fresh = freshDb();
  let contest: ReferenceContest;
  beforeAll(async () => {
    contest = await referenceContest(fresh.db, now);
    await judgeReference(contest);
  }, 120_000);

  it("is nobody's before judging is closed, not even the job's", async () => {
    const { organiser, roundId } = contest.district;
    expect(await refusalOf(findAnalysis(organiser, roundId))).toBe("closed: judging-not-closed");
    expect(await refusalOf(panelDownload(organiser, roundId, "json"))).toBe("closed: judging-not-closed");
    await analyse(fresh.db, roundId);
    expect(await fresh.db.selectFrom("panel_snapshots").selectAll().execute()).toEqual([]);
  });

  it("is analysed by a job that closing asks for", async () => {
    const { organiser, secretary, roundId, judges } = contest.district;
    await closeJudging(organiser, roundId);
    expect((await findAnalysis(organiser, roundId)).snapshot).toBeNull();
    await analyse(fresh.db, roundId);
    const { snapshot, madeAt } = await findAnalysis(organiser, roundId, contest.categories.TV.id);
    expect(madeAt).toEqual(later);
    expect(snapshot).toMatchObject({
      method: "mean", entries: 82, unscored: 0, cuts: [6, 16],
      advice: { recommended: "mean", why: [{ key: "same-judges", params: { judges: 3, entries: 82 } }] },
    });
    expect(snapshot!.methods.map(({ method }) => method)).toEqual(["mean", "trimmed-mean", "sum", "median", "judge-effect"]);
    expect(snapshot!.judges.map(({ judgeId, sheets }) => [judgeId, sheets])).toEqual([["GK1", 82], ["GK2", 82], ["GK3", 82]]);
    const known = knownEntries().filter(({ category, valid, rank }) => category === "TV" && valid && rank! <= 16);
    const top = snapshot!.rows.filter(({ rank }) => rank <= 16).map(({ code, rank, display }) => ({ code, rank, display }));
    expect(top).toEqual(known.map(({ code, rank, mean }) => ({ code, rank: rank!, display: mean })).sort((a, b) => a.rank - b.rank));
    expect(await refusalOf(findAnalysis(secretary, roundId))).toBe("forbidden: not-allowed");
    expect(await refusalOf(findAnalysis(judges[0]!, roundId))).toBe("not-found: round-not-found");
  });

  it("is read in four queries however many works there are", async () => {
    const { count } = await countQueries(fresh.db, () => findAnalysis(contest.district.organiser, contest.district.roundId));
    expect(count).toBe(4);
  });

  it("is exported as a file that recomputes to the same result, without a name in it", async () => {
    const { organiser, roundId } = contest.district;
    const { name, body } = await panelDownload(organiser, roundId, "json");
    expect(name).toBe("ket-qua-cham-lang-nghe-con-noi-vong-huyen-bao-yen.json");
    const reading = readRecompute(body.toString("utf8"));
    expect(reading.ok ? [] : reading.faults).toEqual([]);
    const report = recompute(reading.ok ? reading.file : await panelFile(fresh.db, { id: roundId, contestName: "", name: "" }));
    expect(report.categories.map(({ id, differences, scored }) => [id, differences, scored.length])).toEqual([["TV", [], 82], ["VC", [], 12]]);
    const ranks = report.categories.flatMap(({ methods }) => methods[0]!.ranking.map(({ code, rank }) => [code, rank] as const));
    expect(Object.fromEntries(ranks)).toEqual(Object.fromEntries(knownEntries().filter(({ valid }) => valid).map(({ code, rank }) => [code, rank])));
    const text = body.toString("utf8");
    for (const person of await fresh.db.selectFrom("people").select("full_name").execute()) expect(text).not.toContain(person.full_name);
    for (const child of contest.seeds.flatMap(({ authors }) => authors)) expect(text).not.toContain(child.name);
  });

  it("is exported as a workbook with every score", async () => {
    const { body } = await panelDownload(contest.district.organiser, contest.district.roundId, "xlsx");
    const { default: exceljs } = await import("exceljs");
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(body as never);
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ["TV Xếp hạng", 87], ["TV Phiếu", 251], ["TV Giám khảo", 9], ["VC Xếp hạng", 17], ["VC Phiếu", 41], ["VC Giám khảo", 9],
    ]);
    const first = knownEntries().find(({ category, rank }) => category === "TV" && rank === 1)!;
    const row = workbook.getWorksheet("TV Xếp hạng")!.getRow(6);
    expect([row.getCell(1).value, row.getCell(2).value, row.getCell(4).value]).toEqual([1, first.code, 3]);
    expect((row.getCell(3).value as number).toFixed(2).replace(".", ",")).toBe(first.mean);
  });

  it("is thrown away when judging is opened again", async () => {
    const { organiser, roundId } = contest.district;
    await reopenJudging(organiser, roundId, "Một phiếu nhầm bài");
    expect(await fresh.db.selectFrom("panel_snapshots").selectAll().execute()).toEqual([]);
    expect(await refusalOf(findAnalysis(organiser, roundId))).toBe("closed: judging-not-closed");
  });
});

describe("a round that corrects for judges", () => {
  const fresh = freshDb();

  it("counts the mean where all see all, and the correction where judge sets differ", async () => {
    const contest = await judgedContest(fresh.db, now, 6);
    const { organiser, roundId, judges } = contest.district;
    await fresh.db.updateTable("rounds").set({ aggregation: "judge-effect", spread_limit: 500 }).where("id", "=", roundId).execute();
    await giveAll(contest, judges, [30, 29, 28, 27, 26, 25]);
    await closeJudging(organiser, roundId);
    const file = () => panelFile(fresh.db, { id: roundId, contestName: "Thử", name: "Vòng" });
    expect((await file()).categories.map(({ method, spreadLimit }) => [method, spreadLimit])).toEqual([["mean", 500]]);
    await reopenJudging(organiser, roundId, "Bớt phiếu");
    const dropped = fresh.db.selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").select("s.id")
      .where("s.judge_id", "=", judges[2]!.actor.personId).where("re.code", "in", ["LN-TV-001", "LN-TV-002"]);
    await fresh.db.updateTable("sheets").set({ submitted_at: null, total_points: null }).where("id", "in", dropped).execute();
    await closeJudging(organiser, roundId, "Giám khảo C ốm");
    const corrected = await file();
    expect(corrected.categories.map(({ method }) => method)).toEqual(["judge-effect"]);
    expect(recompute(corrected).categories.map(({ differences }) => differences)).toEqual([[]]);
  });
});
