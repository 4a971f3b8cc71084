import { normaliseText } from "#app/platform/vietnamese.ts";

const bullets = /^(?:\d{1,2}\s*[.)/-]\s*|[-–+*•]\s*)/u;
const group = /^(?:nhóm\s*(?:tác giả|em|hs|học sinh)?|các em|gồm|tác giả)\s*(?:gồm)?\s*[:.]\s*/iu;
const asides = /\s*\((?:[^)]*)\)\s*/gu;

/**
 * The names in one cell: one a line, or set apart by ";", ",", "/", "&", "+" or "và"; numbers, dashes, "Nhóm:" and
 * "(trưởng nhóm)" are left out.
 */
export function namesIn(text: string): string[] {
  return text
    .replace(group, "")
    .replace(asides, " ")
    .split(/\n|[;,/&+]|\s+và\s+|(?<=\p{L})\s+(?=\d{1,2}\s*[.)]\s*\p{L})/u)
    .map((part) => normaliseText(part.trim().replace(group, "").replace(bullets, "")).replace(/[.,;:]+$/u, ""))
    .filter((name) => name !== "");
}

/** The values that belong to several authors, one each: split as names are where there are as many as authors. */
export function valuesIn(text: string, count: number): string[] {
  if (count <= 1 || text === "") return [text];
  for (const separator of [/\n/u, /[;,]/u, /\s+và\s+|&|\+/u, /\s+-\s+/u]) {
    const parts = text.split(separator).map((part) => part.trim().replace(/^(?:\d{1,2}\s*[.)]\s+|[-–•]\s+)/u, "")).filter(Boolean);
    if (parts.length === count) return parts;
  }
  return [text];
}

const families = new Set(
  ("nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lương nông ma cổ lục hà bàn triệu phùng " +
    "chảo giàng sùng vàng thào lù hầu lò thèn ly tẩn mai trịnh đào tạ vi quách cao lâm la trương cầm quàng tòng lưu chu tô mùa " +
    "cứ thàng cháng lừu lầu mã tráng hờ vừ chá").split(" "),
);

/** True for what looks like a full name, for telling a column by what it holds. */
export function looksLikeName(text: string): boolean {
  const first = namesIn(text)[0] ?? "";
  const words = first.split(" ");
  return words.length >= 2 && words.length <= 6 && families.has(words[0]!.toLocaleLowerCase("vi")) && !/\d/.test(first);
}
