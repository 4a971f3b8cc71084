import { expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { verifyChain } from "#app/domain/audit/verify.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { judgedContest, sheetOf } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

it("a save that meets the closing waits for it and is refused; nothing is kept", async () => {
  const contest = await judgedContest(fresh.db, now, 2);
  const judge = contest.district.judges[0]!;
  const sheetId = await sheetOf(judge, contest.entries[0]!);
  const criterion = contest.categories.TV.criteria[0]!;
  let save: Promise<string> | undefined;
  await fresh.db.transaction().execute(async (trx) => {
    await closeJudging({ ...contest.district.organiser, db: trx }, contest.district.roundId, "Hết hạn chấm");
    save = refusalOf(saveCriterion(judge, sheetId, criterion, 1_000));
    await expect.poll(someoneWaits, { timeout: 5_000 }).toBe(true);
  });
  expect(await save).toBe("closed: judging-closed");
  expect(await fresh.db.selectFrom("sheet_points").selectAll().where("sheet_id", "=", sheetId).execute()).toEqual([]);
});

it("fifty saves at once from two browsers keep one value, and the chain whole", async () => {
  const contest = await judgedContest(fresh.db, now, 1);
  const judge = contest.district.judges[0]!;
  const sheetId = await sheetOf(judge, contest.entries[0]!);
  const criteria = contest.categories.TV.criteria;
  await Promise.all(
    Array.from({ length: 50 }, (_, at) => saveCriterion(judge, sheetId, criteria[at % criteria.length]!, (at % 10) * 100)),
  );
  const rows = await fresh.db.selectFrom("sheet_points").select(["revision"]).where("sheet_id", "=", sheetId).execute();
  const { count } = await fresh.db
    .selectFrom("audit_events").select(({ fn }) => fn.countAll<number>().as("count"))
    .where("action", "=", "save-points").where("subject_id", "=", sheetId).executeTakeFirstOrThrow();
  expect(rows.reduce((sum, { revision }) => sum + revision, 0)).toBe(count);
  expect((await verifyChain(fresh.db)).brokenAt).toBeNull();
});

async function someoneWaits(): Promise<boolean> {
  const { rows } = await fresh.pool.query<{ waiting: number }>(
    "select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]!.waiting > 0;
}
