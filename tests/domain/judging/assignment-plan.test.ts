import { beforeAll, describe, expect, it } from "vitest";
import { draftAssignment, publishAssignment } from "#app/domain/judging/commands/assignment.server.ts";
import { addConflict, liftConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { recuseFromSheet } from "#app/domain/judging/commands/recuse.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { previewAssignment } from "#app/domain/judging/queries/assignment.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { makeContest, putInPhase } from "#tests/support/builders/contest.ts";
import { addEntry } from "#tests/support/builders/entries.ts";
import { sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

async function screened(count: number): Promise<SmallContest> {
  const contest = await makeContest(fresh.db, now, ["Nghĩa Đô"]);
  const entries: SmallContest["entries"] = [];
  for (let at = 1; at <= count; at++) entries.push(await late(contest, at));
  await putInPhase(fresh.db, contest.district.roundId, "screening", now);
  return { ...contest, entries };
}

const late = (contest: Awaited<ReturnType<typeof makeContest>>, at: number) =>
  addEntry(contest, { code: `LN-TV-${String(at).padStart(3, "0")}`, category: "TV", commune: "Nghĩa Đô", authors: [{ name: `Lý Thị ${at}`, birthYear: 2012, className: "5A" }], accepted: true }, now);

describe("giving works out to judges", () => {
  let contest: SmallContest;
  let organiser: Context;
  let roundId: string;
  let judges: Context[];
  const ask = (perEntry: number | null, attempt = 1, panel: string[] | null = null) =>
    ({ categoryId: contest.categories.TV.id, perEntry, panel, attempt });
  const seen = async (wanted: ReturnType<typeof ask>) => ({ ...wanted, fingerprint: (await previewAssignment(organiser, roundId, wanted)).fingerprint });
  const live = async () => {
    const rows = await fresh.db
      .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").leftJoin("sheet_voids as sv", "sv.sheet_id", "s.id")
      .select(["s.round_entry_id as entryId", "s.judge_id as judgeId"]).where("re.round_id", "=", roundId).where("sv.sheet_id", "is", null).execute();
    const count = (key: "entryId" | "judgeId") => {
      const counts = new Map<string, number>();
      for (const row of rows) counts.set(row[key], (counts.get(row[key]) ?? 0) + 1);
      return [...counts.values()].sort((a, b) => a - b);
    };
    return { perEntry: [...new Set(count("entryId"))], loads: count("judgeId"), pairs: rows.map((row) => `${row.entryId} ${row.judgeId}`).sort() };
  };

  beforeAll(async () => {
    contest = await screened(9);
    ({ organiser, roundId, judges } = contest.district);
  });

  it("is seen before it is done, and refused when it is not what was seen or lacks judges", async () => {
    const preview = await previewAssignment(organiser, roundId, ask(2));
    expect(preview).toMatchObject({ missing: 0, linked: true, added: 18, removed: 0, kept: 0 });
    expect(preview.loads.map(({ after }) => after)).toEqual([6, 6, 6]);
    expect(await previewAssignment(organiser, roundId, ask(2))).toEqual(preview);
    expect(await refusalOf(publishAssignment(organiser, roundId, { ...ask(2), fingerprint: "0" }))).toBe("conflict: assignment-changed");
    const tooMany = await previewAssignment(organiser, roundId, ask(4));
    expect([tooMany.missing, tooMany.shortages[0]]).toEqual([9, { reason: "too-few-free", code: "LN-TV-001", wanted: 4, eligible: 3, conflicted: 0, free: 3 }]);
    expect(await refusalOf(publishAssignment(organiser, roundId, await seen(ask(4))))).toBe("conflict: assignment-short");
    expect((await live()).pairs).toEqual([]);
  });

  it("stays out of judges' sight until it is published, though judging has begun", async () => {
    expect(await draftAssignment(organiser, roundId, await seen(ask(2)))).toEqual({ added: 18, removed: 0 });
    expect(await startJudging(organiser, roundId)).toEqual({ roundId, opened: 0 });
    expect((await listJudgeRounds(judges[0]!))[0]!.categories).toEqual([]);
    const plan = await seen(ask(2));
    expect(await publishAssignment(organiser, roundId, plan)).toEqual({ added: 18, removed: 0 });
    expect(await live()).toMatchObject({ perEntry: [2], loads: [6, 6, 6] });
    expect((await listJudgeRounds(judges[0]!))[0]!.categories[0]!.total).toBe(6);
    expect(await refusalOf(draftAssignment(organiser, roundId, plan))).toBe("conflict: assignment-published");
    expect(await startJudging(organiser, roundId)).toEqual({ roundId, opened: 0 });
  });

  it("gives a work to another judge when one is relieved, and disturbs nothing else", async () => {
    const before = await live();
    const [entry] = contest.entries;
    const holder = judges.find(({ actor }) => before.pairs.includes(`${entry!.roundEntryId} ${actor.personId}`))!;
    const other = judges.find(({ actor }) => !before.pairs.includes(`${entry!.roundEntryId} ${actor.personId}`))!;
    await recuseFromSheet(holder, await sheetOf(holder, entry!), "Em họ tôi");
    const after = await live();
    expect(after.perEntry).toEqual([2]);
    expect(after.pairs.filter((pair) => !before.pairs.includes(pair))).toEqual([`${entry!.roundEntryId} ${other.actor.personId}`]);
    const { id } = await fresh.db.selectFrom("conflicts").select("id").executeTakeFirstOrThrow();
    await liftConflict(organiser, id, "Nhầm người");
    expect((await live()).pairs).toEqual(after.pairs);
    expect(await refusalOf(addConflict(organiser, roundId, { code: "LN-TV-001", judgeId: organiser.actor.personId, note: "x" }))).toBe("invalid: conflict-judge-unknown");
  });

  it("takes in a late entry and changes no other pair", async () => {
    const before = await live();
    contest.entries.push(await late(contest, 10));
    expect(await startJudging(organiser, roundId)).toEqual({ roundId, opened: 2 });
    const after = await live();
    expect(before.pairs.every((pair) => after.pairs.includes(pair))).toBe(true);
    expect(after.perEntry).toEqual([2]);
  });

  it("anew leaves what a judge has begun where it is, and brings back what it took as it was", async () => {
    const first = judges[0]!;
    const mine = await fresh.db
      .selectFrom("sheets as s").leftJoin("sheet_voids as sv", "sv.sheet_id", "s.id").select("s.id")
      .where("s.judge_id", "=", first.actor.personId).where("sv.sheet_id", "is", null).orderBy("s.position").execute();
    await saveCriterion(first, mine[0]!.id, contest.categories.TV.criteria[0]!, 500);
    const panel = judges.slice(1).map(({ actor }) => actor.personId);
    const plan = await seen(ask(2, 1, panel));
    const made = await publishAssignment(organiser, roundId, plan);
    expect(made.removed).toBe(mine.length - 1);
    const stays = await fresh.db.selectFrom("sheet_voids").select("sheet_id").where("sheet_id", "=", mine[0]!.id).executeTakeFirst();
    expect(stays).toBeUndefined();
    expect(await refusalOf(saveCriterion(first, mine[1]!.id, contest.categories.TV.criteria[0]!, 500))).toBe("conflict: sheet-void");
    expect((await live()).perEntry).toEqual([2]);
    await publishAssignment(organiser, roundId, await seen(ask(null)));
    expect((await live()).perEntry).toEqual([3]);
    expect(await saveCriterion(first, mine[1]!.id, contest.categories.TV.criteria[0]!, 500)).toEqual({ changed: 1, savedAt: now });
  });

  it("is the organiser's of this round alone", async () => {
    const plan = await seen(ask(2));
    for (const other of [judges[0]!, contest.province.organiser]) {
      expect(await refusalOf(publishAssignment(other, roundId, plan))).toBe("not-found: round-not-found");
    }
    expect(await refusalOf(publishAssignment(contest.district.secretary, roundId, plan))).toBe("forbidden: not-allowed");
    expect(await refusalOf(previewAssignment(organiser, roundId, ask(1, 1, [])))).toBe("invalid: assignment-no-judges");
  });

  it("by two clicks at once is done once", async () => {
    const plan = await seen(ask(2, 7));
    const [one, two] = await Promise.allSettled([publishAssignment(organiser, roundId, plan), publishAssignment(organiser, roundId, plan)]);
    expect([one.status, two.status]).toContain("fulfilled");
    const standing = await fresh.db.selectFrom("assignment_plans").select("id").where("replaced_at", "is", null).execute();
    expect(standing).toHaveLength(1);
  });
});
