import type { ScoringMethod } from "#app/domain/judging/advice.ts";

export const methodWords: Record<ScoringMethod, string> = {
  mean: "Trung bình", "trimmed-mean": "TB bỏ cao, thấp nhất", sum: "Tổng", median: "Trung vị", "judge-effect": "Hiệu chỉnh giám khảo",
};

/** A heading with its lines; nothing at all without lines. */
export const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", `-- ${title}`, ...lines]);
