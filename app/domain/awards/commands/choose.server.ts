import { record } from "#app/domain/audit/record.server.ts";
import { choose, type Chosen } from "#app/domain/awards/choose.server.ts";
import { lockRoundOf, requireDecision } from "#app/domain/awards/load.server.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { NOMINEE } from "#app/domain/awards/sheets.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Gives an entry a prize, another prize or none (`tierId` null). Never more prizes than the tier has: a second
 * "Nhất" is "tier-full". A choice the ranking does not give needs a reason, which goes into the minutes; choosing
 * what was proposed takes the departure back. Refused after publication.
 */
export async function chooseAward(
  ctx: Context,
  roundEntryId: string,
  tierId: string | null,
  reason = "",
): Promise<Chosen> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, categoryId } = await lockRoundOf(trx, ctx, roundEntryId);
    requireDecision(ctx, round);
    authorise(awardsRules.chooseAward, ctx, round);
    const choice = { entryId: roundEntryId, tierId, reason: reason.trim() };
    const chosen = await choose(trx, ctx, { roundId: round.id, categoryId }, "award", choice);
    if (!chosen.changed) return chosen;
    const event = { subject: ["round-entry", roundEntryId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "choose-award", detail: { roundId: round.id, tierId, reason } });
    return chosen;
  });
}

/** Puts an entry on the list for the next round, or takes it off, within the quota; reasons as for `chooseAward`. */
export async function chooseNominee(
  ctx: Context,
  roundEntryId: string,
  nominated: boolean,
  reason = "",
): Promise<Chosen> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, categoryId } = await lockRoundOf(trx, ctx, roundEntryId);
    requireDecision(ctx, round);
    authorise(awardsRules.chooseNominee, ctx, round);
    const choice = { entryId: roundEntryId, tierId: nominated ? NOMINEE : null, reason: reason.trim() };
    const chosen = await choose(trx, ctx, { roundId: round.id, categoryId }, "nomination", choice);
    if (!chosen.changed) return chosen;
    const event = { subject: ["round-entry", roundEntryId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "choose-nominee", detail: { roundId: round.id, nominated, reason } });
    return chosen;
  });
}
