import type { CategoryReport } from "#app/domain/awards/recompute.ts";
import type { AdviceReason } from "#app/domain/judging/advice.ts";
import type { AssignmentFinding } from "#app/domain/judging/assignment-checks.ts";
import { table } from "../lib/console.mjs";
import { coefficient, exactPoints, percent, points } from "./numbers.ts";
import { methodWords, section } from "./words.ts";

/** What the report says of the panel: advice, judges, reliability, assignment, the uncertain zone. */
export function panelLines(category: CategoryReport): string[] {
  return [
    ...section("Nên tính cách nào", adviceLines(category)),
    ...section("Từng giám khảo (điểm)", judgeLines(category)),
    ...section("Độ tin cậy", reliabilityLines(category)),
    ...section("Giám khảo lệch nhau nhiều", category.alerts.map(({ code, spread, lowest, highest }) =>
      `${code}: lệch ${exactPoints(spread)} (${lowest.map(({ judgeId }) => judgeId).join(", ")} thấp nhất, ${highest.map(({ judgeId }) => judgeId).join(", ")} cao nhất)`)),
    ...section("Phân công", assignmentLines(category)),
    ...section("Nên bàn thêm (khả năng lọt từ 20 đến 80 %)", discussionLines(category)),
  ];
}

function adviceWords({ key, params }: AdviceReason): string {
  const numbers = params as Record<string, number>;
  const words: Record<AdviceReason["key"], string> = {
    "same-judges": `cả ${numbers.judges} giám khảo cùng chấm ${numbers.entries} bài, nên ai khắt khe thì khắt khe với mọi bài`,
    "judge-sets-differ": `các bài do những giám khảo khác nhau chấm (${numbers.fewest} đến ${numbers.most} người mỗi bài, ${numbers.judges} người tất cả)`,
    "judges-not-linked": `giám khảo chia thành ${numbers.groups} nhóm không có bài chung, không so được độ khắt khe`,
    "one-judge": "chỉ một giám khảo chấm",
    "counts-differ": `số phiếu mỗi bài khác nhau (${numbers.fewest} đến ${numbers.most}), tổng sẽ thiệt cho bài ít phiếu`,
    "trim-needs": `cần ${numbers.needed} phiếu mỗi bài, có bài chỉ ${numbers.fewest}`,
    "median-coarse": `với ${numbers.judges} giám khảo, trung vị dễ đồng điểm`,
    "changes-nothing": "thứ tự sẽ như trung bình",
    "nothing-scored": "chưa có phiếu nào",
  };
  return words[key];
}

function adviceLines({ advice }: CategoryReport): string[] {
  return [
    `${methodWords[advice.recommended]}: ${advice.why.map(adviceWords).join("; ")}`,
    ...advice.methods.filter(({ against }) => against.length > 0)
      .map(({ method, offered, against }) => `${methodWords[method]}${offered ? "" : " không nên"}: ${against.map(adviceWords).join("; ")}`),
  ];
}

const noFigure: Record<string, string> = {
  "too-few": "ít bài chung", "no-spread": "mọi điểm như nhau", "one-judge": "chỉ một giám khảo", "too-few-entries": "ít bài chung",
};

type Figure = { ok: true; value: number } | { ok: false; reason: string };
const figure = (one: Figure) => (one.ok ? coefficient(one.value) : `không có (${noFigure[one.reason] ?? one.reason})`);

function judgeLines({ judges, effects }: CategoryReport): string[] {
  const effectOf = new Map(effects.judges.map(({ judgeId, effect }) => [judgeId, points(effect)]));
  const rows = judges.map((judge) => [
    judge.judgeId, String(judge.sheets), exactPoints(judge.mean), points(judge.deviation),
    judge.meanDifference ? exactPoints(judge.meanDifference) : "–", figure(judge.correlation), effectOf.get(judge.judgeId) ?? "–", judge.histogram.join(" "),
  ]);
  return table([["Giám khảo", "Phiếu", "Trung bình", "Độ lệch", "Hơn người khác", "Tương quan", "Hiệu chỉnh", "Phân bố 10 khoảng"], ...rows]).split("\n");
}

function reliabilityLines({ reliability }: CategoryReport): string[] {
  const { icc, kendall, entries, judges, leftOut } = reliability;
  return [
    `ICC(2,1) ${figure(icc.single)} · ICC(2,${judges.length}) ${figure(icc.average)} · W của Kendall ${figure(kendall)}`,
    `tính trên ${entries} bài có đủ ${judges.length} phiếu${leftOut > 0 ? `, bỏ ${leftOut} bài thiếu phiếu` : ""}`,
  ];
}

function findingWords(finding: AssignmentFinding): string {
  switch (finding.kind) {
    case "pair-twice": return `${finding.entryId} giao hai lần cho ${finding.judgeId}`;
    case "pair-unknown": return `${finding.entryId} · ${finding.judgeId}: không có trong danh sách`;
    case "pair-conflicted": return `${finding.judgeId} chấm ${finding.entryId} dù có xung đột lợi ích`;
    case "pair-outside-panel": return `${finding.judgeId} chấm ${finding.entryId} ngoài tổ của mình`;
    case "too-few": return `${finding.entryId} cần ${finding.wanted} giám khảo, mới có ${finding.assigned} (còn chấm được: ${finding.free})`;
    case "too-many": return `${finding.entryId} cần ${finding.wanted} giám khảo, có đến ${finding.assigned}`;
    case "over-capacity": return `${finding.judgeId} nhận ${finding.load} bài, quá mức ${finding.capacity}`;
    case "loads-uneven": return `chưa đều: ${finding.fromJudgeId} ${finding.most} bài, ${finding.toJudgeId} ${finding.least} bài, đổi được`;
    case "judges-not-linked": return `giám khảo không nối với nhau qua bài chung: ${finding.groups.map((group) => group.join(", ")).join(" | ")}`;
  }
}

function assignmentLines({ assignment }: CategoryReport): string[] {
  if (!assignment) return [];
  const { findings, loads, difference } = assignment;
  const sizes = loads.map(({ judgeId, load }) => `${judgeId} ${load}`).join(", ");
  return [`${sizes} (chênh nhau ${difference})`, ...(findings.length === 0 ? ["không có gì sai"] : findings.map(findingWords))];
}

function discussionLines({ chances, cuts }: CategoryReport): string[] {
  return cuts.map((places, index) => {
    const listed = chances.filter(({ discuss }) => discuss.includes(places)).map(({ code, above }) => `${code} ${percent(above[index]!)}`);
    return `${places} chỗ đầu: ${listed.join(", ") || "không có bài nào"}`;
  });
}
