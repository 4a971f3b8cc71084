import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { listRemarks } from "#app/domain/awards/queries/remarks.server.ts";
import { saveSheetTexts } from "#app/domain/judging/commands/jury-notes.server.ts";
import { abstainFromSheet } from "#app/domain/judging/commands/put-off.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

describe("what judges said", () => {
  let contest: SmallContest;
  const list = (...args: [Parameters<typeof listRemarks>[2]?]) => listRemarks(contest.district.organiser, contest.district.roundId, ...args);

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 34);
    const [head, other] = contest.district.judges;
    for (const entry of contest.entries.slice(0, 32)) await saveSheetTexts(head!, await sheetOf(head!, entry), { author: "Em vẽ rất thật." });
    const first = await sheetOf(other!, contest.entries[0]!);
    await saveSheetTexts(other!, first, { own: "Xem lại sau", jury: "Bàn thêm về bố cục" });
    await abstainFromSheet(other!, await sheetOf(other!, contest.entries[33]!), "Ảnh quá mờ");
  });

  it("waits for closing, and is the organisers'", async () => {
    expect(await refusalOf(list())).toMatch(/judging-not-closed|not-allowed/);
    await closeJudging(contest.district.organiser, contest.district.roundId, "Hết hạn");
    expect(await refusalOf(listRemarks(contest.district.judges[0]!, contest.district.roundId))).toMatch(/^(not-found|forbidden)/);
    expect((await list()).entries[0]!.remarks.map(({ kind, text }) => [kind, text])).toEqual([
      ["author", "Em vẽ rất thật."], ["jury", "Bàn thêm về bố cục"],
    ]);
  });

  it("comes by code, a page after the other, of one kind where asked", async () => {
    const page = await list();
    expect(page.entries.length).toBe(30);
    const rest = await list({ after: page.next! });
    expect(rest.entries.map(({ code }) => code)).toEqual(["LN-TV-031", "LN-TV-032", "LN-TV-034"]);
    expect(rest.next).toBeNull();
    expect((await list({ kind: "abstention" })).entries.map(({ code, remarks }) => [code, remarks[0]!.text])).toEqual([["LN-TV-034", "Ảnh quá mờ"]]);
  });

  it("takes as many queries for one entry as for thirty", async () => {
    const [one, many] = [await countQueries(fresh.db, () => list({ kind: "abstention" })), await countQueries(fresh.db, () => list())];
    expect([one.count, many.count]).toEqual([3, 3]);
  });
});
