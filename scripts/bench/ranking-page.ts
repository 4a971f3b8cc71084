import { sql } from "kysely";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { loadChain } from "#app/domain/awards/chain.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { rank } from "#app/domain/awards/ranking.ts";
import { countedScores } from "#app/domain/awards/side-by-side.ts";
import { closedScores } from "#app/domain/judging/scores.server.ts";
import { scoredContest } from "#tests/support/builders/large-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { onGround } from "./support/ground.ts";
import { median } from "./support/statistics.ts";

const [entries, judges, rounds, turns] = [1_000, 7, 4, 5];

const cpuSoFar = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The median over turns of this process's CPU in ms for a ranking, from the rows of the sheets to the page's data as it is sent. */
const measure = () =>
  onGround(async ({ db }): Promise<number> => {
    const now = new Date();
    const { district } = await scoredContest(db, now, entries, { judges, sixth: true });
    const { organiser, roundId } = district;
    await closeJudging({ ...organiser, now }, roundId);
    await sql`analyze`.execute(db);
    const once = async () => {
      for (const scores of await closedScores(db, roundId)) {
        rank(countedScores(scores), await loadChain(db, { roundId, categoryId: scores.categoryId }));
      }
      JSON.stringify(await findDecision(organiser, roundId, {}));
    };
    const taken: number[] = [];
    for (let turn = -1; turn < turns; turn++) {
      const before = cpuSoFar();
      for (let round = 0; round < rounds; round++) await once();
      if (turn >= 0) taken.push((cpuSoFar() - before) / rounds);
    }
    return median(taken);
  });

/** A thousand works by seven judges on six criteria: read, counted, ranked with trail, and the decision's page read. */
export const cases: BenchCase[] = [
  {
    id: "ranking-page", title: "Từ phiếu đến trang xét: 1.000 bài × 7 giám khảo × 6 tiêu chí, CPU", unit: "ms", measure: "value", limit: 150,
    bound: "most", run: async () => ({ value: await measure(), baseline: null }),
  },
];
