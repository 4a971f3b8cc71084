import { beforeEach, describe, expect, it } from "vitest";
import { verifyChain } from "#app/domain/audit/verify.server.ts";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { panelFile } from "#app/domain/awards/panel-file.server.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { saveCategory, saveCriteria } from "#app/domain/contests/commands/edit-categories.server.ts";
import type { CriteriaVersionInput } from "#app/domain/contests/forms.ts";
import { finishKeying, saveKeyedRow, startKeying, takeBackPaper, withdrawKeying } from "#app/domain/judging/commands/key-in.server.ts";
import { reviseCriteria } from "#app/domain/judging/commands/revise-criteria.server.ts";
import { releaseJudge } from "#app/domain/judging/commands/release-judge.server.ts";
import { saveCriterion, saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { askSecondLook, keepFirstScore } from "#app/domain/judging/commands/second-looks.server.ts";
import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { standingCriteria } from "#app/domain/judging/criteria-plan.server.ts";
import { sheetTotal } from "#app/domain/judging/points.ts";
import { previewRevision } from "#app/domain/judging/queries/criteria-versions.server.ts";
import { readRecompute } from "#app/domain/judging/recompute-format.ts";
import { closedScores } from "#app/domain/judging/scores.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { roundHalfUp } from "#app/platform/decimal.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { contextFor, refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
type Lines = CriteriaVersionInput["criteria"];

describe("a criterion changed after scoring began", () => {
  let contest: SmallContest;
  let organiser: Context;
  let judges: Context[];
  let criteria: string[];
  let sheets: string[];

  beforeEach(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    ({ organiser, judges } = contest.district);
    criteria = contest.categories.TV.criteria;
    sheets = await Promise.all(contest.entries.map((entry) => sheetOf(judges[0]!, entry)));
    await submitSheet(judges[0]!, sheets[0]!, points());
    await saveCriterion(judges[0]!, sheets[1]!, criteria[1]!, 500);
  });

  const points = (of: readonly string[] = criteria) => Object.fromEntries(of.map((id, index) => [id, 100 * (index + 1)]));
  const standing = () => standingCriteria(fresh.db, contest.contestId, "TV");
  const ids = async () => (await standing()).criteria.map(({ id }) => id);
  const revise = async (change: (lines: Lines) => Lines, { reason = "Thể lệ sửa theo công văn số 5", base = 0, by = organiser } = {}) => {
    const { criteria: lines, number } = await standing();
    return reviseCriteria(by, contest.contestId, "TV", { base: base || number, criteria: change(lines), reason, next: "confirm" });
  };
  const added = (lines: Lines): Lines => [...lines, { id: "", name: "Tính địa phương", guidance: "", maxPoints: 1_000, step: 50, weight: 100 }];
  const changed = (at: number, part: Partial<Lines[number]>) => (lines: Lines) => lines.map((line, index) => (index === at ? { ...line, ...part } : line));
  const without = (at: number) => (lines: Lines) => lines.filter((_, index) => index !== at);
  const stored = async (sheetId: string) => {
    const sheet = await fresh.db.selectFrom("sheets").select(["submitted_at as at", "total_points as total"]).where("id", "=", sheetId).executeTakeFirstOrThrow();
    const rows = await fresh.db.selectFrom("sheet_points").select(["criterion_id as id", "points"]).where("sheet_id", "=", sheetId).execute();
    return { done: sheet.at !== null, total: sheet.total, points: Object.fromEntries(rows.map(({ id, points: given }) => [id, given])) };
  };
  const revisions = (sheetId: string) =>
    fresh.db.selectFrom("sheet_point_revisions").select(["criterion_id as id", "points_before as before", "points_after as after"]).where("sheet_id", "=", sheetId).orderBy("sheet_point_revisions.id").execute();
  const recalls = async () =>
    (await fresh.db.selectFrom("criteria_recalls").select(["sheet_id as id", "was_handed_in as done"]).where("answered_at", "is", null).where("sheet_id", "in", sheets).execute())
      .map(({ id, done }) => [sheets.indexOf(id), done]).sort();

  /** The round as its file, read back. */
  const closeAndRead = async () => {
    const { roundId } = contest.district;
    await closeJudging(organiser, roundId, "Hết hạn");
    const reading = readRecompute(JSON.stringify(await panelFile(fresh.db, { id: roundId, contestName: "", name: "" })));
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
    return reading.file;
  };

  it("ends second looks that wait: the first score was given under other criteria", async () => {
    const high = Object.fromEntries(criteria.map((id, at) => [id, at === 0 ? 3_000 : 1_000]));
    await submitSheet(judges[1]!, await sheetOf(judges[1]!, contest.entries[0]!), high);
    const { roundId } = contest.district;
    expect(await askSecondLook(organiser, roundId, null)).toEqual({ works: 1, sheets: 2 });
    await reopenSheet(judges[0]!, sheets[0]!);
    await revise(changed(1, { weight: 200 }));
    // Other weights: the first points count still, under them.
    expect(await keepFirstScore(judges[0]!, sheets[0]!)).toEqual({ kept: true });
    expect(await stored(sheets[0]!)).toMatchObject({ done: true, total: 100 + 2 * 200 + 300 + 400 + 500 });
    await revise(added);
    const looks = await fresh.db.selectFrom("second_look_sheets as sl").innerJoin("sheets as s", "s.id", "sl.sheet_id").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
      .select("sl.outcome").where("re.round_id", "=", roundId).orderBy("sl.outcome").execute();
    expect(looks.map(({ outcome }) => outcome)).toEqual(["kept", "lapsed"]);
    expect(await stored(sheets[0]!)).toMatchObject({ done: false });
    const [category] = (await closeAndRead()).categories;
    expect(category!.sheets.filter(({ secondLook }) => secondLook).map(({ secondLook }) => secondLook).sort()).toEqual(["kept", "lapsed"]);
  });

  it("is refused where it was frozen, and has a new version as the way out", async () => {
    const lines = (await standing()).criteria;
    expect(await refusalOf(saveCriteria(organiser, contest.contestId, "TV", { criteria: lines }))).toBe("closed: criteria-frozen");
    expect(await revise(added)).toEqual({ number: 2, returned: 1 });
    expect(await standing()).toMatchObject({ number: 2 });
    const versions = await fresh.db.selectFrom("criteria_versions").selectAll().where("category_id", "=", contest.categories.TV.id).execute();
    expect(versions).toMatchObject([{ number: 1, reason: "Thể lệ sửa theo công văn số 5", replaced_by: organiser.actor.personId, criteria: lines }]);
    await expect(fresh.db.updateTable("criteria_versions").set({ reason: "Khác" }).execute()).rejects.toThrow("kept as it was");
    const events = await fresh.db.selectFrom("audit_events").select("detail").where("action", "=", "revise-criteria").where("contest_id", "=", contest.contestId).execute();
    expect(events[0]!.detail).toMatchObject({ code: "TV", number: 2, returned: 1, begun: 1 });
    expect((await verifyChain(fresh.db)).brokenAt).toBeNull();
  });

  it("sends back what was handed in when a criterion is new, keeps the other points, and counts once scored", async () => {
    await revise(added);
    expect(await stored(sheets[0]!)).toEqual({ done: false, total: null, points: points() });
    expect(await recalls()).toEqual([[0, true], [1, false]]);
    expect(await refusalOf(submitSheet(judges[0]!, sheets[0]!))).toBe("conflict: sheet-incomplete");
    const last = (await ids()).at(-1)!;
    const { totalPoints } = await submitSheet(judges[0]!, sheets[0]!, { [last]: 1_000 });
    expect(totalPoints).toBe(Object.values(points()).reduce((sum, given) => sum + given, 1_000));
    expect(await recalls()).toEqual([[1, false]]);
  });

  it("has a criterion of another maximum scored again, and the step against ties goes on with it", async () => {
    const steps = () => fresh.db.selectFrom("tie_break_steps").select("criterion_id as id").where("category_id", "=", contest.categories.TV.id)
      .where("round_id", "=", contest.district.roundId).orderBy("position").execute();
    const [before, first] = [await steps(), criteria[0]!];
    expect(before.some(({ id }) => id === first)).toBe(true);
    expect(await revise(changed(0, { maxPoints: 4_000 }))).toEqual({ number: 2, returned: 1 });
    const [fresh0, ...others] = await ids();
    expect(others).toEqual(criteria.slice(1));
    expect((await steps()).map(({ id }) => id)).toEqual(before.map(({ id }) => (id === first ? fresh0 : id)));
    const { [first]: gone, ...kept } = points();
    expect(await stored(sheets[0]!)).toEqual({ done: false, total: null, points: kept });
    expect((await revisions(sheets[0]!)).at(-1)).toEqual({ id: first, before: gone, after: null });
  });

  it("sends nothing back for words or weights, and totals follow the weights", async () => {
    expect(await revise(changed(0, { name: "Nội dung mới", guidance: "Bám chủ đề" }))).toEqual({ number: 2, returned: 0 });
    expect(await revise(changed(1, { weight: 133 }))).toEqual({ number: 3, returned: 0 });
    expect(await ids()).toEqual(criteria);
    expect(await recalls()).toEqual([]);
    const { criteria: lines } = await standing();
    expect(await stored(sheets[0]!)).toEqual({ done: true, total: roundHalfUp(sheetTotal(lines, points()).total), points: points() });
  });

  it("drops a criterion: sheets stay handed in, its points stay in the history; unless a step against ties names it", async () => {
    const chain = await fresh.db.selectFrom("tie_break_steps").select("criterion_id as id").where("category_id", "=", contest.categories.TV.id).execute();
    const free = criteria.findIndex((id) => !chain.some((step) => step.id === id));
    const named = criteria.findIndex((id) => chain.some((step) => step.id === id));
    expect(await refusalOf(revise(without(named)))).toBe("conflict: criteria-in-tie-break");
    expect(await revise(without(free))).toEqual({ number: 2, returned: 0 });
    const { [criteria[free]!]: gone, ...kept } = points();
    expect(await stored(sheets[0]!)).toEqual({ done: true, total: Object.values(kept).reduce((sum, given) => sum + given, 0), points: kept });
    expect((await revisions(sheets[0]!)).at(-1)).toEqual({ id: criteria[free], before: gone, after: null });
  });

  it("tells a judge whose page is older than the version, and loses nothing", async () => {
    await revise(changed(0, { maxPoints: 4_000 }));
    expect(await refusalOf(saveCriterion(judges[0]!, sheets[1]!, criteria[0]!, 300))).toBe("conflict: criteria-changed");
    expect(await refusalOf(saveSheet(judges[0]!, sheets[1]!, points()))).toBe("conflict: criteria-changed");
    expect(await refusalOf(submitSheet(judges[0]!, sheets[2]!, points()))).toBe("conflict: criteria-changed");
    expect((await stored(sheets[1]!)).points).toEqual({ [criteria[1]!]: 500 });
    expect(await saveCriterion(judges[0]!, sheets[1]!, criteria[1]!, 600)).toMatchObject({ changed: 1 });
  });

  it("waits for a save under way, and a save that waited finds the new criteria", async () => {
    let save: Promise<string> | undefined;
    let kept: Promise<unknown> | undefined;
    await fresh.db.transaction().execute(async (trx) => {
      const { criteria: lines } = await standing();
      const input = { base: 1, criteria: changed(0, { maxPoints: 4_000 })(lines), reason: "Đính chính", next: "confirm" } as const;
      await reviseCriteria({ ...organiser, db: trx }, contest.contestId, "TV", input);
      save = refusalOf(saveCriterion(judges[0]!, sheets[1]!, criteria[0]!, 300));
      kept = saveCriterion(judges[0]!, sheets[2]!, criteria[1]!, 300);
      await expect.poll(waiting, { timeout: 5_000 }).toBe(2);
    });
    expect(await save).toBe("conflict: criteria-changed");
    expect(await kept).toMatchObject({ changed: 1 });
    expect(await stored(sheets[2]!)).toMatchObject({ points: { [criteria[1]!]: 300 } });
    let revised: Promise<unknown> | undefined;
    await fresh.db.transaction().execute(async (trx) => {
      await submitSheet({ ...judges[0]!, db: trx }, sheets[1]!, points(await ids()));
      revised = revise(added);
      await expect.poll(waiting, { timeout: 5_000 }).toBe(1);
    });
    expect(await revised).toEqual({ number: 3, returned: 1 });
    expect(await stored(sheets[1]!)).toMatchObject({ done: false });
    expect((await verifyChain(fresh.db)).brokenAt).toBeNull();
  });

  it("counts at closing by the last version alone, and the export says which and why, and recomputes", async () => {
    await revise(changed(0, { maxPoints: 4_000 }));
    await revise(added, { reason: "Bổ sung theo ý kiến Ban Giám khảo" });
    const now3 = await ids();
    for (const judge of judges) {
      for (const entry of contest.entries) await submitSheet(judge, await sheetOf(judge, entry), points(now3));
    }
    await closeJudging(organiser, contest.district.roundId, "");
    const scores = (await closedScores(fresh.db, contest.district.roundId)).find(({ categoryId }) => categoryId === contest.categories.TV.id)!;
    expect(scores.criteria.map(({ id }) => id)).toEqual(now3);
    expect(scores.sheets.every((sheet) => Object.keys(sheet.points).length === now3.length)).toBe(true);
    const file = await panelFile(fresh.db, { id: contest.district.roundId, contestName: "Lắng nghe", name: "Vòng huyện" });
    expect(file.categories[0]).toMatchObject({
      criteriaVersion: { number: 3, changes: [{ number: 2, reason: "Thể lệ sửa theo công văn số 5" }, { number: 3, reason: "Bổ sung theo ý kiến Ban Giám khảo" }] },
    });
    const again = readRecompute(JSON.stringify(file));
    expect(again.ok && recompute(again.file).categories[0]!.differences).toEqual([]);
    expect(await refusalOf(revise(without(1)))).toBe("closed: criteria-round-closed");
  });

  it("is refused without a reason or a change, from another version, before the opening, and by others", async () => {
    expect(await refusalOf(revise(added, { reason: "" }))).toBe("invalid: reason-empty");
    expect(await refusalOf(revise((lines) => lines))).toBe("conflict: criteria-unchanged");
    expect(await refusalOf(revise(() => []))).toBe("invalid: criteria-empty");
    expect(await refusalOf(revise(changed(0, { step: 70 })))).toBe("invalid: setup-step-uneven");
    await revise(added);
    expect(await refusalOf(revise(without(0), { base: 1 }))).toBe("conflict: criteria-moved");
    expect(await refusalOf(revise(added, { by: contest.district.secretary }))).toBe("forbidden: not-allowed");
    expect(await refusalOf(revise(added, { by: judges[0]! }))).toBe("not-found: contest-unknown");
  });

  it("does not touch papers: they are taken back and their keyings dropped first", async () => {
    const lan = contest.district.secretary;
    const minh = await contextFor(fresh.db, now, "Vũ Văn Minh", [{ role: "secretary", unitId: contest.district.unitId }]);
    const paper = { roundId: contest.district.roundId, judgeId: judges[1]!.actor.personId, categoryId: contest.categories.TV.id };
    const sheetId = await sheetOf(judges[1]!, contest.entries[0]!);
    const keyed = [];
    for (const by of [lan, minh]) {
      const { keyingId } = await startKeying(by, paper);
      await saveKeyedRow(by, keyingId, sheetId, points());
      await finishKeying(by, keyingId);
      keyed.push(keyingId);
    }
    expect(await refusalOf(revise(added))).toBe("conflict: criteria-paper");
    expect(await revise(changed(0, { guidance: "Xem kỹ" }))).toEqual({ number: 2, returned: 0 });
    const { id } = await fresh.db.selectFrom("paper_recordings").select("id").where("round_id", "=", paper.roundId).executeTakeFirstOrThrow();
    await takeBackPaper(lan, id, "Đổi tiêu chí");
    expect(await refusalOf(revise(added))).toBe("conflict: criteria-paper");
    for (const keyingId of keyed) await withdrawKeying(lan, keyingId, "Đổi tiêu chí");
    expect(await revise(added)).toEqual({ number: 3, returned: 1 });
  });

  it("is previewed in counts by judge, with no points, and says whose sheets nobody can complete", async () => {
    await releaseJudge(organiser, contest.district.roundId, judges[0]!.actor.personId, { scores: "kept", lower: false, reason: "Ốm" });
    const { criteria: lines } = await standing();
    const input = { base: 1, criteria: added(lines), reason: "Đính chính", next: "preview" } as const;
    const { effect, plan } = await previewRevision(organiser, contest.contestId, "TV", input);
    expect(effect).toMatchObject({ handedIn: 1, begun: 0, returned: 1 });
    expect(effect.judges.filter(({ left }) => left)).toEqual([
      { judgeId: judges[0]!.actor.personId, name: expect.any(String) as string, left: true, handedIn: 1, begun: 0, untouched: 0, returned: 1 },
    ]);
    expect(plan.lines.flatMap((line) => Object.keys(line)).filter((key) => key === "points")).toEqual([]);
    expect(await standing()).toMatchObject({ number: 1 });
    expect(await stored(sheets[0]!)).toMatchObject({ done: true });
    expect(await refusalOf(previewRevision(contest.district.secretary, contest.contestId, "TV", input))).toBe("forbidden: not-allowed");
    expect(await revise(added)).toEqual({ number: 2, returned: 1 });
    expect(await refusalOf(closeJudging(organiser, contest.district.roundId, ""))).toMatch(/^(invalid|conflict): /);
  });

  it("keeps the categories as they are once there was a version", async () => {
    await revise(added);
    await fresh.db.deleteFrom("phase_moves").where("round_id", "=", contest.district.roundId).execute();
    const input = { oldCode: "TV", code: "TV", name: "Tranh", medium: "image", minAuthors: 1, maxAuthors: 5, file: { maxBytes: 1_000_000 } } as const;
    expect(await refusalOf(saveCategory(organiser, contest.contestId, input as never))).toBe("closed: setup-versioned");
  });

  async function waiting(): Promise<number> {
    const { rows } = await fresh.pool.query<{ waiting: number }>(
      "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    return rows[0]!.waiting;
  }
});
