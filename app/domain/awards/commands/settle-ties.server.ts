import { randomBytes } from "node:crypto";
import { record } from "#app/domain/audit/record.server.ts";
import type { Place } from "#app/domain/awards/choose.server.ts";
import { lockRound, lockRoundOf, requireDecision, requireDecisionPhase } from "#app/domain/awards/load.server.ts";
import type { VoteInput } from "#app/domain/awards/model.ts";
import { loadTies, rankAnew, tieOf } from "#app/domain/awards/rank-anew.server.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { tieGroups, type TieGroup } from "#app/domain/awards/tie-groups.ts";
import { MOST_IN_DECIDER } from "#app/domain/judging/pairwise.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Records how the jury voted on a tie, by any of its entries, and ranks the category anew: the chain's step of the
 * vote then has its numbers. Every entry of the tie needs its count, no count is above the number of judges, and a
 * vote already recorded is replaced, the old one kept. Only for ties that came to that step.
 */
export async function recordJuryVote(ctx: Context, roundEntryId: string, { votes, note }: VoteInput): Promise<Place> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, categoryId } = await lockRoundOf(trx, ctx, roundEntryId);
    requireDecisionPhase(round);
    authorise(awardsRules.recordJuryVote, ctx, round);
    const at = { roundId: round.id, categoryId };
    const group = await tieOf(trx, at, roundEntryId, "jury-vote");
    if (!group) throw new DomainError("conflict", "no-tie-to-vote");
    await refuseCompared(trx, group);
    const counts = await checkVotes(trx, round.id, group, votes);
    await writeVotes(trx, ctx, round.id, counts, note);
    await rankAnew(trx, ctx, at);
    const event = { subject: ["round-entry", roundEntryId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "record-jury-vote", detail: { roundId: round.id, votes: counts, note } });
    return at;
  });
}

type Count = { entryId: string; for: number; against: number };

async function checkVotes(trx: Transaction, roundId: string, { rows }: TieGroup, votes: VoteInput["votes"]): Promise<Count[]> {
  const { count: judges } = await trx
    .selectFrom("appointments")
    .select(({ fn }) => fn.count<number>("person_id").distinct().as("count"))
    .where("round_id", "=", roundId)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return rows.map(({ entryId, code }) => {
    const vote = votes[entryId];
    if (!vote) throw new DomainError("invalid", "vote-missing", { code }, `votes.${entryId}.for`);
    if (vote.for + vote.against > judges) throw new DomainError("invalid", "votes-above-jury", { code, judges }, `votes.${entryId}.for`);
    return { entryId, ...vote };
  });
}

async function writeVotes(trx: Transaction, { actor, now }: Context, roundId: string, counts: readonly Count[], note: string) {
  await trx
    .updateTable("jury_votes")
    .set({ undone_at: now, undone_by: actor.personId })
    .where("round_entry_id", "in", counts.map(({ entryId }) => entryId))
    .where("undone_at", "is", null)
    .execute();
  const row = { round_id: roundId, note, recorded_at: now, recorded_by: actor.personId };
  await trx
    .insertInto("jury_votes")
    .values(counts.map((count) => ({ ...row, round_entry_id: count.entryId, votes_for: count.for, votes_against: count.against })))
    .execute();
}

/** A vote that comes before the decider in the chain would change the ties that were compared: that goes back first. */
async function refuseCompared(trx: Transaction, { step, rows }: TieGroup): Promise<void> {
  if (!rows[0]!.trail.some((later) => later.kind === "pairwise" && later.step > step)) return;
  const taken = await trx
    .selectFrom("decider_entries as de")
    .innerJoin("deciders as d", "d.id", "de.decider_id")
    .innerJoin("round_entries as re", "re.id", "de.round_entry_id")
    .select("re.code")
    .where("de.round_entry_id", "in", rows.map(({ entryId }) => entryId))
    .where("d.withdrawn_at", "is", null)
    .orderBy("re.code")
    .executeTakeFirst();
  if (taken) throw new DomainError("conflict", "vote-after-decider", { code: taken.code });
}

/**
 * Draws lots for every tie of a category that came to that step, once and for good: by the seed the committee typed
 * (a number read from a public draw) or by one made here, kept and shown so that anybody can draw again and get the
 * same. Refused while a vote of the jury or a decider that the rules put before is not recorded ("vote-before-lots"); a
 * tie too large for a decider does not wait for one. A second click gets the first one's draw.
 */
export async function drawLots(ctx: Context, { roundId, categoryId }: Place, typed = ""): Promise<{ seed: string; drawnAt: Date }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    requireDecision(ctx, round);
    authorise(awardsRules.drawLots, ctx, round);
    const earlier = await trx
      .selectFrom("lot_draws").select(["seed", "drawn_at as drawnAt"])
      .where("round_id", "=", roundId).where("category_id", "=", categoryId)
      .executeTakeFirst();
    if (earlier) return earlier;
    const ties = await loadTies(trx, { roundId, categoryId });
    if (tieGroups(ties, "lots").length === 0) throw new DomainError("conflict", "no-tie-for-lots");
    const reached = new Set(tieGroups(ties, "lots").flatMap(({ rows }) => rows.map(({ entryId }) => entryId)));
    const waiting = (["pairwise", "jury-vote"] as const).flatMap((kind) => tieGroups(ties, kind))
      .filter(({ kind, rows }) => kind !== "pairwise" || rows.length <= MOST_IN_DECIDER)
      .find(({ outcome, rows }) => outcome === "missing" && rows.some(({ entryId }) => reached.has(entryId)));
    if (waiting) throw new DomainError("conflict", `${waiting.kind === "pairwise" ? "decider" : "vote"}-before-lots`, { rank: waiting.rank });
    const seed = typed.trim() || randomBytes(6).toString("hex");
    await trx
      .insertInto("lot_draws")
      .values({ round_id: roundId, category_id: categoryId, seed, drawn_at: ctx.now, drawn_by: ctx.actor.personId })
      .execute();
    await rankAnew(trx, ctx, { roundId, categoryId });
    const event = { subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "draw-lots", detail: { categoryId, seed, typed: typed.trim() !== "" } });
    return { seed, drawnAt: ctx.now };
  });
}
