import { sql } from "kysely";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { analysePanelJob } from "#app/domain/awards/panel-job.server.ts";
import { findAnalysis } from "#app/domain/awards/queries/analysis.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import type { JobTools } from "#app/domain/jobs/define.server.ts";
import { scoredContest } from "#tests/support/builders/large-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { onGround } from "./support/ground.ts";
import { median } from "./support/statistics.ts";

const entries = 100_000;
const reads = 30;

type Figures = { closing: number; snapshot: number; analysis: number; decision: number };

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** The median of many reads in ms; the first warms up. */
async function readMs(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = -1; at < reads; at++) {
    const taken = await msOf(read);
    if (at >= 0) times.push(taken);
  }
  return median(times);
}

const measure = () =>
  onGround(async ({ db }): Promise<Figures> => {
    const { district } = await scoredContest(db, new Date(), entries);
    const { organiser, roundId } = district;
    const closing = await msOf(() => closeJudging({ ...organiser, now: new Date() }, roundId));
    const snapshot = await msOf(() => analysePanelJob.run({ db, clock: () => new Date() } as JobTools, { roundId }));
    await sql`analyze`.execute(db);
    return {
      closing, snapshot,
      analysis: await readMs(() => findAnalysis(organiser, roundId)),
      decision: await readMs(() => findDecision(organiser, roundId, { from: 50_001 })),
    };
  });

let measured: Promise<Figures> | undefined;
const figure = (name: keyof Figures) => async () => ({ value: (await (measured ??= measure()))[name], baseline: null });
const within = (limit: number) => ({ unit: "ms", measure: "value", limit, bound: "most" }) as const;

/** A hundred thousand works scored by three judges: closed, analysed by the job, and read. */
export const cases: BenchCase[] = [
  { id: "panel-100k-closing", title: "Khép vòng chấm 100.000 bài × 3 giám khảo: xếp hạng, ghi cách xét", ...within(20_000), run: figure("closing") },
  { id: "panel-100k-snapshot", title: "Phân tích kết quả chấm 100.000 bài × 3 giám khảo", ...within(20_000), run: figure("snapshot") },
  { id: "panel-100k-analysis", title: "Đọc trang phân tích của 100.000 bài", ...within(5), run: figure("analysis") },
  { id: "panel-100k-decision", title: "Đọc 50 bài ở giữa bảng xếp hạng 100.000 bài", ...within(20), run: figure("decision") },
];
