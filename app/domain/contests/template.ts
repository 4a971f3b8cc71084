import type {
  CategorySetup,
  ContestSetup,
  DivisionBasis,
  DivisionRule,
  PhaseSetup,
} from "#app/domain/contests/model.ts";
import { rulesText } from "#app/domain/contests/template-text.ts";
import { addDays, vnInstant } from "#app/platform/dates.ts";
import { fold } from "#app/platform/vietnamese.ts";

/**
 * What an organiser fills in for the template "Vẽ tranh + video": ten fields. Days are ISO dates; intake
 * closes at 17:00 on `closesOn`, and the later phases follow from it.
 */
export type TemplateFields = {
  name: string;
  theme: string;
  year: number;
  hostCode: string;
  hostName: string;
  nextCode: string;
  nextName: string;
  opensOn: string;
  closesOn: string;
  divisionBasis: DivisionBasis;
};

/** An address for a contest from its name: "Lắng nghe con nói", 2023 is "lang-nghe-con-noi-2023". */
export function slugOf(name: string, year: number): string {
  const words = fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = words.slice(0, 70).replace(/-+$/, "") || "cuoc-thi";
  return base.endsWith(`-${year}`) ? base : `${base}-${year}`;
}

/**
 * The template "Vẽ tranh + video" with an organiser's fields: two categories, two rounds, everything
 * editable.
 */
export function fillTemplate(fields: TemplateFields): ContestSetup {
  const divisions = templateDivisions(fields.divisionBasis, fields.year);
  return {
    version: 1,
    contest: {
      slug: slugOf(fields.name, fields.year),
      name: fields.name,
      theme: fields.theme,
      lead: `Cuộc thi vẽ tranh và làm video cho các em, chủ đề “${fields.theme}”.`,
      year: fields.year,
    },
    rules: { text: rulesText({ ...fields, groups: groupsText(fields.divisionBasis) }), document: "" },
    categories: [drawings(divisions), clips(divisions)],
    rounds: [hostRound(fields), nextRound(fields)],
  };
}

function groupsText(basis: DivisionBasis): string {
  return basis === "class"
    ? "Bảng A: học sinh lớp 1 đến lớp 5. Bảng B: học sinh lớp 6 đến lớp 9."
    : "Bảng A: các em từ 6 đến 10 tuổi. Bảng B: các em từ 11 đến 15 tuổi. Tuổi tính theo năm sinh.";
}

/**
 * Bảng A and B: by class (1–5, 6–9) or by age (6–10, 11–15). Ages count on 31 December of the contest's year,
 * as schools count them: a child keeps to classmates, and a birth known by year alone is enough.
 */
export function templateDivisions(basis: DivisionBasis, year: number): DivisionRule[] {
  const referenceDate = `${year}-12-31`;
  return basis === "class"
    ? [
        { code: "A", name: "Bảng A (lớp 1–5)", basis, from: 1, to: 5 },
        { code: "B", name: "Bảng B (lớp 6–9)", basis, from: 6, to: 9 },
      ]
    : [
        { code: "A", name: "Bảng A (6–10 tuổi)", basis, from: 6, to: 10, referenceDate },
        { code: "B", name: "Bảng B (11–15 tuổi)", basis, from: 11, to: 15, referenceDate },
      ];
}

const criterion = (name: string, points: number, guidance: string) => ({
  name,
  guidance,
  maxPoints: points * 100,
  step: 100,
  weight: 100,
});

function drawings(divisions: DivisionRule[]): CategorySetup {
  return {
    code: "TV",
    name: "Tranh vẽ",
    medium: "image",
    minAuthors: 1,
    maxAuthors: 10,
    file: {
      types: ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"],
      maxBytes: 30 * 1024 * 1024,
      minLongSidePx: 1000,
    },
    divisions,
    criteria: [
      criterion("Nội dung, bám sát chủ đề", 30, "Đúng chủ đề, rõ điều em muốn nói."),
      criterion("Ý tưởng, sáng tạo", 25, "Cách nhìn riêng, không sao chép."),
      criterion("Bố cục", 15, "Sắp xếp hợp lý, có chính có phụ."),
      criterion("Màu sắc, đường nét", 15, "Màu và nét phù hợp với nội dung, lứa tuổi."),
      criterion("Thông điệp, thuyết minh", 15, "Lời thuyết minh ngắn gọn, gắn với tranh."),
    ],
  };
}

