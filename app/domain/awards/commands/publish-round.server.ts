import { record } from "#app/domain/audit/record.server.ts";
import { isAsking } from "#app/domain/awards/decider-load.server.ts";
import { lockRound, requireDecision } from "#app/domain/awards/load.server.ts";
import type { Results } from "#app/domain/awards/model.ts";
import { countResults } from "#app/domain/awards/results.server.ts";
import { awardsRules, mayDecide } from "#app/domain/awards/rules.ts";
import { unsettled } from "#app/domain/awards/settlement.ts";
import { loadSheet, type SheetKind } from "#app/domain/awards/sheets.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Publication = { roundId: string; publishedAt: Date; results: Results };

/**
 * Publishes a round: both sheets and the open figures are frozen. Refused while a tie at a cut is undecided or a
 * departure unexplained ("decision-open"), or judges still compare in pairs ("decider-open"). A second click gets the first one's publication.
 */
export async function publishRound(ctx: Context, roundId: string): Promise<Publication> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    authorise(mayDecide, ctx, round);
    const earlier = await findPublication(trx, roundId);
    if (earlier) return earlier;
    requireDecision(ctx, round);
    authorise(awardsRules.publishRound, ctx, round);
    await requireNoDecider(trx, roundId);
    await requireSettled(trx, roundId, round.contestId);
    const results = await countResults(trx, roundId, ctx.now);
    await trx
      .insertInto("publications")
      .values({ round_id: roundId, published_at: ctx.now, published_by: ctx.actor.personId, results: JSON.stringify(results) })
      .execute();
    await movePhase({ ...ctx, db: trx }, roundId, "published");
    const event = { subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "publish-round", detail: { results } });
    return { roundId, publishedAt: ctx.now, results };
  });
}

async function findPublication(db: Context["db"], roundId: string): Promise<Publication | null> {
  const row = await db
    .selectFrom("publications")
    .select(["published_at as publishedAt", "results"])
    .where("round_id", "=", roundId)
    .executeTakeFirst();
  return row ? { roundId, publishedAt: row.publishedAt, results: row.results as Results } : null;
}

async function requireNoDecider(trx: Transaction, roundId: string): Promise<void> {
  const open = await trx
    .selectFrom("deciders as d")
    .innerJoin("categories as c", "c.id", "d.category_id")
    .select("c.name")
    .where("d.round_id", "=", roundId)
    .where(isAsking)
    .orderBy("c.position")
    .executeTakeFirst();
  if (open) throw new DomainError("conflict", "decider-open", { category: open.name });
}

async function requireSettled(trx: Transaction, roundId: string, contestId: string): Promise<void> {
  const categories = await trx
    .selectFrom("categories")
    .select(["id", "name"])
    .where("contest_id", "=", contestId)
    .orderBy("position")
    .execute();
  for (const { id, name } of categories) {
    for (const kind of ["award", "nomination"] satisfies SheetKind[]) {
      const sheet = await loadSheet(trx, { roundId, categoryId: id }, kind);
      const open = unsettled(sheet.choices, sheet.tiers, sheet.ranking);
      const first = sheet.ranking.find(({ entryId }) => open.includes(entryId));
      if (first) throw new DomainError("conflict", `${kind}-undecided`, { category: name, rank: first.rank });
    }
  }
}
