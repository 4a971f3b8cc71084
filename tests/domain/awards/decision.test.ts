import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { chooseAward, chooseNominee } from "#app/domain/awards/commands/choose.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { registerAwards } from "#app/domain/awards/register.server.ts";
import { enterPhase } from "#app/domain/contests/phase-starters.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { findForwarding } from "#app/domain/forwarding/queries.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { contextFor, refusalOf } from "#tests/support/organisation.ts";
import { putInPhase } from "#tests/support/builders/contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";

const now = new Date("2023-09-07T03:00:00Z");

/** Ranks 1, 2, 2, 4, 5. */
const FIRSTS = [30, 29, 29, 27, 26];

async function decided(db: SmallContest["db"], firsts: readonly number[], nhi: number): Promise<SmallContest> {
  const contest = await judgedContest(db, now, firsts.length);
  const { roundId, organiser, judges } = contest.district;
  await db.updateTable("tiers").set({ places: nhi }).where("round_id", "=", roundId).where("name", "=", "Nhì").execute();
  await db.updateTable("tiers").set({ places: 1 }).where("round_id", "=", roundId).where("name", "=", "Ba").execute();
  await db.updateTable("nomination_quotas").set({ places: 3 }).where("round_id", "=", roundId).where("category_id", "=", contest.categories.TV.id).execute();
  await giveAll(contest, judges, firsts);
  await closeJudging(organiser, roundId);
  return contest;
}

async function tiersOf({ db, district, categories }: SmallContest): Promise<Record<string, string>> {
  const rows = await db.selectFrom("tiers").select(["id", "name"]).where("round_id", "=", district.roundId).where("category_id", "=", categories.TV.id).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}

async function sheetsOf(organiser: Context, contest: SmallContest) {
  const { rows, tiers } = await findDecision(organiser, contest.district.roundId, { category: contest.categories.TV.id });
  return rows.map((row) => [row.code.slice(-1), row.rank, tiers.find(({ id }) => id === row.tierId)?.name ?? "-", row.nominated]);
}

