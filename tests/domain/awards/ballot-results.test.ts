import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { panelFile } from "#app/domain/awards/panel-file.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { panelSheets } from "#app/domain/documents/panel-sheets.server.ts";
import { scoreSheetsPdf } from "#app/domain/documents/score-sheets-pdf.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { submitChoice } from "#app/domain/judging/commands/submit-choice.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { readRecompute } from "#app/domain/judging/recompute-format.ts";
import { judgedContest, sheetOf, type SmallContest, votedCriterion } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");

/** A closed round; `votes` by entry, each judge's in their order, as typed. */
async function closed(ballot: Ballot, votes: readonly (readonly number[])[], order: readonly number[] = [0, 1, 2]): Promise<SmallContest> {
  const contest = await judgedContest(fresh.db, now, votes.length, ballot);
  const criterion = await votedCriterion(contest);
  for (const at of order) {
    const judge = contest.district.judges[at]!;
    for (const [index, given] of votes.entries()) {
      const sheet = await sheetOf(judge, contest.entries[index]!);
      if (ballot.kind !== "choose" || given[at]! > 0) await saveCriterion(judge, sheet, criterion, given[at]! * 100);
      if (ballot.kind !== "choose") await submitSheet(judge, sheet);
    }
    if (ballot.kind === "choose") await submitChoice(judge, contest.district.roundId, contest.categories.TV.id);
  }
  await closeJudging(contest.district.organiser, contest.district.roundId);
  return contest;
}

async function standing({ district, categories }: SmallContest) {
  const rows = await fresh.db.selectFrom("ranked_entries as k").innerJoin("round_entries as re", "re.id", "k.round_entry_id")
    .leftJoin("nomination_choices as n", "n.round_entry_id", "re.id")
    .select(["re.code", "k.rank", "k.passed", "k.score_num as num", "k.score_den as den", "n.round_entry_id as nominated"])
    .where("k.round_id", "=", district.roundId).where("k.category_id", "=", categories.TV.id).orderBy("re.code").execute();
  return rows.map(({ rank, passed, num, den, nominated }) => [rank, Number(num) / Number(den), passed, nominated !== null]);
}

async function recomputed({ district }: SmallContest) {
  const file = await panelFile(fresh.db, { id: district.roundId, contestName: "Thử", name: "Vòng" });
  const reading = readRecompute(JSON.stringify(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return { file: reading.file, report: recompute(reading.file) };
}

const cases: [string, Ballot, number[][]][] = [
  ["pass", { kind: "pass", quorum: 2, quorumIn: "votes" }, [[1, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]]],
  ["choose", { kind: "choose", picks: 2, exact: false }, [[1, 1, 1], [0, 1, 1], [0, 0, 0], [1, 0, 0]]],
  ["stars", { kind: "stars", stars: 5 }, [[5, 4, 5], [3, 3, 4], [1, 2, 1], [2, 2, 2]]],
];

describe.each(cases)("a closed round of %s", (_, ballot, votes) => {
  let contest: SmallContest;
  beforeAll(async () => {
    contest = await closed(ballot, votes);
  });

  it("is recomputed from its own file without a difference", async () => {
    const { file, report } = await recomputed(contest);
    expect(file.categories.map((category) => category.ballot)).toEqual([ballot]);
    expect(report.categories.map(({ differences }) => differences)).toEqual([[]]);
  });

  it("is the same when judges vote in another order", async () => {
    const again = await closed(ballot, votes.map(([a, b, c]) => [c!, a!, b!]), [2, 0, 1]);
    expect(await standing(again)).toEqual(await standing(contest));
  });

  it("says the votes in words, not points, in the workbook and on the filled sheets", async () => {
    const { file, report } = await recomputed(contest);
    const [ranking, given] = panelSheets(file, report);
    expect(ranking!.columns.map(({ header }) => header)).not.toContain("Điểm");
    const words = { pass: ["Đạt", "Không đạt"], choose: ["Chọn", "Không chọn"], stars: ["5 sao", "4 sao"] }[ballot.kind];
    expect(given!.rows.flat()).toEqual(expect.arrayContaining(words));
    const pdf = readPdf((await scoreSheetsPdf(contest.district.organiser, contest.district.roundId, true)).body).text.join(" ");
    for (const word of words) expect(pdf).toContain(word);
  });

  it("shows the ballot on the decision, and no blank paper is printed", async () => {
    const { roundId, organiser } = contest.district;
    expect(await findDecision(organiser, roundId, { category: contest.categories.TV.id })).toMatchObject({ ballot });
    expect(await refusalOf(scoreSheetsPdf(organiser, roundId, false))).toBe("conflict: no-rubric-sheets");
  });
});

describe("what the votes give", () => {
  it("passes at exactly the quorum; nothing below it is awarded or nominated", async () => {
    const contest = await closed({ kind: "pass", quorum: 2, quorumIn: "votes" }, [[1, 1, 1], [0, 1, 1], [0, 0, 1]]);
    expect(await standing(contest)).toEqual([[1, 300, true, true], [2, 200, true, true], [3, 100, false, false]]);
    expect((await recomputed(contest)).report.categories[0]!.belowQuorum).toEqual(["LN-TV-003"]);
  });

  it("counts per cent of those who voted", async () => {
    const contest = await closed({ kind: "pass", quorum: 67, quorumIn: "percent" }, [[1, 1, 1], [0, 1, 1]]);
    expect((await standing(contest)).map(([, , passed]) => passed)).toEqual([true, false]);
  });

  it("sums picks and leaves stars to the round's way of counting", async () => {
    expect(await standing(await closed({ kind: "choose", picks: 1, exact: true }, [[1, 0, 1], [0, 1, 0], [0, 0, 0]])))
      .toEqual([[1, 200, true, true], [2, 100, true, true], [3, 0, false, false]]);
    expect((await standing(await closed({ kind: "stars", stars: 5 }, [[5, 4, 3], [2, 2, 2]]))).map(([rank, score]) => [rank, score]))
      .toEqual([[1, 400], [2, 200]]);
  });
});
