import type { RecomputeFileInput } from "#app/domain/judging/recompute-format.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";
import { parseHundredths } from "#app/platform/decimal.ts";
import { CRITERION_IDS, knownEntries, knownSheets } from "./langnghe.ts";

const setup = fillTemplate({
  name: "Lắng nghe con nói", theme: "Gia đình hạnh phúc", year: 2023, hostCode: "087", hostName: "huyện Bảo Yên",
  nextCode: "10", nextName: "tỉnh Lào Cai", opensOn: "2023-08-01", closesOn: "2023-08-31", divisionBasis: "class",
});

function hundredths(text: string): number {
  const reading = parseHundredths(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.reason}`);
  return reading.value;
}

/** The reference contest as a file for recomputing, with the results its tables state. */
export function langngheFile(): RecomputeFileInput {
  return {
    format: "vong-thi/recompute", version: 1, contest: "Lắng nghe con nói", round: "Vòng huyện Bảo Yên", seed: "lang-nghe-2023",
    categories: [categoryOf("TV"), categoryOf("VC")],
  };
}

function categoryOf(code: "TV" | "VC"): RecomputeFileInput["categories"][number] {
  const round = setup.rounds[0]!;
  const { name, criteria } = setup.categories.find((category) => category.code === code)!;
  const valid = knownEntries().filter((entry) => entry.category === code && entry.valid);
  const codes = new Set(valid.map((entry) => entry.code));
  return {
    id: code, name, method: "mean",
    criteria: criteria.map((criterion, index) => ({
      id: CRITERION_IDS[index]!, name: criterion.name, maxPoints: criterion.maxPoints, step: criterion.step, weight: criterion.weight,
    })),
    judges: [{ id: "GK1", head: true }, { id: "GK2" }, { id: "GK3" }],
    entries: valid.map((entry) => ({ code: entry.code })),
    sheets: knownSheets().filter((sheet) => codes.has(sheet.code)).map((sheet) => ({
      entry: sheet.code, judge: sheet.judge,
      points: Object.fromEntries(sheet.points.map((value, index) => [CRITERION_IDS[index]!, hundredths(value)])),
    })),
    chain: [{ kind: "criterion", criterion: "tc1" }, { kind: "criterion", criterion: "tc2" }, { kind: "head-judge" }, { kind: "shared" }],
    tiers: round.tiers.filter((tier) => tier.category === code).map((tier) => ({ id: tier.name, count: tier.count })),
    quota: round.quotas.find((quota) => quota.category === code)!.count,
    spreadLimit: 1500,
    assignment: { perEntry: "all" },
    stated: {
      ranking: valid.map((entry) => ({ entry: entry.code, rank: entry.rank!, score: entry.mean })),
      awards: valid.filter(({ tier }) => tier !== null).map((entry) => ({ entry: entry.code, tier: entry.tier! })),
      nominees: valid.filter(({ nominated }) => nominated).map((entry) => entry.code),
    },
  };
}
