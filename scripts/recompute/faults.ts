import type { FileFault } from "#app/domain/judging/recompute-format.ts";
import { formatHundredths } from "#app/platform/decimal.ts";

type Params = FileFault["params"];

const words: Record<string, (params: Params) => string> = {
  "not-json": ({ detail }) => `tệp không phải JSON (${detail})`,
  "expected-type": ({ type }) => `cần ${typeWords[String(type)] ?? type}`,
  "expected-one-of": ({ values }) => `cần một trong: ${values}`,
  "at-least-number": ({ limit }) => `cần số từ ${limit} trở lên`,
  "at-least-int": ({ limit }) => `cần số từ ${limit} trở lên`,
  "at-most-number": ({ limit }) => `cần số không quá ${limit}`,
  "at-most-int": ({ limit }) => `cần số không quá ${limit}`,
  "at-least-string": () => "cần chữ, không được để trống",
  "at-most-string": ({ limit }) => `cần chữ dài không quá ${limit} ký tự`,
  "at-least-array": ({ limit }) => `cần ít nhất ${limit} mục`,
  "at-most-array": ({ limit }) => `cần không quá ${limit} mục`,
  "unknown-key": () => "tên trường này không có trong định dạng (docs/recompute-format.md)",
  "expected-step": () => "cần một bước: criterion, counts, head-judge, pairwise, jury-vote, lots, shared",
  "expected-all-or-number": () => 'cần "all" hoặc một số nguyên từ 1',
  "expected-score": () => 'cần điểm có hai số lẻ sau dấu phẩy, ví dụ "84,67"',
  "expected-other": ({ detail }) => String(detail),
  repeats: ({ value, first }) => `trùng với mục thứ ${Number(first) + 1}: ${value}`,
  "second-head-judge": () => "chỉ một giám khảo là trưởng ban",
  "first-points-without-look": () => "điểm lần đầu cần đi cùng secondLook: kept, changed hoặc lapsed",
  "unknown-entry": ({ value }) => `không có bài nào mang mã ${value} trong entries`,
  "unknown-judge": ({ value }) => `không có giám khảo ${value} trong judges`,
  "unknown-criterion": ({ value }) => `không có tiêu chí ${value} trong criteria`,
  "unknown-tier": ({ value }) => `không có hạng giải ${value} trong tiers`,
  "points-above-maximum": ({ max }) => `cần điểm (phần trăm điểm) từ 0 đến ${max}, tức không quá ${formatHundredths(Number(max))}`,
  "points-off-step": ({ step }) => `cần điểm đúng bước ${step} (phần trăm điểm), tức bước ${formatHundredths(Number(step))}`,
};

const typeWords: Record<string, string> = {
  string: "chữ trong ngoặc kép", number: "một số", int: "một số nguyên", boolean: "true hoặc false",
  array: "một danh sách [ … ]", object: "một đối tượng { … }", record: "một đối tượng { … }",
};

const SHOWN = 20;

/** What is wrong with a file, a line each: where, what was expected, what stands there. */
export function faultLines(faults: readonly FileFault[]): string[] {
  const lines = faults.slice(0, SHOWN).map(({ path, reason, params, found }) => {
    const expected = words[reason]?.(params) ?? reason;
    return `${path === "" ? "(cả tệp)" : path}: ${expected}; đang là ${found === "" ? "(không có)" : found}`;
  });
  return faults.length > SHOWN ? [...lines, `… và ${faults.length - SHOWN} lỗi khác`] : lines;
}
