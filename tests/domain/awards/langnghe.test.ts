import { describe, expect, test } from "vitest";
import { checkAwards, checkNominees, proposeAwards, proposeNominees } from "#app/domain/awards/allocation.ts";
import { chainFor, rank } from "#app/domain/awards/ranking.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";
import { entryDivision } from "#app/domain/entries/division.ts";
import { judgeFile } from "#app/domain/entries/file-rules.ts";
import { aggregate } from "#app/domain/judging/aggregation.ts";
import { checkPoints, sheetTotal } from "#app/domain/judging/points.ts";
import { formatHundredths, formatScore, parseHundredths } from "#app/platform/decimal.ts";
import { parseVnDate } from "#app/platform/dates.ts";
import { CRITERION_IDS, knownAuthors, knownEntries, knownSheets } from "#tests/support/langnghe.ts";

const fields = {
  name: "Lắng nghe con nói",
  theme: "Gia đình hạnh phúc",
  year: 2023,
  hostCode: "087",
  hostName: "huyện Bảo Yên",
  nextCode: "10",
  nextName: "tỉnh Lào Cai",
  opensOn: "2023-08-01",
  closesOn: "2023-08-31",
};
const setup = fillTemplate({ ...fields, divisionBasis: "class" });

function hundredths(text: string): number {
  const reading = parseHundredths(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
}

function category(code: "TV" | "VC") {
  const round = setup.rounds[0]!;
  const rubric = setup.categories.find((candidate) => candidate.code === code)!;
  const criteria = rubric.criteria.map((criterion, index) => ({ id: CRITERION_IDS[index]!, ...criterion }));
  const known = knownEntries().filter((entry) => entry.category === code);
  const codes = new Set(known.filter(({ valid }) => valid).map((entry) => entry.code));
  const sheets = knownSheets()
    .filter((sheet) => codes.has(sheet.code))
    .map(({ code: entryId, judge, points }) => ({
      entryId,
      judgeId: judge,
      submitted: true,
      points: Object.fromEntries(points.map((value, index) => [CRITERION_IDS[index]!, hundredths(value)])),
    }));
  expect(round.aggregation).toBe("mean");
  const { scored, unscored } = aggregate({
    method: "mean",
    criteria,
    entries: [...codes].map((entryCode) => ({ entryId: entryCode, code: entryCode })),
    sheets,
    presentJudgeIds: ["GK1", "GK2", "GK3"],
  });
  const ranking = rank(scored, chainFor(round.tieBreakSteps, CRITERION_IDS));
  const tiers = round.tiers
    .filter((tier) => tier.category === code)
    .map(({ name, count }) => ({ id: name, count }));
  const quota = round.quotas.find((candidate) => candidate.category === code)!.count;
  return { known, criteria, sheets, unscored, ranking, tiers, quota };
}

describe.each(["TV", "VC"] as const)("the reference contest, category %s", (code) => {
  const { known, criteria, sheets, unscored, ranking, tiers, quota } = category(code);

  test("counts: 85 and 12 received, 82 and 12 judged by three judges each", () => {
    const counts = {
      received: known.length,
      judged: ranking.length,
      sheets: sheets.length,
      unscored: unscored.length,
    };
    expect(counts).toEqual(
      code === "TV"
        ? { received: 85, judged: 82, sheets: 246, unscored: 0 }
        : { received: 12, judged: 12, sheets: 36, unscored: 0 },
    );
  });

  test("every point of every sheet is within the default rubric, and every total is the table's", () => {
    const totals = sheets.map(({ points }) => sheetTotal(criteria, points));
    const checks = sheets.flatMap(({ points }) => criteria.map((c) => checkPoints(c, points[c.id]!).ok));
    const table = new Map(knownSheets().map((sheet) => [`${sheet.code} ${sheet.judge}`, sheet.total]));
    expect(checks.filter((ok) => !ok)).toEqual([]);
    expect(totals.map(({ total }) => formatHundredths(total.num / total.den))).toEqual(
      sheets.map(({ entryId, judgeId }) => table.get(`${entryId} ${judgeId}`)),
    );
  });

  test("every rank and every mean is the table's", () => {
    const computed = ranking.map((entry) => [entry.code, entry.rank, entry.display]);
    const expected = known
      .filter(({ valid }) => valid)
      .sort((a, b) => a.rank! - b.rank!)
      .map((entry) => [entry.code, entry.rank, entry.mean]);
    expect(computed).toEqual(expected);
  });

  test("the awards and the nominees proposed are exactly those given", () => {
    const awards = proposeAwards(ranking, tiers);
    const nominees = proposeNominees(ranking, quota);
    const given = known.filter(({ tier }) => tier !== null).sort((a, b) => a.rank! - b.rank!);
    const sent = known.filter(({ nominated }) => nominated).sort((a, b) => a.rank! - b.rank!);
    expect(awards).toEqual({
      awards: given.map((entry) => ({ entryId: entry.code, tierId: entry.tier, rank: entry.rank })),
      unresolved: [],
      unfilled: [],
    });
    expect(nominees).toEqual({
      nominees: sent.map((entry) => ({ entryId: entry.code, rank: entry.rank })),
      unresolved: null,
      unfilled: 0,
    });
    expect([given.length, sent.length]).toEqual(code === "TV" ? [6, 16] : [1, 5]);
  });

  test("the proposal taken as it is needs no reason", () => {
    const awards = proposeAwards(ranking, tiers).awards;
    const nominees = proposeNominees(ranking, quota).nominees.map(({ entryId }) => ({
      entryId,
      nominated: true,
    }));
    const clean = { faults: [], departures: [], unexplained: [] };
    expect(checkAwards(awards, tiers, ranking)).toEqual(clean);
    expect(checkNominees(nominees, quota, ranking)).toEqual(clean);
  });

  test("each entry falls into the division of the table, by class and by age in the year", () => {
    const byAge = fillTemplate({ ...fields, divisionBasis: "age" }).categories[0]!.divisions;
    const byClass = setup.categories[0]!.divisions;
    for (const entry of known) {
      const children = knownAuthors()
        .filter((author) => author.code === entry.code)
        .map(({ birth, className }) => ({ birthDate: isoOf(birth), className }));
      const found = [byClass, byAge].map((divisions) => entryDivision(divisions, children));
      expect([entry.code, ...found.map((reading) => reading.ok && reading.division?.code)]).toEqual([
        entry.code,
        entry.division,
        entry.division,
      ]);
    }
  });
});

function isoOf(written: string): string {
  const reading = parseVnDate(written);
  if (!reading.ok) throw new Error(`${written}: ${reading.reason}`);
  return reading.iso;
}

test("the tie of the drawings at rank 16 and 17 is decided by the first criterion", () => {
  const { ranking } = category("TV");
  const [above, below] = [ranking[15]!, ranking[16]!];
  const values = [
    { entryId: "BY-TV-002", value: { num: 7400, den: 3 } },
    { entryId: "BY-TV-076", value: { num: 2600, den: 1 } },
  ];
  const trail = [
    { step: 1, kind: "criterion", criterionId: "tc1", values, outcome: "decided" },
    { step: 2, kind: "criterion", criterionId: "tc2", values: [], outcome: "not-needed" },
    { step: 3, kind: "head-judge", criterionId: null, values: [], outcome: "not-needed" },
    { step: 4, kind: "jury-vote", criterionId: null, values: [], outcome: "not-needed" },
    { step: 5, kind: "shared", criterionId: null, values: [], outcome: "not-needed" },
  ];
  const decided = (against: string) => ({
    step: 1,
    kind: "criterion",
    criterionId: "tc1",
    against: [against],
  });
  expect([above.score, below.score]).toEqual([
    { num: 25400, den: 3 },
    { num: 25400, den: 3 },
  ]);
  expect([above.code, above.rank, above.display, above.decidedBy, above.trail]).toEqual([
    "BY-TV-076",
    16,
    "84,67",
    decided("BY-TV-002"),
    trail,
  ]);
  expect([below.code, below.rank, below.display, below.decidedBy, below.trail]).toEqual([
    "BY-TV-002",
    17,
    "84,67",
    decided("BY-TV-076"),
    trail,
  ]);
  const others = ranking.filter((entry) => entry !== above && entry !== below);
  expect(others.filter(({ decidedBy, trail: steps }) => decidedBy !== null || steps.length > 0)).toEqual([]);
  expect(formatScore(above.criterionMeans.tc1!)).toBe("26,00");
});

test("every clip of the table is within 3 to 10 minutes", () => {
  const { medium, file } = setup.categories[1]!;
  const findings = knownEntries()
    .filter(({ durationMs }) => durationMs !== null)
    .map(({ durationMs }) =>
      judgeFile({ medium, file }, { medium: "video", mime: "video/mp4", bytes: 1, durationMs }),
    );
  expect(findings).toEqual(Array.from({ length: 12 }, () => []));
});
