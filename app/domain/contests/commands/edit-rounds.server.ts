import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { constraintOf, inTransaction } from "#app/platform/transaction.server.ts";
import { changedRound, holdContest, holdRound, refuseFaults, refuseFrom } from "../edit-setup.server.ts";
import type { AwardsInput, RoundInput } from "../forms.ts";
import type { TieBreakSetup } from "../model.ts";
import { readStoredSetup } from "../setup-read.server.ts";
import { writeAwards, writeChain } from "../setup-write.server.ts";

/** Changes a round's name, host, code prefix and way of counting, until it is opened. */
export async function saveRound(ctx: Context, roundId: string, input: RoundInput): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await holdRound(trx, ctx, "saveRound", roundId);
    refuseFrom(round, "open", "round-frozen");
    const unit = await unitOf(trx, input.unitId);
    await trx
      .updateTable("rounds")
      .set({
        name: input.name, unit_id: unit.id, unit_name: unit.name, code_prefix: input.codePrefix, aggregation: input.aggregation,
        spread_limit: input.spreadLimit ?? null,
      })
      .where("id", "=", roundId)
      .execute()
      .catch(refusePrefix);
    refuseFaults((await readStoredSetup(trx, round.contest.id)).setup);
    await note(trx, ctx, round.contest.id, roundId, "save-round", { ...input });
    return { roundId };
  });
}

/** Adds a round at the end of the chain: nominees of the round before it may be forwarded to its host. */
export async function addRound(ctx: Context, contestId: string, input: RoundInput): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const contest = await holdContest(trx, ctx, "addRound", contestId);
    const unit = await unitOf(trx, input.unitId);
    const { id } = await trx
      .insertInto("rounds")
      .values({
        contest_id: contestId, ordinal: contest.rounds.length + 1, name: input.name, unit_id: unit.id, unit_name: unit.name,
        code_prefix: input.codePrefix, aggregation: input.aggregation, spread_limit: input.spreadLimit ?? null,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
      .catch(refusePrefix);
    await writeChain(trx, id, [{ kind: "criterion", position: 1 }, { kind: "shared" }]);
    refuseFaults((await readStoredSetup(trx, contestId)).setup);
    await note(trx, ctx, contestId, id, "add-round", { ...input });
    return { roundId: id };
  });
}

/**
 * Takes the last round out of the chain while it is a draft without judges, and the quotas of the round before it,
 * until that one decides its awards. The first round stays.
 */
export async function removeRound(ctx: Context, roundId: string): Promise<{ contestId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await holdRound(trx, ctx, "removeRound", roundId);
    const { id: contestId, rounds } = round.contest;
    const before = rounds[round.ordinal - 2];
    if (!before || round.ordinal !== rounds.length) throw new DomainError("invalid", "round-not-last");
    refuseFrom(round, "open", "round-frozen");
    refuseFrom(before, "decision", "awards-frozen");
    for (const table of ["tiers", "nomination_quotas", "tie_break_steps", "ballots", "criteria", "phases"] as const) {
      await trx.deleteFrom(table).where("round_id", "=", roundId).execute();
    }
    await trx.deleteFrom("nomination_quotas").where("round_id", "=", before.id).execute();
    await trx.deleteFrom("rounds").where("id", "=", roundId).execute().catch(refuseUsed);
    await record(trx, ctx, { action: "remove-round", subject: ["round", roundId], contestId, detail: { name: round.name } });
    return { contestId };
  });
}

/** Replaces tiers and nomination quotas of a round, until judging has ended and prizes are being given. */
export async function saveAwards(ctx: Context, roundId: string, input: AwardsInput): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await holdRound(trx, ctx, "saveAwards", roundId);
    refuseFrom(round, "decision", "awards-frozen");
    const awards = { tiers: input.tiers, quotas: input.quotas.filter(({ count }) => count > 0) };
    const { categories } = await changedRound(trx, round.contest.id, roundId, (old) => ({ ...old, ...awards }));
    await writeAwards(trx, roundId, awards, categories);
    await note(trx, ctx, round.contest.id, roundId, "save-awards", awards);
    return { roundId };
  });
}

/** Replaces the tie-break chain of a round, until it is opened: ties are decided by what was announced before. */
export async function saveTieBreak(ctx: Context, roundId: string, steps: TieBreakSetup[]): Promise<{ roundId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await holdRound(trx, ctx, "saveTieBreak", roundId);
    refuseFrom(round, "open", "round-frozen");
    await changedRound(trx, round.contest.id, roundId, (old) => ({ ...old, tieBreakSteps: steps }));
    await writeChain(trx, roundId, steps);
    await note(trx, ctx, round.contest.id, roundId, "save-tie-break", { steps });
    return { roundId };
  });
}

async function unitOf(trx: Transaction, unitId: string) {
  const unit = await trx.selectFrom("units").select(["id", "name"]).where("id", "=", unitId).executeTakeFirst();
  if (!unit) throw new DomainError("not-found", "unit-unknown");
  return unit;
}

const note = (
  trx: Transaction, ctx: Context, contestId: string, roundId: string, action: string, detail: Record<string, unknown>,
) => record(trx, ctx, { action, subject: ["round", roundId], contestId, detail });

function refusePrefix(error: unknown): never {
  if (constraintOf(error) === "one_round_per_prefix") throw new DomainError("conflict", "prefix-taken", {}, "codePrefix");
  throw error;
}

function refuseUsed(error: unknown): never {
  if (constraintOf(error)?.endsWith("_fkey")) throw new DomainError("conflict", "round-in-use");
  throw error;
}
