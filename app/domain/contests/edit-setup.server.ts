import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { type ContestState, type LoadedRound, loadContest, loadRound, lockSetup } from "./load.server.ts";
import { writeBallots } from "./ballot-write.server.ts";
import type { ContestSetup, PhaseKind } from "./model.ts";
import { contestRules } from "./rules.ts";
import { checkSetup } from "./setup-check.ts";
import { readStoredSetup } from "./setup-read.server.ts";
import { categoryIds, writeAwards, writeCategories, writeChain } from "./setup-write.server.ts";

type RuleName = keyof typeof contestRules;

/** Loads a contest and asks the rule of the command for leave; `roundId` when it concerns one round. */
export async function contestFor(ctx: Context, rule: RuleName, contestId: string): Promise<ContestState> {
  const contest = await loadContest(ctx, contestId);
  authorise(contestRules[rule], ctx, { organiserUnitId: contest.organiserUnitId, roundUnitId: null });
  return contest;
}

/** As `contestFor`, for a command about one round. */
export async function roundFor(ctx: Context, rule: RuleName, roundId: string) {
  const round = await loadRound(ctx, roundId);
  authorise(contestRules[rule], ctx, { organiserUnitId: round.contest.organiserUnitId, roundUnitId: round.unitId });
  return round;
}

/** As `contestFor`, the set-up held and read anew within a transaction, so that what it was refused for still stands. */
export async function holdContest(trx: Transaction, ctx: Context, rule: RuleName, contestId: string): Promise<ContestState> {
  const within = { ...ctx, db: trx };
  await contestFor(within, rule, contestId);
  await lockSetup(trx, contestId);
  return loadContest(within, contestId);
}

/** As `holdContest`, for a command about one round: whoever moves its phase waits, or has moved it already. */
export async function holdRound(trx: Transaction, ctx: Context, rule: RuleName, roundId: string): Promise<LoadedRound> {
  const within = { ...ctx, db: trx };
  const round = await roundFor(within, rule, roundId);
  await lockSetup(trx, round.contest.id);
  return loadRound(within, roundId);
}

const order: readonly PhaseKind[] = ["draft", "open", "screening", "judging", "decision", "published", "archived"];

/** Refuses once any round has left its draft: entrants rely on what was announced. */
function refuseFrozen(contest: ContestState, reason: string): void {
  if (contest.rounds.some(({ phase }) => phase !== "draft")) throw new DomainError("closed", reason);
}

/** Refuses ("setup-versioned") once criteria had a new version: what stood before is kept, and the categories with it. */
async function refuseVersioned(trx: Transaction, contestId: string): Promise<void> {
  const version = await trx
    .selectFrom("criteria_versions as v").innerJoin("categories as c", "c.id", "v.category_id").select("v.number")
    .where("c.contest_id", "=", contestId).limit(1).executeTakeFirst();
  if (version) throw new DomainError("closed", "setup-versioned");
}

/** Refuses (`reason`) a round that has come to `phase` or beyond. */
export function refuseFrom(round: { phase: PhaseKind }, phase: PhaseKind, reason: string): void {
  if (order.indexOf(round.phase) >= order.indexOf(phase)) throw new DomainError("closed", reason);
}

/** Throws the first thing that does not agree in a set-up. */
export function refuseFaults(setup: ContestSetup): void {
  const fault = checkSetup(setup)[0];
  if (fault) throw new DomainError("invalid", fault.reason, { ...fault.params, path: fault.path });
}

type CategoryEdit = {
  rule: RuleName;
  /** What an opened contest is refused with. */
  frozen?: string;
  contestId: string;
  change: (setup: ContestSetup) => ContestSetup;
  after: (trx: Transaction) => Promise<void>;
};

/**
 * Changes the categories of a contest that was never opened: reads the set-up under a lock, checks the changed one as
 * a whole, writes categories, awards and chains.
 */
export function changeCategories(ctx: Context, { rule, contestId, frozen = "setup-frozen", change, after }: CategoryEdit): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    refuseFrozen(await holdContest(trx, ctx, rule, contestId), frozen);
    await refuseVersioned(trx, contestId);
    const { setup, ids } = await readStoredSetup(trx, contestId);
    const changed = change(setup);
    refuseFaults(changed);
    await writeCategories(trx, contestId, changed);
    await writeRoundParts(trx, contestId, ids.rounds, changed);
    await after(trx);
  });
}

/** Writes awards, ballots and chain of every round of a set-up, in its order. */
export async function writeRoundParts(trx: Transaction, contestId: string, roundIds: readonly string[], setup: ContestSetup) {
  const categories = await categoryIds(trx, contestId);
  for (const [index, round] of setup.rounds.entries()) {
    await writeAwards(trx, roundIds[index]!, round, categories);
    await writeBallots(trx, roundIds[index]!, round.ballots ?? [], categories);
    await writeChain(trx, roundIds[index]!, round.tieBreakSteps);
  }
}

/** Changes one round of a set-up that the caller holds and checks the whole; the caller writes what it changed. */
export async function changedRound(
  trx: Transaction,
  contestId: string,
  roundId: string,
  change: (round: ContestSetup["rounds"][number], setup: ContestSetup) => ContestSetup["rounds"][number],
) {
  const { setup, ids } = await readStoredSetup(trx, contestId);
  const index = ids.rounds.indexOf(roundId);
  const rounds = setup.rounds.map((round, at) => (at === index ? change(round, setup) : round));
  refuseFaults({ ...setup, rounds });
  return { round: rounds[index]!, categories: ids.categories };
}
