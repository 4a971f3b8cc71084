import { record } from "#app/domain/audit/record.server.ts";
import { type JudgedRound, lockJudgedRound } from "#app/domain/judging/conflict-load.server.ts";
import { codeEntries, openPairs } from "#app/domain/judging/open-sheets.server.ts";
import { standingPlans } from "#app/domain/judging/plan-facts.server.ts";
import { type PlanAsk, settingsOf, workOut } from "#app/domain/judging/plan-load.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { restoreSheets, voidSheets } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/** An ask with the fingerprint of the plan that was seen. */
export type SeenPlan = PlanAsk & { fingerprint: string };
export type PlanMade = { added: number; removed: number };

/**
 * Publishes the plan of a category as its preview showed it; if entries, judges, conflicts or sheets changed since, it
 * is refused so that nobody publishes what they did not see. A plan that lacks judges is refused too. Before judging it
 * waits for the start; during judging it takes effect at once, and what a judge has begun stays with them.
 */
export async function publishAssignment(ctx: Context, roundId: string, ask: SeenPlan): Promise<PlanMade> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.publishAssignment, ctx, round);
    const { changes } = await keepPlan(trx, ctx, round, ask, true);
    const made = { added: changes.open.length + changes.restore.length, removed: changes.drop.length };
    if (round.phase !== "judging") return made;
    await codeEntries(trx, roundId);
    await voidSheets(trx, ctx, changes.drop.map(({ id }) => id), "plan-changed");
    await restoreSheets(trx, ctx.now, changes.restore.map(({ id }) => id));
    await openPairs(trx, ctx.now, roundId, [changes.open]);
    return made;
  });
}

/** Keeps a plan unpublished: judges get no sheet of the category, even once judging has begun, until it is published. */
export async function draftAssignment(ctx: Context, roundId: string, ask: SeenPlan): Promise<PlanMade> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.draftAssignment, ctx, round);
    const standing = (await standingPlans(trx, roundId)).get(ask.categoryId);
    if (round.phase === "judging" && (standing?.published ?? true)) throw new DomainError("conflict", "assignment-published");
    const { changes } = await keepPlan(trx, ctx, round, ask, false);
    return { added: changes.open.length + changes.restore.length, removed: changes.drop.length };
  });
}

async function keepPlan(trx: Transaction, ctx: Context, round: JudgedRound, ask: SeenPlan, publish: boolean) {
  const worked = await workOut(trx, round.id, ask);
  if (worked.fingerprint !== ask.fingerprint) throw new DomainError("conflict", "assignment-changed");
  const { plan } = worked;
  if (!plan.ok) throw new DomainError("conflict", "assignment-short", { count: plan.shortages.length });
  const explanation = {
    entries: worked.facts.entryIds.length, loads: plan.loads, links: plan.links, kept: plan.changes.kept,
    added: plan.changes.added.length, removed: plan.changes.removed.length, fingerprint: worked.fingerprint,
  };
  await trx
    .updateTable("assignment_plans").set({ replaced_at: ctx.now })
    .where("round_id", "=", round.id).where("category_id", "=", ask.categoryId).where("replaced_at", "is", null)
    .execute();
  const { seed } = settingsOf(round.id, ask);
  await trx
    .insertInto("assignment_plans")
    .values({
      round_id: round.id, category_id: ask.categoryId, per_entry: ask.perEntry, panel: ask.panel === null ? null : [...ask.panel], seed,
      explanation: JSON.stringify(explanation), made_at: ctx.now, made_by: ctx.actor.personId,
      published_at: publish ? ctx.now : null, published_by: publish ? ctx.actor.personId : null,
    })
    .execute();
  const { categoryId, perEntry, panel } = ask;
  await record(trx, ctx, {
    action: publish ? "publish-assignment" : "draft-assignment", subject: ["round", round.id], contestId: round.contestId,
    detail: { categoryId, perEntry, panel, seed, ...explanation },
  });
  return worked;
}
