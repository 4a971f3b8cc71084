import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { abstainFromSheet, deferSheet, takeUpSheet } from "#app/domain/judging/commands/put-off.server.ts";
import { recuseFromSheet } from "#app/domain/judging/commands/recuse.server.ts";
import { saveCriterion, saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { reopenSheet, submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { listSheets } from "#app/domain/judging/queries/light-table.server.ts";
import { findJudgingProgress } from "#app/domain/judging/queries/progress.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import { findSheet, findSheetPlace } from "#app/domain/judging/queries/sheet.server.ts";
import { type TaskFacts, TASK_STATES, taskState, type VoidKind } from "#app/domain/judging/task-states.ts";
import { factsOfSheet, isCountedSheet, isVisibleSheet, stateOfSheet } from "#app/domain/judging/tasks.server.ts";
import { judgeFileViewer } from "#app/domain/judging/viewer.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("a judge's tasks", () => {
  let contest: SmallContest;
  let judge: Context;
  let sheets: string[];
  let full: Record<string, number>;
  const first = () => contest.categories.TV.criteria[0]!;
  const mine = async (ctx = judge) => (await listJudgeRounds(ctx))[0]!.categories[0]!;
  const stateOf = async (id: string) => (await findSheet(judge, id)).state;

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 4);
    judge = contest.district.judges[0]!;
    full = Object.fromEntries(contest.categories.TV.criteria.map((id) => [id, 1_000]));
    const rows = await fresh.db
      .selectFrom("sheets").select("id").where("judge_id", "=", judge.actor.personId).orderBy("position").execute();
    sheets = rows.map(({ id }) => id);
  });

  it("put off come back after all others, the longest first, and stay waiting on every device", async () => {
    const [a, b, c, d] = sheets as [string, string, string, string];
    expect((await findSheetPlace(judge, await findSheet(judge, a))).nextOpenId).toBe(b);
    await deferSheet({ ...judge, now: later(1) }, b, { [first()]: 1_500 });
    expect(await stateOf(b)).toBe("later");
    expect((await findSheet(judge, b)).criteria[0]!.points).toBe(1_500);
    await deferSheet({ ...judge, now: later(2) }, a);
    expect(await mine()).toMatchObject({ total: 4, submitted: 0, later: 2, abstained: 0, nextSheetId: c });
    await submitSheet(judge, c, full);
    await submitSheet(judge, d, full);
    expect(await mine()).toMatchObject({ total: 4, submitted: 2, later: 2, nextSheetId: b });
    await deferSheet({ ...judge, now: later(3) }, b);
    expect((await mine()).nextSheetId).toBe(a);
    await submitSheet(judge, a, full);
    expect(await mine()).toMatchObject({ total: 4, submitted: 3, later: 1, nextSheetId: b });
    expect(await refusalOf(deferSheet(judge, a))).toBe("conflict: sheet-submitted");
    await reopenSheet(judge, a);
    expect(await stateOf(a)).toBe("open");
    const waiting = await listSheets(judge, { roundId: contest.district.roundId, categoryId: contest.categories.TV.id, filter: "later" });
    expect(waiting.cells.map(({ id }) => id)).toEqual([b]);
  });

  it("declined need a reason, take no points, leave the denominator and can be taken up again", async () => {
    const [a] = sheets as [string];
    expect(await refusalOf(abstainFromSheet(judge, a, "  "))).toBe("invalid: abstention-reason-empty");
    expect(await refusalOf(abstainFromSheet(judge, sheets[2]!, "Ảnh mờ"))).toBe("conflict: sheet-submitted");
    const both = await Promise.all([abstainFromSheet(judge, a, "Ảnh quá mờ"), abstainFromSheet(judge, a, "Ảnh quá mờ")]);
    expect(both.map(({ abstained }) => abstained).sort()).toEqual([false, true]);
    expect(await mine()).toMatchObject({ total: 3, submitted: 2, abstained: 1 });
    expect(await refusalOf(saveCriterion(judge, a, first(), 500))).toBe("conflict: sheet-abstained");
    expect(await refusalOf(submitSheet(judge, a, full))).toBe("conflict: sheet-abstained");
    expect((await findSheet(judge, a)).abstainedBecause).toBe("Ảnh quá mờ");
    expect(await takeUpSheet(judge, a)).toEqual({ takenUp: true });
    expect(await takeUpSheet(judge, a)).toEqual({ takenUp: false });
    expect(await saveCriterion(judge, a, first(), 500)).toEqual({ changed: 1, savedAt: now });
    await abstainFromSheet(judge, a, "Ảnh quá mờ");
  });

  it("end at once when the judge says they know the author, scored or not, and the file goes too", async () => {
    const id = await sheetOf(judge, contest.entries[0]!);
    const fileId = contest.entries[0]!.fileId;
    const seen = () => judgeFileViewer({ db: fresh.db, actor: judge.actor, now }, { fileId, variant: "1600" });
    expect(await seen()).toBe(true);
    expect(await refusalOf(recuseFromSheet(judge, id, " "))).toBe("invalid: recusal-note-empty");
    const both = await Promise.all([recuseFromSheet(judge, id, "Học trò của tôi"), recuseFromSheet(judge, id, "Học trò của tôi")]);
    expect(both.map(({ recused }) => recused).sort()).toEqual([false, true]);
    expect(await seen()).toBe(false);
    expect(await refusalOf(findSheet(judge, id))).toBe("not-found: sheet-not-found");
    expect(await refusalOf(saveCriterion(judge, id, first(), 500))).toBe("conflict: sheet-recused");
    expect(await refusalOf(saveSheet(judge, id, full))).toBe("conflict: sheet-recused");
    expect(await refusalOf(submitSheet(judge, id, full))).toBe("conflict: sheet-recused");
    expect(await refusalOf(deferSheet(judge, id))).toBe("conflict: sheet-recused");
    expect(await refusalOf(reopenSheet(judge, id))).toBe("conflict: sheet-recused");
    const row = await fresh.db.selectFrom("conflicts").select(["origin", "standing", "note"]).executeTakeFirstOrThrow();
    expect(row).toEqual({ origin: "declared", standing: "confirmed", note: "Học trò của tôi" });
  });

  it("of others are not there: nobody declines, puts off or leaves a sheet that is not theirs", async () => {
    const id = await sheetOf(contest.district.judges[1]!, contest.entries[1]!);
    for (const other of [judge, contest.district.organiser, contest.province.judges[0]!]) {
      expect(await refusalOf(deferSheet(other, id))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(abstainFromSheet(other, id, "Vì"))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(takeUpSheet(other, id))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(recuseFromSheet(other, id, "Vì"))).toBe("not-found: sheet-not-found");
    }
  });

  it("are counted alike for the judge, the office and the closing", async () => {
    const { organiser, roundId } = contest.district;
    const progress = await findJudgingProgress(organiser, roundId);
    const office = progress.judges.find(({ judgeId }) => judgeId === judge.actor.personId)!.categories[0]!;
    const own = await mine();
    expect([office.total, office.submitted, office.abstained]).toEqual([own.total, own.submitted, own.abstained]);
    expect((await closeJudging(organiser, roundId, "Hết hạn")).missingSheets).toBe(progress.missing);
    const left = await fresh.db
      .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").select(stateOfSheet.as("state"))
      .where("re.round_id", "=", roundId).execute();
    expect(left.filter(({ state }) => state === "open" || state === "later")).toHaveLength(progress.missing);
  });
});

