import type { CategoryReport, RecomputeReport } from "#app/domain/awards/recompute.ts";
import type { RankedEntry } from "#app/domain/awards/ranking.ts";
import type { ScoringMethod } from "#app/domain/judging/advice.ts";
import { type SheetPoints, sheetTotal } from "#app/domain/judging/points.ts";
import type { RecomputeCategory, RecomputeFile } from "#app/domain/judging/recompute-format.ts";
import { asNumber } from "#app/domain/judging/score-table.ts";
import { formatScore, type Fraction } from "#app/platform/decimal.ts";
import type { WorkbookColumn, WorkbookSheet } from "#app/platform/workbook.server.ts";
import { ballotHeading, ballotText, voteText } from "./ballot-text.ts";

const order: WorkbookColumn = { header: "Hạng", width: 7, kind: "order" };
const text = (header: string, width: number): WorkbookColumn => ({ header, width, kind: "text" });
const whole = (header: string, width = 9): WorkbookColumn => ({ header, width, kind: "number" });
const decimal = (header: string, width = 11): WorkbookColumn => ({ header, width, kind: "decimal" });

const methodNames: Record<ScoringMethod, string> = {
  mean: "Trung bình", "trimmed-mean": "TB bỏ cao, thấp nhất", sum: "Tổng", median: "Trung vị", "judge-effect": "Hiệu chỉnh giám khảo",
};
const stepNames: Record<RankedEntry["trail"][number]["kind"], string> = {
  criterion: "tiêu chí", counts: "nhiều giám khảo cho cao hơn", "head-judge": "Trưởng Ban Giám khảo", pairwise: "so từng cặp",
  "jury-vote": "biểu quyết", lots: "bốc thăm", shared: "đồng giải",
};
const outcomeNames = { decided: "phân định", equal: "bằng nhau", missing: "chưa có số liệu", "not-needed": "không cần", shared: "cùng hạng" };
const dropNames = {
  highest: "bỏ vì cao nhất", lowest: "bỏ vì thấp nhất", "not-submitted": "chưa nộp", incomplete: "thiếu tiêu chí", "judge-absent": "giám khảo đã thôi",
};

const lookNames = { kept: "xem lại, giữ nguyên", changed: "xem lại, đã sửa", lapsed: "mời xem lại, chưa trả lời" };

/** Points from hundredths. */
const points = (value: Fraction | number): number => Math.round((typeof value === "number" ? value : asNumber(value)) * 100) / 10_000;

/** Three sheets for each category: ranking with its trail, every score sheet, every judge. */
export function panelSheets(file: RecomputeFile, report: RecomputeReport): WorkbookSheet[] {
  return file.categories.flatMap((category, index) => {
    const found = report.categories[index]!;
    const titles = (title: string) => [
      title, `Cuộc thi “${file.contest}” – ${file.round} – ${category.name}`, category.ballot ? `Cách chấm: ${ballotText(category.ballot)}` : `Cách tính: ${methodNames[category.method]}`,
      ...(category.criteriaVersion ? [versionLine(category.criteriaVersion)] : []),
    ];
    return [
      rankingSheet(category, found, titles("XẾP HẠNG VÀ CÁCH XẾP")),
      sheetsSheet(category, found, titles("TỪNG PHIẾU CHẤM")),
      judgesSheet(category, found, titles("TỪNG GIÁM KHẢO")),
    ];
  });
}

const versionLine = ({ number, changes }: NonNullable<RecomputeCategory["criteriaVersion"]>) =>
  `Phiếu chấm bản ${number}. ${changes.map((change) => `Bản ${change.number}: ${change.reason}`).join("; ")}`;

/** The criteria to show: a vote has one, which its own column says. */
const rubricOf = ({ ballot, criteria }: RecomputeCategory) => (ballot ? [] : criteria);

function rankingSheet(category: RecomputeCategory, found: CategoryReport, titles: string[]): WorkbookSheet {
  const [counts, ...others] = found.methods;
  const ranks = others.map(({ places }) => new Map(places.map(({ code, rank }) => [code, rank])));
  const chances = new Map(found.chances.map((chance) => [chance.code, chance.above]));
  const scored = new Map(found.scored.map((entry) => [entry.code, entry]));
  const awards = new Map((category.stated?.awards ?? []).map(({ entry, tier }) => [entry, tier]));
  const { ballot } = category;
  const nominees = new Set(category.stated?.nominees ?? []);
  return {
    name: `${category.id} Xếp hạng`,
    titles,
    columns: [
      order, text("Mã bài", 14), decimal(ballot ? ballotHeading(ballot) : "Điểm"), whole("Số phiếu"), ...rubricOf(category).map(({ name, id }) => decimal(name || id)),
      ...(ballot?.kind === "pass" ? [text("Đủ phiếu đạt", 12)] : []),
      decimal("Trưởng ban"), text("Xét đồng điểm", 60), ...others.map(({ method }) => whole(`Hạng: ${methodNames[method]}`, 12)),
      ...found.cuts.map((places) => decimal(`Khả năng vào ${places} bài đầu`, 14)), text("Giải", 12), text("Gửi vòng trên", 10),
    ],
    rows: counts!.ranking.map((entry) => [
      entry.rank, entry.code, points(entry.score), scored.get(entry.code)?.used.length ?? 0,
      ...rubricOf(category).map(({ id }) => points(entry.criterionMeans[id] ?? 0)),
      ...(ballot?.kind === "pass" ? [found.belowQuorum.includes(entry.code) ? "không" : "đủ"] : []), headOf(scored.get(entry.code)?.headJudgeTotal), trailText(entry, category),
      ...ranks.map((known) => known.get(entry.code) ?? ""), ...(chances.get(entry.code) ?? []),
      awards.get(entry.code) ?? "", nominees.has(entry.code) ? "x" : "",
    ]),
  };
}

