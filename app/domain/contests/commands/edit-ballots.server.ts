import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { BallotsInput } from "../ballot-form.ts";
import { writeBallots } from "../ballot-write.server.ts";
import { changedRound, holdRound, refuseFrom } from "../edit-setup.server.ts";
import { greatestRubric } from "../setup-check.ts";
import { writeChain } from "../setup-write.server.ts";

/**
 * Replaces the ballots of a round, until it is opened: judges vote as was announced. A category left out has the rubric.
 * Steps of the tie-break chain by a criterion that no category is scored by any more go.
 */
export async function saveBallots(ctx: Context, roundId: string, { ballots }: BallotsInput): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { contest, ...round } = await holdRound(trx, ctx, "saveBallots", roundId);
    refuseFrom(round, "open", "ballots-frozen");
    const { round: changed, categories } = await changedRound(trx, contest.id, roundId, (old, setup) => {
      const most = greatestRubric(setup, { ballots });
      return { ...old, ballots, tieBreakSteps: old.tieBreakSteps.filter((step) => step.kind !== "criterion" || step.position <= most) };
    });
    await writeBallots(trx, roundId, ballots, categories);
    await writeChain(trx, roundId, changed.tieBreakSteps);
    await record(trx, ctx, { action: "save-ballots", subject: ["round", roundId], contestId: contest.id, detail: { ballots } });
    return { roundId };
  });
}
