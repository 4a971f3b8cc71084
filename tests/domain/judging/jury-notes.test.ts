import { beforeAll, describe, expect, it } from "vitest";
import { flagEntry, settleFlag } from "#app/domain/judging/commands/flags.server.ts";
import { markFavourite, saveSheetTexts, unmarkFavourite } from "#app/domain/judging/commands/jury-notes.server.ts";
import { saveCriterion, saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { listFlags } from "#app/domain/judging/queries/jury-notes.server.ts";
import { findSheet } from "#app/domain/judging/queries/sheet.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

describe("beside the points", () => {
  let contest: SmallContest;
  let judge: Context;
  let sheetId: string;
  const eventsOf = async () =>
    (await fresh.db.selectFrom("audit_events").select(["action", "detail"]).where("subject_id", "=", sheetId).orderBy("seq").execute());

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 2);
    judge = contest.district.judges[0]!;
    sheetId = await sheetOf(judge, contest.entries[0]!);
  });

  it("keeps texts by reader, each revision of those that others will read, and no word of them in the log", async () => {
    expect(await saveSheetTexts(judge, sheetId, { author: "Em vẽ ấm áp lắm", jury: "Xem lại mảng trời", own: "Nhớ bài này" }))
      .toEqual({ changed: ["author", "jury", "own"] });
    expect(await saveSheetTexts(judge, sheetId, { author: "Em vẽ ấm áp lắm" })).toEqual({ changed: [] });
    expect(await saveSheetTexts(judge, sheetId, { author: "Em vẽ rất ấm áp", own: "" })).toEqual({ changed: ["author", "own"] });
    expect((await findSheet(judge, sheetId)).texts).toEqual({ author: "Em vẽ rất ấm áp", jury: "Xem lại mảng trời", own: "" });
    const kept = await fresh.db.selectFrom("sheet_text_revisions").select(["kind", "revision", "text"]).orderBy("kind").orderBy("revision").execute();
    expect(kept).toEqual([
      { kind: "author", revision: 1, text: "Em vẽ ấm áp lắm" },
      { kind: "author", revision: 2, text: "Em vẽ rất ấm áp" },
      { kind: "jury", revision: 1, text: "Xem lại mảng trời" },
    ]);
    expect(await eventsOf()).toEqual([
      { action: "save-sheet-texts", detail: { kinds: ["author", "jury"] } },
      { action: "save-sheet-texts", detail: { kinds: ["author"] } },
    ]);
  });

  it("keeps a star and takes it off, in nobody else's sight", async () => {
    const before = await eventsOf();
    await markFavourite(judge, sheetId);
    await markFavourite(judge, sheetId);
    expect((await findSheet(judge, sheetId)).favourite).toBe(true);
    const other = contest.district.judges[1]!;
    expect((await findSheet(other, await sheetOf(other, contest.entries[0]!))).favourite).toBe(false);
    await unmarkFavourite(judge, sheetId);
    expect((await findSheet(judge, sheetId)).favourite).toBe(false);
    expect(await eventsOf()).toEqual(before);
  });

  it("keeps every change of a criterion, saved alone, together or taken away", async () => {
    const [first, second] = contest.categories.TV.criteria as [string, string];
    await saveCriterion(judge, sheetId, first, 1_000);
    await saveCriterion(judge, sheetId, first, 1_000);
    await saveSheet(judge, sheetId, { [first]: 1_200, [second]: 500 });
    await saveCriterion(judge, sheetId, first, null);
    const rows = await fresh.db.selectFrom("sheet_point_revisions").selectAll().where("sheet_id", "=", sheetId).orderBy("id").execute();
    const who = { changed_at: now, changed_by: judge.actor.personId };
    expect(rows.map(({ id: _, sheet_id: __, ...row }) => row)).toEqual([
      { criterion_id: first, points_before: null, points_after: 1_000, ...who },
      { criterion_id: first, points_before: 1_000, points_after: 1_200, ...who },
      { criterion_id: second, points_before: null, points_after: 500, ...who },
      { criterion_id: first, points_before: 1_200, points_after: null, ...who },
    ]);
  });

  it("brings a flag to the round's own office, and its answer back to the judge", async () => {
    const { organiser, secretary, roundId } = contest.district;
    const { flagId } = await flagEntry(judge, sheetId, { reason: "identity", note: "Góc tranh có tên trường" });
    expect(await refusalOf(flagEntry(judge, sheetId, { reason: "content", note: "" }))).toBe("conflict: flag-open");
    const { flags } = await listFlags(secretary, roundId);
    expect(flags.map(({ id, entryCode, reason, note, answer }) => ({ id, entryCode, reason, note, answer }))).toEqual([
      { id: flagId, entryCode: "LN-TV-001", reason: "identity", note: "Góc tranh có tên trường", answer: "" },
    ]);
    expect(await refusalOf(listFlags(contest.province.organiser, roundId))).toBe("not-found: round-not-found");
    expect(await refusalOf(settleFlag(contest.province.organiser, roundId, { flagId, answer: "Đã che" }))).toBe("not-found: round-not-found");
    expect(await refusalOf(settleFlag(judge, roundId, { flagId, answer: "Đã che" }))).toBe("not-found: round-not-found");
    await settleFlag(secretary, roundId, { flagId, answer: "Đã che tên trường" });
    expect(await refusalOf(settleFlag(organiser, roundId, { flagId, answer: "Khác" }))).toBe("conflict: flag-settled");
    expect((await findSheet(judge, sheetId)).flag).toMatchObject({ reason: "identity", answer: "Đã che tên trường" });
    expect((await flagEntry(judge, sheetId, { reason: "content", note: "" })).flagId).not.toBe(flagId);
  });

  it("is not there for another judge or the office", async () => {
    for (const other of [contest.district.judges[1]!, contest.district.organiser, contest.district.secretary]) {
      expect(await refusalOf(saveSheetTexts(other, sheetId, { own: "x" }))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(markFavourite(other, sheetId))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(unmarkFavourite(other, sheetId))).toBe("not-found: sheet-not-found");
      expect(await refusalOf(flagEntry(other, sheetId, { reason: "content", note: "" }))).toBe("not-found: sheet-not-found");
    }
  });
});