describe("the decision room", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  let organiser: Context;
  let tiers: Record<string, string>;
  const entry = (number: number) => contest.entries[number - 1]!.roundEntryId;

  beforeAll(async () => {
    contest = await decided(fresh.db, FIRSTS, 2);
    organiser = contest.district.organiser;
    tiers = await tiersOf(contest);
  });

  it("proposes both sheets from the ranking", async () => {
    expect(await sheetsOf(organiser, contest)).toEqual([
      ["1", 1, "Nhất", true], ["2", 2, "Nhì", true], ["3", 2, "Nhì", true], ["4", 4, "Ba", false], ["5", 5, "-", false],
    ]);
  });

  it("refuses a second Nhất, more than the quota, and a departure without its reason", async () => {
    expect(await refusalOf(chooseAward(organiser, entry(2), tiers.Nhất!, "đẹp"))).toBe("conflict: tier-full");
    expect(await refusalOf(chooseNominee(organiser, entry(4), true, "đẹp"))).toBe("conflict: quota-exceeded");
    expect(await refusalOf(chooseAward(organiser, entry(4), null))).toBe("invalid: departure-reason-empty");
    expect(await refusalOf(chooseNominee(organiser, entry(1), false, " "))).toBe("invalid: departure-reason-empty");
    expect(await refusalOf(chooseAward(organiser, entry(5), entry(5), "nhầm"))).toBe("invalid: tier-unknown");
  });

  it("is for the round's organisers alone", async () => {
    const { secretary } = contest.district;
    expect(await refusalOf(chooseAward(secretary, entry(4), null, "lý do"))).toBe("forbidden: not-allowed");
    expect(await refusalOf(publishRound(secretary, contest.district.roundId))).toBe("forbidden: not-allowed");
    expect(await refusalOf(chooseAward(contest.province.organiser, entry(4), null, "lý do"))).toBe("not-found: round-not-found");
    const stranger = await contextFor(fresh.db, now, "Người lạ", [{ role: "organiser", unitId: contest.communes.get("Nghĩa Đô")! }]);
    expect(await refusalOf(findDecision(stranger, contest.district.roundId))).toBe("not-found: round-not-found");
  });

  it("keeps a departure with its reason, and takes it back when the proposal is chosen again", async () => {
    expect(await chooseAward(organiser, entry(4), null, "Sai chủ đề")).toEqual({ roundEntryId: entry(4), changed: true, departs: true });
    expect(await chooseAward(organiser, entry(4), null, "Sai chủ đề")).toEqual({ roundEntryId: entry(4), changed: false, departs: true });
    expect(await chooseAward(organiser, entry(5), tiers.Ba!, "Thay bài trước")).toEqual({ roundEntryId: entry(5), changed: true, departs: true });
    const standing = () =>
      fresh.db.selectFrom("departures").select(["sheet", "change", "reason"]).where("undone_at", "is", null).orderBy("reason").execute();
    expect(await standing()).toEqual([
      { sheet: "award", change: "passed-over", reason: "Sai chủ đề" }, { sheet: "award", change: "chosen", reason: "Thay bài trước" },
    ]);
    await chooseAward(organiser, entry(5), null);
    expect(await chooseAward(organiser, entry(4), tiers.Ba!)).toEqual({ roundEntryId: entry(4), changed: true, departs: false });
    expect(await standing()).toEqual([]);
  });

  it("opens judging again with a reason, and ranks anew", async () => {
    const { roundId } = contest.district;
    expect(await refusalOf(reopenJudging(organiser, roundId, ""))).toBe("invalid: reason-empty");
    registerAwards();
    await enterPhase(organiser, roundId, "judging", "Một phiếu nhầm bài");
    expect(await refusalOf(findDecision(organiser, roundId))).toBe("closed: judging-not-closed");
    expect(await refusalOf(enterPhase(organiser, roundId, "published"))).toBe("closed: judging-not-closed");
    await enterPhase(organiser, roundId, "decision");
    expect((await sheetsOf(organiser, contest))[0]).toEqual(["1", 1, "Nhất", true]);
  });

  it("is closed by publication", async () => {
    const { roundId } = contest.district;
    await enterPhase(organiser, roundId, "published");
    expect(await refusalOf(chooseAward(organiser, entry(4), null, "muộn"))).toBe("closed: round-published");
    expect(await refusalOf(reopenJudging(organiser, roundId, "muộn"))).toBe("closed: round-published");
    expect(await refusalOf(closeJudging(organiser, roundId))).toBe("closed: judging-closed");
  });

  it("takes eight queries for a category, however many works it has", async () => {
    const { count } = await countQueries(fresh.db, () => findDecision(organiser, contest.district.roundId));
    expect(count).toBe(8);
  });
});

describe("a tie that the cut runs through", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  const entry = (number: number) => contest.entries[number - 1]!.roundEntryId;

  beforeAll(async () => {
    contest = await decided(fresh.db, FIRSTS, 1);
  });

  it("is left open, blocks publication, and is settled by choice and reason", async () => {
    const { organiser, roundId } = contest.district;
    const tiers = await tiersOf(contest);
    expect((await sheetsOf(organiser, contest)).map((row) => row[2])).toEqual(["Nhất", "-", "-", "-", "-"]);
    expect(await refusalOf(publishRound(organiser, roundId))).toBe("conflict: award-undecided");
    expect(await refusalOf(chooseAward(organiser, entry(2), tiers.Nhì!))).toBe("invalid: departure-reason-empty");
    await chooseAward(organiser, entry(2), tiers.Nhì!, "Ban Giám khảo biểu quyết 3/3");
    expect(await refusalOf(publishRound(organiser, roundId))).toBe("conflict: award-undecided");
    await chooseAward(organiser, entry(3), tiers.Ba!, "Ban Giám khảo biểu quyết 3/3");
    await publishRound(organiser, roundId);
    expect((await sheetsOf(organiser, contest)).map((row) => row[2])).toEqual(["Nhất", "Nhì", "Ba", "-", "-"]);
  });
});

