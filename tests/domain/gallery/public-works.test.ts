import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { mayView } from "#app/domain/files/viewers.server.ts";
import { listAwardedWorks, listGallery, registerPublicWorks } from "#app/domain/gallery/public-works.server.ts";
import { consent } from "#tests/support/builders/entries.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";

const now = new Date("2023-09-09T03:00:00Z");

describe("what the public sees of a child", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  const publicMay = (index: number, variant: "800" | "original" = "800") =>
    mayView({ db: fresh.db, actor: null, now }, { fileId: contest.entries[index]!.fileId, variant });

  beforeAll(async () => {
    registerPublicWorks();
    contest = await judgedContest(fresh.db, now, 8);
    await giveAll(contest, contest.district.judges, [30, 29, 28, 27, 26, 25, 24, 23]);
    for (const index of [0, 7]) await consent(contest, contest.entries[index]!.childIds, "publish-work", now);
    for (const index of [0, 1]) await consent(contest, contest.entries[index]!.childIds, "publish-name", now);
  });

  it("is nothing before publication", async () => {
    await closeJudging(contest.district.organiser, contest.district.roundId);
    expect(await listAwardedWorks(fresh.db, contest.slug, 1)).toEqual([]);
    expect(await listGallery(fresh.db, contest.slug)).toEqual([]);
    expect(await publicMay(0)).toBe(false);
  });

  it("is title and prize, and beyond that what each family allowed", async () => {
    await publishRound(contest.district.organiser, contest.district.roundId);
    const works = await listAwardedWorks(fresh.db, contest.slug, 1);
    expect(works.map(({ title, tier, authors, unitName, picture }) => [title, tier, authors?.[0]?.name ?? null, unitName, picture !== null])).toEqual([
      ["Tranh 1", "Nhất", "Hoàng Thị Mẩy 1", "Nghĩa Đô", true],
      ["Tranh 2", "Nhì", "Hoàng Thị Mẩy 2", "Nghĩa Đô", false],
      ["Tranh 3", "Nhì", null, null, false],
      ["Tranh 4", "Ba", null, null, false],
      ["Tranh 5", "Ba", null, null, false],
      ["Tranh 6", "Ba", null, null, false],
    ]);
    expect((await listGallery(fresh.db, contest.slug)).map(({ title }) => title)).toEqual(["Tranh 1"]);
    expect([await publicMay(0), await publicMay(0, "original"), await publicMay(1), await publicMay(7)]).toEqual([true, false, false, false]);
  });

  it("needs the consent of every author, and ends when one takes it back", async () => {
    const [first] = contest.entries;
    await fresh.db
      .insertInto("entry_authors")
      .values({
        entry_id: first!.entryId, child_id: contest.entries[5]!.childIds[0]!, position: 2, full_name: "Vàng A Chu",
        sex: "undisclosed",
      })
      .execute();
    expect(await publicMay(0)).toBe(false);
    await consent(contest, contest.entries[5]!.childIds, "publish-work", now);
    expect(await publicMay(0)).toBe(true);
    await fresh.db
      .updateTable("consents").set({ withdrawn_at: now, withdrawn_by: contest.district.organiser.actor.personId })
      .where("child_id", "=", first!.childIds[0]!).where("purpose", "=", "publish-work").execute();
    expect(await publicMay(0)).toBe(false);
    const [work] = await listAwardedWorks(fresh.db, contest.slug, 1);
    expect([work!.authors, work!.statement, work!.picture]).toEqual([null, null, null]);
  });
});
