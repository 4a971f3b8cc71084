import { rank, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { aggregate, type AggregationInput } from "#app/domain/judging/aggregation.ts";
import { assignJudges } from "#app/domain/judging/assign.ts";
import type { AssignmentInput } from "#app/domain/judging/assignment.ts";
import { uncertainty } from "#app/domain/judging/uncertainty.ts";
import { createRandom } from "#app/platform/random.ts";
import type { BenchCase } from "../bench-case.ts";
import { median } from "./support/statistics.ts";

const rounds = 7;

/** The median CPU of the work in milliseconds; the first round warms up and is left out. */
function cpuOf(work: () => unknown) {
  const taken: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    if (round >= 0) taken.push((user + system) / 1000);
  }
  return Promise.resolve({ value: median(taken), baseline: null });
}

/** Whole points up to 15 on each criterion, close enough together for many ties. */
function scores(entries: number, judges: number, criteria: number): AggregationInput {
  const random = createRandom(11);
  const [codes, ids, panel] = [entries, criteria, judges].map((count, kind) =>
    Array.from({ length: count }, (_, index) => `${"ecj"[kind]}${String(index).padStart(4, "0")}`)) as [string[], string[], string[]];
  const points = () => Object.fromEntries(ids.map((id) => [id, random.whole(9, 15) * 100]));
  return {
    method: "mean",
    criteria: ids.map((id) => ({ id, weight: 100 })),
    entries: codes.map((code) => ({ entryId: code, code })),
    sheets: codes.flatMap((entryId) => panel.map((judgeId) => ({ entryId, judgeId, submitted: true, points: points() }))),
    presentJudgeIds: panel,
    headJudgeId: panel[0]!,
  };
}

function ranking() {
  const input = scores(1_000, 7, 6);
  const chain: TieBreakStep[] = [
    { kind: "criterion", criterionId: "c0000" }, { kind: "criterion", criterionId: "c0001" }, { kind: "counts" },
    { kind: "head-judge" }, { kind: "shared" },
  ];
  return cpuOf(() => rank(aggregate(input).scored, chain));
}

function assignment() {
  const random = createRandom(7);
  const entries = Array.from({ length: 1_000 }, (_, index) => ({ entryId: `e${index}`, categoryId: "TV" }));
  const judges = Array.from({ length: 40 }, (_, index) => ({ judgeId: `j${index}` }));
  const pairs = entries.flatMap(({ entryId }) => judges.map(({ judgeId }) => ({ entryId, judgeId })));
  const input: AssignmentInput = { entries, judges, perEntry: 3, conflicts: pairs.filter(() => random.chance(0.1)), seed: "bench" };
  return cpuOf(() => assignJudges(input));
}

function bootstrap() {
  const { scored } = aggregate(scores(100, 5, 4));
  return cpuOf(() => uncertainty({ table: scored, method: "mean", cuts: [6, 16], seed: "bench" }));
}

const limits = { measure: "value", unit: "ms", bound: "most" } as const;

export const cases: BenchCase[] = [
  { ...limits, id: "maths-ranking", title: "Xếp hạng 1.000 bài × 7 giám khảo × 6 tiêu chí, CPU", limit: 150, run: ranking },
  { ...limits, id: "maths-assignment", title: "Phân công 1.000 bài × 40 giám khảo × 3, CPU", limit: 2_000, run: assignment },
  { ...limits, id: "maths-bootstrap", title: "Bootstrap 1.000 lần × 100 bài × 5 giám khảo, CPU", limit: 300, run: bootstrap },
];
