import { record } from "#app/domain/audit/record.server.ts";
import type { CriteriaVersionInput } from "#app/domain/contests/forms.ts";
import { loadContest, lockSetup } from "#app/domain/contests/load.server.ts";
import { planRevision } from "#app/domain/judging/criteria-plan.server.ts";
import { holdSheets, writeVersion } from "#app/domain/judging/criteria-write.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

export type Revised = { number: number; returned: number };

/**
 * Makes a new version of a category's criteria after the opening, with a reason, while no round is closed. Criteria with
 * the same maximum and step keep their points; sheets handed in that lack a point now go back to their judges, all others
 * stay as they are, with totals under the new weights. What was taken off stays among the revisions. Refused as
 * `planRevision` says.
 */
export async function reviseCriteria(ctx: Context, contestId: string, code: string, input: CriteriaVersionInput): Promise<Revised> {
  return inTransaction(ctx.db, async (trx) => {
    const within = { ...ctx, db: trx };
    const { organiserUnitId } = await loadContest(within, contestId);
    authorise(judgingRules.reviseCriteria, ctx, { organiserUnitId, roundUnitId: null });
    // Phases, papers and openings of sheets wait here, and sheets below.
    await lockSetup(trx, contestId);
    const contest = await loadContest(within, contestId);
    const { standing } = await planRevision(trx, contest, code, input);
    await holdSheets(trx, standing.categoryId);
    // Counted once more: what was handed in while this waited is among what goes back.
    const revision = await planRevision(trx, contest, code, input);
    const { plan, effect } = revision;
    await writeVersion(trx, ctx, revision, input.reason);
    const number = standing.number + 1;
    await record(trx, ctx, {
      action: "revise-criteria",
      subject: ["contest", contestId],
      contestId,
      detail: {
        code, number, reason: input.reason, criteria: input.criteria.map(({ id: _, ...facts }) => facts),
        changes: plan.lines.map(({ change }) => change), removed: plan.removed.map(({ name }) => name),
        returned: effect.returned, begun: effect.begun,
      },
    });
    return { number, returned: effect.returned };
  });
}