describe("forwarding", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  beforeEach(async () => {
    await sql`truncate contests, units, people, children, stored_files cascade`.execute(fresh.db);
    contest = await decided(fresh.db, [30, 29, 28, 27, 26], 2);
    await publishRound(contest.district.organiser, contest.district.roundId);
  });

  it("is refused above the quota, with a withdrawn entry, and when the next round is past screening", async () => {
    const { organiser, roundId } = contest.district;
    const send = () => refusalOf(forwardNominees(organiser, roundId));
    expect(await refusalOf(forwardNominees(contest.district.secretary, roundId))).toBe("forbidden: not-allowed");
    await fresh.db.updateTable("nomination_quotas").set({ places: 2 }).where("round_id", "=", roundId).execute();
    expect(await send()).toBe("conflict: quota-exceeded");
    await fresh.db.updateTable("nomination_quotas").set({ places: 3 }).where("round_id", "=", roundId).execute();
    const withdrawn = { entry_id: contest.entries[0]!.entryId, reason: "x", withdrawn_at: now, withdrawn_by: organiser.actor.personId };
    await fresh.db.insertInto("entry_withdrawals").values(withdrawn).execute();
    expect(await send()).toBe("conflict: nominee-withdrawn");
    await fresh.db.deleteFrom("entry_withdrawals").execute();
    await putInPhase(fresh.db, contest.province.roundId, "judging", now);
    expect(await send()).toBe("closed: next-round-closed");
  });

  it("happens once from two clicks at a time, and both rounds see it", async () => {
    const { organiser, roundId } = contest.district;
    const clicks = await Promise.all([forwardNominees(organiser, roundId), forwardNominees(organiser, roundId)]);
    expect(clicks.map(({ already, entries }) => [already, entries]).sort()).toEqual([[false, 3], [true, 3]]);
    const below = await findForwarding(organiser, roundId);
    expect(below.nominees.map(({ code, onward }) => [code, onward?.state])).toEqual([
      ["LN-TV-001", "waiting"], ["LN-TV-002", "waiting"], ["LN-TV-003", "waiting"],
    ]);
    const above = await findForwarding(contest.province.organiser, contest.province.roundId);
    expect(above.senders).toEqual([{ name: "Huyện Bảo Yên", entries: 3, at: now }]);
    expect(above.received.map(({ code, sender }) => [code, sender])).toEqual([
      ["T-TV-001", "Huyện Bảo Yên"], ["T-TV-002", "Huyện Bảo Yên"], ["T-TV-003", "Huyện Bảo Yên"],
    ]);
    const files = await fresh.db.selectFrom("stored_files").select(({ fn }) => fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    expect(files.n).toBe(5);
  });
});

describe("the trimmed mean", () => {
  const fresh = freshDb();

  it("drops the highest and the lowest of four sheets, and says which", async () => {
    const contest = await judgedContest(fresh.db, now, 1);
    const { roundId, organiser, judges } = contest.district;
    await fresh.db.updateTable("rounds").set({ aggregation: "trimmed-mean" }).where("id", "=", roundId).execute();
    const fourth = await contextFor(fresh.db, now, "Giám khảo bốn", [{ role: "judge", roundId }]);
    await startJudging(organiser, roundId);
    for (const [index, judge] of [...judges, fourth].entries()) await giveAll(contest, [judge], [[10, 20, 22, 30][index]!]);
    await closeJudging(organiser, roundId);
    const { rows } = await findDecision(organiser, roundId);
    expect(rows[0]!.score).toEqual({ num: 2_500, den: 1 });
    const dropped = rows[0]!.judgeTotals.flatMap(({ total, dropped: why }) => (why ? [[total, why]] : [])).sort();
    expect(dropped).toEqual([[1_400, "lowest"], [3_400, "highest"]]);
  });
});
