import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { drawScoreSheets, scoreSheetsPdf, type ScoreSheets } from "#app/domain/documents/score-sheets-pdf.server.ts";
import { findPaperSheets } from "#app/domain/judging/queries/paper-sheets.server.ts";
import { makeContest } from "#tests/support/builders/contest.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { readPdf } from "#tests/support/pdf.ts";

const now = new Date("2023-09-07T03:00:00Z");
const wordsOf = (pdf: Buffer) => readPdf(pdf).text.join(" ");

const sheets = (rows: number, criteria: number): ScoreSheets => ({
  contestName: "Lắng nghe con nói", roundName: "Vòng huyện", createdAt: now, filled: null,
  sheets: [{
    judgeId: "j", judgeName: "Bàn Thị Xuân", version: 1, categoryName: "Tranh vẽ", ballot: null,
    criteria: Array.from({ length: criteria }, (_, at) => ({ id: `c${at}`, name: `Nội dung và ý nghĩa ${at}`, maxPoints: 3000, step: 25, weight: 100 })),
    rows: Array.from({ length: rows }, (_, at) => ({ entryId: `e${at}`, blindCode: `T-${String(at + 1).padStart(4, "0")}`, title: "Ngày mùa ở bản em ".repeat(12) })),
  }],
});

describe("score sheets on paper", () => {
  it.each([[1, 1, 1], [16, 3, 1], [17, 20, 2], [85, 6, 6]])("of %i entries and %i criteria take %3$i pages", async (rows, criteria, pages) => {
    expect(readPdf(await drawScoreSheets(sheets(rows, criteria))).pages).toBe(pages);
  });

  it("say which version of the criteria they carry, from the second on", async () => {
    const first = sheets(1, 2);
    expect(wordsOf(await drawScoreSheets(first))).not.toContain("tiêu chí bản");
    const second = { ...first, sheets: first.sheets.map((sheet) => ({ ...sheet, version: 2 })) };
    expect(wordsOf(await drawScoreSheets(second))).toContain("tiêu chí bản 2");
  });

  it("are the same bytes each time", async () => {
    const [one, two] = [await drawScoreSheets(sheets(5, 3)), await drawScoreSheets(sheets(5, 3))];
    expect(one.equals(two)).toBe(true);
  });
});

describe("the score sheets of a round", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  /** The second entry: 28 on the first criterion and 1 on each other. */
  const total = () => `${27 + contest.categories.TV.criteria.length},00`;
  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    await giveAll(contest, contest.district.judges, [30, 28, 27]);
  });

  it("are blank while it is judged, blind, and the office sees no points through them", async () => {
    const { secretary, organiser, roundId, judges } = contest.district;
    const found = await findPaperSheets(secretary, roundId);
    expect(found.map(({ judgeName, rows }) => [judgeName, rows.map(({ title }) => title).sort()])).toEqual(
      ["A", "B", "C"].map((letter) => [`Giám khảo huyện ${letter}`, ["Tranh 1", "Tranh 2", "Tranh 3"]]),
    );
    const words = wordsOf((await scoreSheetsPdf(secretary, roundId, false)).body);
    expect(words).toContain("PHIẾU CHẤM ĐIỂM");
    expect(words).not.toContain(total());
    expect(words).not.toContain("Nghĩa Đô");
    expect(words).not.toContain("LN-TV");
    expect(await refusalOf(scoreSheetsPdf(organiser, roundId, true))).toBe("closed: judging-not-closed");
    expect(await refusalOf(scoreSheetsPdf(judges[0]!, roundId, false))).toBe("not-found: round-not-found");
  });

  it("are filled for the organisers once it is closed", async () => {
    const { secretary, organiser, roundId } = contest.district;
    await closeJudging(organiser, roundId);
    expect(wordsOf((await scoreSheetsPdf(organiser, roundId, true)).body)).toContain(total());
    expect(await refusalOf(scoreSheetsPdf(secretary, roundId, true))).toBe("forbidden: not-allowed");
  });

  it("are refused where nobody judges yet", async () => {
    const other = await makeContest(fresh.db, now, []);
    expect(await refusalOf(scoreSheetsPdf(other.district.organiser, other.district.roundId, false))).toBe("conflict: no-sheets");
  });
});