function clips(divisions: DivisionRule[]): CategorySetup {
  return {
    code: "VC",
    name: "Video clip",
    medium: "video",
    minAuthors: 1,
    maxAuthors: 10,
    file: {
      types: ["video/mp4", "video/quicktime"],
      maxBytes: 500 * 1024 * 1024,
      minDurationMs: 3 * 60_000,
      maxDurationMs: 10 * 60_000,
    },
    divisions,
    criteria: [
      criterion("Nội dung, thông điệp", 40, "Đúng chủ đề, thông điệp rõ và đúng."),
      criterion("Sáng tạo kịch bản", 20, "Câu chuyện có ý mới, mở đầu và kết thúc hợp lý."),
      criterion("Thể hiện, sự tham gia của trẻ", 15, "Các em là người kể chuyện, tự nhiên, tự tin."),
      criterion("Kỹ thuật hình, tiếng", 15, "Hình rõ, tiếng rõ, dựng gọn."),
      criterion("Tính lan toả, ứng dụng", 10, "Dùng được trong tuyên truyền."),
    ],
  };
}

/** Phases end to end, each starting and ending at 17:00, `days` after `closesOn`. */
function phasesFrom(
  opensAt: Date,
  closesOn: string,
  closes: number,
  lengths: readonly number[],
): PhaseSetup[] {
  const kinds = ["open", "screening", "judging", "decision", "published"] as const;
  let startsAt = opensAt.toISOString();
  let day = closes;
  return kinds.map((kind, index) => {
    day += lengths[index] ?? 0;
    const endsAt = vnInstant(addDays(closesOn, day), "17:00").toISOString();
    const phase = { kind, startsAt, endsAt };
    startsAt = endsAt;
    return phase;
  });
}

/** A fifth of the hundred points of these rubrics. */
const SPREAD_LIMIT = 2_000;

const TIE_BREAK: ContestSetup["rounds"][number]["tieBreakSteps"] = [
  { kind: "criterion", position: 1 },
  { kind: "criterion", position: 2 },
  { kind: "head-judge" },
  { kind: "jury-vote" },
  { kind: "shared" },
];

const tier = (category: string, name: string, count: number) => ({
  category,
  name,
  count,
  prizeDong: 0,
  gift: "",
});

/** Screening 5 days, judging 4, decision 2; the list goes up 11 days after the deadline. */
function hostRound({
  hostCode,
  hostName,
  opensOn,
  closesOn,
}: TemplateFields): ContestSetup["rounds"][number] {
  return {
    name: `Vòng ${hostName}`,
    unitCode: hostCode,
    unitName: hostName,
    codePrefix: "LN",
    phases: phasesFrom(vnInstant(opensOn), closesOn, 0, [0, 5, 4, 2, 365]),
    aggregation: "mean",
    spreadLimit: SPREAD_LIMIT,
    tieBreakSteps: [...TIE_BREAK],
    tiers: [tier("TV", "Nhất", 1), tier("TV", "Nhì", 2), tier("TV", "Ba", 3), tier("VC", "Nhất", 1)],
    quotas: [
      { category: "TV", count: 16 },
      { category: "VC", count: 5 },
    ],
  };
}

/** Receives lists for 14 days from the moment the round below may publish. */
function nextRound({ nextCode, nextName, closesOn }: TemplateFields): ContestSetup["rounds"][number] {
  return {
    name: `Vòng ${nextName}`,
    unitCode: nextCode,
    unitName: nextName,
    codePrefix: "T",
    phases: phasesFrom(vnInstant(addDays(closesOn, 11), "17:00"), closesOn, 11, [14, 3, 5, 2, 365]),
    aggregation: "mean",
    spreadLimit: SPREAD_LIMIT,
    tieBreakSteps: [...TIE_BREAK],
    tiers: [
      tier("TV", "Nhất", 1),
      tier("TV", "Nhì", 2),
      tier("TV", "Ba", 3),
      tier("VC", "Nhất", 1),
      tier("VC", "Nhì", 1),
      tier("VC", "Ba", 1),
    ],
    quotas: [],
  };
}