const headOf = (total: Fraction | null | undefined) => (total ? points(total) : "");

function trailText(entry: RankedEntry, category: RecomputeCategory): string {
  return entry.trail.map(({ step, kind, criterionId, outcome, values, seed }) => {
    const name = kind === "criterion" ? (category.criteria.find(({ id }) => id === criterionId)?.name ?? criterionId) : stepNames[kind];
    const plain = kind === "jury-vote" || kind === "pairwise" || kind === "lots";
    const shown = values.map(({ entryId, value }) => `${entryId} ${plain ? value.num : formatScore(value)}`).join(", ");
    return `${step}. ${name}${seed ? ` (số ${seed})` : ""}: ${outcomeNames[outcome]}${shown ? ` (${shown})` : ""}`;
  }).join("; ");
}

function sheetsSheet(category: RecomputeCategory, found: CategoryReport, titles: string[]): WorkbookSheet {
  const dropped = new Map(found.scored.flatMap(({ code, dropped: out }) => out.map(({ judgeId, reason }) => [`${code} ${judgeId}`, dropNames[reason]] as const)));
  const place = new Map(category.judges.map(({ id }, index) => [id, index]));
  const rows = [...category.sheets].sort((a, b) => (a.entry === b.entry ? place.get(a.judge)! - place.get(b.judge)! : a.entry < b.entry ? -1 : 1));
  const givenColumns = category.ballot ? [text("Phiếu", 14)] : [...category.criteria.map(({ name, id }) => decimal(name || id)), decimal("Tổng")];
  return {
    name: `${category.id} Phiếu`,
    titles,
    columns: [text("Mã bài", 14), text("Giám khảo", 12), ...givenColumns, text("Ghi chú", 24), text("Chấm bằng", 12), decimal("Tổng lần đầu"), text("Xem lại", 24)],
    rows: rows.map(({ entry, judge, submitted, paper, points: given, secondLook, firstPoints }) => [
      entry, judge, ...givenOf(category, given), dropped.get(`${entry} ${judge}`) ?? (submitted ? "" : dropNames["not-submitted"]), paper ? "phiếu giấy" : "trên mạng",
      firstPoints ? points(sheetTotal(category.criteria, firstPoints).total) : "", secondLook ? lookNames[secondLook] : "",
    ]),
  };
}

/** What a sheet holds: a vote in words, or points by criterion and their sum. */
function givenOf({ ballot, criteria }: RecomputeCategory, given: SheetPoints): (string | number)[] {
  const shown = (id: string) => (given[id] === undefined ? "" : ballot ? voteText(ballot, given[id]) : points(given[id]));
  return [...criteria.map(({ id }) => shown(id)), ...(ballot ? [] : [points(sheetTotal(criteria, given).total)])];
}

function judgesSheet({ id }: RecomputeCategory, { judges, reliability: { icc, kendall }, effects }: CategoryReport, titles: string[]): WorkbookSheet {
  const effectOf = new Map(effects.judges.map(({ judgeId, effect }) => [judgeId, effect]));
  const figure = (one: { ok: true; value: number } | { ok: false; reason: string }) => (one.ok ? one.value.toFixed(4).replace(".", ",") : "không có");
  return {
    name: `${id} Giám khảo`,
    titles: [...titles, `ICC(2,1) ${figure(icc.single)}; ICC(2,k) ${figure(icc.average)}; W của Kendall ${figure(kendall)}`],
    columns: [
      text("Giám khảo", 12), whole("Phiếu"), decimal("Trung bình"), decimal("Thấp nhất"), decimal("Cao nhất"), decimal("Độ phân tán"),
      decimal("Hơn người khác"), decimal("Đồng thuận"), decimal("Hiệu chỉnh"), text("Phân bố 10 khoảng", 30),
    ],
    rows: judges.map((judge) => [
      judge.judgeId, judge.sheets, points(judge.mean), points(judge.lowest), points(judge.highest), points(judge.deviation),
      judge.meanDifference ? points(judge.meanDifference) : "", judge.correlation.ok ? judge.correlation.value : "",
      points(effectOf.get(judge.judgeId) ?? 0), judge.histogram.join(" "),
    ]),
  };
}
