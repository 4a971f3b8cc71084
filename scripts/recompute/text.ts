import type { CategoryReport, RecomputeReport } from "#app/domain/awards/recompute.ts";
import type { RankedEntry, TrailStep } from "#app/domain/awards/ranking.ts";
import { table } from "../lib/console.mjs";
import { panelLines } from "./panel-text.ts";
import { exactPoints } from "./numbers.ts";
import { methodWords, section } from "./words.ts";

const stepWords: Record<TrailStep["kind"], string> = {
  criterion: "tiêu chí", counts: "nhiều điểm cao hơn", "head-judge": "trưởng ban", pairwise: "so từng cặp",
  "jury-vote": "biểu quyết", lots: "bốc thăm", shared: "đồng hạng",
};

const outcomeWords: Record<TrailStep["outcome"], string> = {
  decided: "phân định", equal: "bằng nhau", missing: "chưa có số liệu", "not-needed": "không cần xét", shared: "giữ đồng hạng",
};

/** The whole report for a terminal. */
export function reportText({ contest, round, categories }: RecomputeReport): string {
  const title = [contest, round].filter(Boolean).join(" · ");
  return [...(title ? [title, ""] : []), ...categories.flatMap(categoryLines)].join("\n");
}

function categoryLines(category: CategoryReport): string[] {
  return [
    `== ${category.name || category.id} · cách tính: ${methodWords[category.method]}`,
    "", rankingTable(category),
    ...section("Xét đồng điểm", category.methods[0]!.ranking.flatMap(trailLines)),
    ...section("Chưa có điểm", category.unscored),
    ...section("Phiếu không tính", droppedLines(category)),
    ...section("Đề nghị giải", awardLines(category)),
    ...section("Đề nghị gửi cấp trên", nomineeLines(category)),
    ...section("Nếu tính cách khác", otherMethodLines(category)),
    ...panelLines(category),
    ...section("Khác với kết quả ghi trong tệp", category.differences.map(differenceLine)),
    "",
  ];
}

function rankingTable({ methods }: CategoryReport): string {
  const ranks = methods.map(({ places }) => new Map(places.map(({ entryId, rank }) => [entryId, String(rank)])));
  const rows = methods[0]!.ranking.map(({ entryId, code, rank, display, score }) => [
    String(rank), code, display, exactPoints(score), ...ranks.slice(1).map((byId) => byId.get(entryId) ?? "–"),
  ]);
  return table([["Hạng", "Mã bài", "Điểm", "4 số lẻ", ...methods.slice(1).map(({ method }) => methodWords[method])], ...rows]);
}

function trailLines({ rank, code, trail }: RankedEntry): string[] {
  return trail.filter(({ outcome }) => outcome !== "not-needed").map((step) => {
    const name = `${step.step}. ${stepWords[step.kind]}${step.criterionId ? ` ${step.criterionId}` : ""}${step.seed ? ` (mã bốc thăm ${step.seed})` : ""}`;
    const values = step.values.map((value) => `${value.entryId} ${stepValue(step, value)}`).join(" · ");
    return `hạng ${rank} ${code}: ${name}: ${outcomeWords[step.outcome]}${values ? ` (${values})` : ""}`;
  });
}

function stepValue({ kind }: TrailStep, { value, marks }: TrailStep["values"][number]): string {
  if (marks) return marks.map(exactPoints).join(" ≥ ");
  return kind === "criterion" || kind === "head-judge" ? exactPoints(value) : String(value.num);
}

const dropWords = {
  highest: "cao nhất", lowest: "thấp nhất", "not-submitted": "chưa nộp", incomplete: "chưa chấm hết", "judge-absent": "giám khảo không còn",
};

function droppedLines({ scored }: CategoryReport): string[] {
  return scored.flatMap(({ code, dropped }) =>
    dropped.map(({ judgeId, total, reason }) => `${code} · ${judgeId} ${exactPoints(total)}: ${dropWords[reason]}`));
}

function awardLines({ awards }: CategoryReport): string[] {
  const tiers = [...new Set(awards.awards.map(({ tierId }) => tierId))];
  return [
    ...tiers.map((tier) => `${tier}: ${awards.awards.filter(({ tierId }) => tierId === tier).map(({ entryId }) => entryId).join(", ")}`),
    ...awards.unresolved.map(({ rank, entryIds, places }) =>
      `CHƯA QUYẾT, đồng hạng ${rank}: ${entryIds.join(", ")}; còn ${places.map(({ tierId, count }) => `${count} ${tierId}`).join(", ")}`),
    ...awards.unfilled.map(({ tierId, count }) => `còn trống ${count} ${tierId}`),
  ];
}

function nomineeLines({ nominees }: CategoryReport): string[] {
  const { nominees: sent, unresolved, unfilled } = nominees;
  if (sent.length === 0 && !unresolved && unfilled === 0) return [];
  return [
    `${sent.length} bài: ${sent.map(({ entryId }) => entryId).join(", ")}`,
    ...(unresolved ? [`CHƯA QUYẾT, đồng hạng ${unresolved.rank}: ${unresolved.entryIds.join(", ")}; còn ${unresolved.places} chỗ`] : []),
    ...(unfilled > 0 ? [`còn trống ${unfilled} chỗ`] : []),
  ];
}

function otherMethodLines({ methods, advice }: CategoryReport): string[] {
  return methods.slice(1).map(({ method, moved, cuts }) => {
    const offered = advice.methods.find((one) => one.method === method)?.offered ? "" : " (không nên dùng ở đây)";
    const changes = cuts.filter(({ entering, leaving }) => entering.length + leaving.length > 0)
      .map(({ places, entering, leaving }) => `; ${places} chỗ đầu: thêm ${entering.join(", ") || "không"}, bớt ${leaving.join(", ") || "không"}`);
    return `${methodWords[method]}${offered}: ${moved.length} bài đổi hạng${changes.join("")}`;
  });
}

const aboutWords = { rank: "hạng", score: "điểm", award: "giải", nominee: "gửi cấp trên" };

const differenceLine = ({ entry, about, stated, found }: CategoryReport["differences"][number]): string =>
  `${entry} · ${aboutWords[about]}: trong tệp ${stated || "(không)"}, tính lại ${found || "(không)"}`;
