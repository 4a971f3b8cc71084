import { record } from "#app/domain/audit/record.server.ts";
import type { DecisionForm } from "#app/domain/entries/duplicates/model.ts";
import { pairsInRound } from "#app/domain/entries/duplicates/queries.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Says of a pair of the round whether it is one work or two, or that it is to be looked at again. "later" may become
 * an answer; an answer stands until it is undone, and the pair does not come back. The same answer again is once.
 */
export async function decidePair(
  ctx: Context,
  roundId: string,
  { pairId, decision, note }: DecisionForm
): Promise<{ decisionId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { pair, contestId } = await lockPair(trx, ctx, roundId, pairId);
    authorise(entriesRules.decidePair, ctx, pair);
    const { standing } = pair;
    if (standing?.decision === decision && standing.note === note) return { decisionId: standing.id };
    if (standing && standing.decision !== "later") throw new DomainError("conflict", "pair-already-decided");
    if (standing) await undo(trx, ctx, standing.id);
    const { id } = await trx
      .insertInto("duplicate_decisions")
      .values({ pair_id: pairId, decision, note, decided_at: ctx.now, decided_by: ctx.actor.personId })
      .returning("id")
      .executeTakeFirstOrThrow();
    const detail = { decision, note, entryIds: pair.entryIds };
    await record(trx, ctx, { action: "decide-pair", subject: ["duplicate-pair", pairId], contestId, detail });
    return { decisionId: id };
  });
}

/** Takes back what was said of a pair; it is kept as history. Without an answer there is nothing to do. */
export async function undoPairDecision(ctx: Context, roundId: string, pairId: string): Promise<{ undone: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const { pair, contestId } = await lockPair(trx, ctx, roundId, pairId);
    authorise(entriesRules.undoPairDecision, ctx, pair);
    const { standing } = pair;
    if (!standing) return { undone: false };
    await undo(trx, ctx, standing.id);
    const detail = { decision: standing.decision, entryIds: pair.entryIds };
    await record(trx, ctx, { action: "undo-pair-decision", subject: ["duplicate-pair", pairId], contestId, detail });
    return { undone: true };
  });
}

const undo = (trx: Transaction, ctx: Context, decisionId: string) =>
  trx
    .updateTable("duplicate_decisions")
    .set({ undone_at: ctx.now, undone_by: ctx.actor.personId })
    .where("id", "=", decisionId)
    .execute();

/** A pair of a round that the actor's office holds, its row locked so that two answers follow each other. */
async function lockPair(trx: Transaction, ctx: Context, roundId: string, pairId: string) {
  const { roundUnitId, phase, contestId } = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  if (isUuid(pairId)) await trx.selectFrom("duplicate_pairs").select("id").where("id", "=", pairId).forUpdate().execute();
  const row = isUuid(pairId)
    ? await pairsInRound(trx, roundId)
        .where("p.id", "=", pairId)
        .select(["p.first_entry_id as first", "p.second_entry_id as second", "d.id", "d.decision", "d.note"])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "pair-not-found");
  const standing = row.id ? { id: row.id, decision: row.decision!, note: row.note! } : null;
  return { contestId, pair: { roundUnitId, phase, entryIds: [row.first, row.second], standing } };
}
