import { type OfficeRound, findOfficeRound } from "#app/domain/entries/load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import { type DecisionFacts, mayDecide } from "#app/domain/awards/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

/** A round of the actor's office, its row locked: every decision about a round waits for the one before it. */
export async function lockRound(trx: Transaction, { actor }: Pick<Context, "actor">, roundId: string): Promise<OfficeRound> {
  if (!isId(roundId)) throw new DomainError("not-found", "round-not-found");
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
  return findOfficeRound({ db: trx, actor }, roundId);
}

/** As `lockRound`, by one of the round's ranked entries. */
export async function lockRoundOf(
  trx: Transaction,
  ctx: Context,
  roundEntryId: string,
): Promise<{ round: OfficeRound; categoryId: string }> {
  const row = isId(roundEntryId)
    ? await trx
        .selectFrom("round_entries")
        .select(["round_id as roundId", "category_id as categoryId"])
        .where("id", "=", roundEntryId)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "entry-not-found");
  return { round: await lockRound(trx, ctx, row.roundId), categoryId: row.categoryId };
}

/** Refuses decisions outside their phase in words that say which way: too early, or published. */
export function requireDecision(ctx: Context, round: DecisionFacts): void {
  authorise(mayDecide, ctx, round);
  requireDecisionPhase(round);
}

/** As `requireDecision`, whoever acts. */
export function requireDecisionPhase(round: DecisionFacts): void {
  if (round.phase === "published" || round.phase === "archived") throw new DomainError("closed", "round-published");
  if (round.phase !== "decision") throw new DomainError("closed", "judging-not-closed");
}