it("the states in the database are those of the pure reading, for every set of rows", async () => {
  const contest = await judgedContest(fresh.db, now, 1);
  const id = await sheetOf(contest.district.judges[0]!, contest.entries[0]!);
  const kinds: (VoidKind | null)[] = [null, "recused", "relieved", "judge-left", "plan-changed"];
  const all = kinds.flatMap((kind) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((bits): TaskFacts => ({ submitted: !!(bits & 1), deferred: !!(bits & 2), abstained: !!(bits & 4), void: kind })),
  );
  const seen = new Set<string>();
  for (const facts of all) {
    const { rows } = await fresh.db.transaction().execute(async (trx) => {
      const stopped = facts.abstained || facts.void ? now : null;
      await sql`delete from sheet_deferrals where sheet_id = ${id}`.execute(trx);
      await sql`delete from sheet_abstentions where sheet_id = ${id}`.execute(trx);
      await sql`delete from sheet_voids where sheet_id = ${id}`.execute(trx);
      await sql`update sheets set submitted_at = ${facts.submitted ? now : null}, total_points = ${facts.submitted ? 1 : null}, stopped_at = ${stopped} where id = ${id}`.execute(trx);
      if (facts.deferred) await trx.insertInto("sheet_deferrals").values({ sheet_id: id, deferred_at: now }).execute();
      if (facts.abstained) await trx.insertInto("sheet_abstentions").values({ sheet_id: id, reason: "Vì", abstained_at: now }).execute();
      if (facts.void) await trx.insertInto("sheet_voids").values({ sheet_id: id, kind: facts.void, voided_at: now, voided_by: id }).execute();
      return sql<{ state: string; facts: TaskFacts; counted: boolean; visible: boolean }>`select ${stateOfSheet} as state, ${factsOfSheet} as facts,
        ${isCountedSheet} as counted, ${isVisibleSheet} as visible from sheets s where s.id = ${id}`.execute(trx);
    });
    const state = taskState(facts);
    const counted = state === "open" || state === "later" || state === "done";
    expect(rows[0]).toEqual({ state, facts, counted, visible: counted || state === "abstained" });
    seen.add(state);
  }
  expect([...seen].sort()).toEqual([...TASK_STATES].sort());
});

it("a save that meets the recusal waits for it and is refused; nothing is kept", async () => {
  const contest = await judgedContest(fresh.db, now, 2);
  const judge = contest.district.judges[0]!;
  const sheetId = await sheetOf(judge, contest.entries[0]!);
  let save: Promise<string> | undefined;
  await fresh.db.transaction().execute(async (trx) => {
    await recuseFromSheet({ ...judge, db: trx }, sheetId, "Trường tôi dạy");
    save = refusalOf(saveCriterion(judge, sheetId, contest.categories.TV.criteria[0]!, 1_000));
    await expect.poll(someoneWaits, { timeout: 5_000 }).toBe(true);
  });
  expect(await save).toBe("conflict: sheet-recused");
  expect(await fresh.db.selectFrom("sheet_points").selectAll().where("sheet_id", "=", sheetId).execute()).toEqual([]);
});

async function someoneWaits(): Promise<boolean> {
  const { rows } = await fresh.pool.query<{ waiting: number }>(
    "select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]!.waiting > 0;
}
