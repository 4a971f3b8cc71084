import { record } from "#app/domain/audit/record.server.ts";
import { proposalsOf } from "#app/domain/judging/conflict-facts.server.ts";
import { type JudgedRound, lockConflict, lockJudgedRound, releasePair, rejoinPair } from "#app/domain/judging/conflict-load.server.ts";
import type { NewConflict, NewInterest } from "#app/domain/judging/model.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

const CHUNK = 4_000;

/**
 * Looks for conflicts of interest anew: units of the judges, names, what they declared. Proposals nobody decided on are
 * replaced; what was confirmed, lifted or told by somebody stays. Names of children are not kept with a proposal.
 */
export async function findConflicts(ctx: Context, roundId: string): Promise<{ proposed: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.findConflicts, ctx, round);
    const { proposals } = await proposalsOf(trx, roundId);
    await trx.deleteFrom("conflicts").where("round_id", "=", roundId).where("standing", "=", "proposed").execute();
    const found = { round_id: roundId, origin: "computed", standing: "proposed", found_at: ctx.now, found_by: ctx.actor.personId };
    const rows = proposals.map(({ judgeId, entryId, strength, reasons }) => ({
      ...found, judge_id: judgeId, round_entry_id: entryId, strength,
      reasons: JSON.stringify(reasons.map((reason) => ("unitId" in reason ? { kind: reason.kind, unitId: reason.unitId } : { kind: reason.kind }))),
    }));
    let proposed = 0;
    for (let from = 0; from < rows.length; from += CHUNK) {
      const kept = await trx
        .insertInto("conflicts").values(rows.slice(from, from + CHUNK))
        .onConflict((conflict) => conflict.constraint("one_conflict_per_judge_and_entry").doNothing())
        .returning("id").execute();
      proposed += kept.length;
    }
    await note(trx, ctx, round, "find-conflicts", { proposed });
    return { proposed };
  });
}

/**
 * Confirms a proposed conflict, or one that was lifted: judge and entry never meet again, a sheet there is counts for
 * nothing, and where a number of judges is planned for each work another one gets it. Confirmed already is fine.
 */
export async function confirmConflict(ctx: Context, conflictId: string): Promise<{ roundId: string; code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, ...conflict } = await lockConflict(trx, ctx, conflictId);
    authorise(judgingRules.confirmConflict, ctx, round);
    const { code, judgeId, entryId } = conflict;
    if (conflict.standing !== "confirmed") {
      await decide(trx, ctx, [conflict.id], "confirmed");
      await releasePair(trx, ctx, round, [conflict]);
      await note(trx, ctx, round, "confirm-conflict", { code, judgeId, entryId });
    }
    return { roundId: round.id, code };
  });
}

/** Confirms every strong proposal of a round at once, as `confirmConflict` does each. */
export async function confirmStrongConflicts(ctx: Context, roundId: string): Promise<{ confirmed: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.confirmStrongConflicts, ctx, round);
    const strong = await trx
      .selectFrom("conflicts").select(["id", "judge_id as judgeId", "round_entry_id as entryId"])
      .where("round_id", "=", roundId).where("standing", "=", "proposed").where("strength", "=", "strong")
      .execute();
    await decide(trx, ctx, strong.map(({ id }) => id), "confirmed");
    await releasePair(trx, ctx, round, strong);
    if (strong.length > 0) await note(trx, ctx, round, "confirm-strong-conflicts", { confirmed: strong.length });
    return { confirmed: strong.length };
  });
}

/**
 * Lifts a conflict, proposed or confirmed, with the reason: the judge may judge the entry. A sheet that was taken away
 * for it comes back as it was left, unless the work has its planned number of judges without it.
 */
export async function liftConflict(ctx: Context, conflictId: string, reason: string): Promise<{ roundId: string; code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const { round, ...conflict } = await lockConflict(trx, ctx, conflictId);
    authorise(judgingRules.liftConflict, ctx, round);
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    const { code, judgeId, entryId } = conflict;
    if (conflict.standing !== "lifted") {
      await decide(trx, ctx, [conflict.id], "lifted", reason.trim());
      if (conflict.standing === "confirmed") await rejoinPair(trx, ctx.now, conflict);
      if (round.phase === "judging") await openSheets(trx, ctx.now, round.id);
      await note(trx, ctx, round, "lift-conflict", { code, judgeId, entryId, reason: reason.trim() });
    }
    return { roundId: round.id, code };
  });
}

/** Adds a conflict the chair knows of, confirmed at once; the entry is named by its code. */
export async function addConflict(ctx: Context, roundId: string, { code, judgeId, note: told }: NewConflict): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.addConflict, ctx, round);
    await requireJudge(trx, roundId, judgeId);
    const entry = await trx
      .selectFrom("round_entries as re").select("re.id")
      .where("re.round_id", "=", roundId).where("re.code", "=", code.trim().toUpperCase()).where(takesPart)
      .executeTakeFirst();
    if (!entry) throw new DomainError("invalid", "conflict-code-unknown", { code: code.trim() }, "code");
    const decided = {
      origin: "added", strength: "strong", note: told, standing: "confirmed", decided_at: ctx.now, decided_by: ctx.actor.personId,
      decision_reason: "",
    };
    await trx
      .insertInto("conflicts")
      .values({ round_id: roundId, round_entry_id: entry.id, judge_id: judgeId, found_at: ctx.now, found_by: ctx.actor.personId, ...decided })
      .onConflict((conflict) => conflict.constraint("one_conflict_per_judge_and_entry").doUpdateSet(decided))
      .execute();
    await releasePair(trx, ctx, round, [{ judgeId, entryId: entry.id }]);
    await note(trx, ctx, round, "add-conflict", { code: code.trim(), judgeId, entryId: entry.id, note: told });
    return { code: code.trim() };
  });
}

/** Notes a school or commune that a judge is tied to (a former post, a child's school), and looks for conflicts anew. */
export async function noteInterest(ctx: Context, roundId: string, { judgeId, unitId, note: told }: NewInterest): Promise<{ proposed: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockJudgedRound(trx, ctx, roundId);
    authorise(judgingRules.noteInterest, ctx, round);
    await requireJudge(trx, roundId, judgeId);
    const unit = await trx.selectFrom("units").select("id").where("id", "=", unitId).executeTakeFirst();
    if (!unit) throw new DomainError("invalid", "unit-unknown", {}, "unitId");
    await trx
      .insertInto("judge_interests")
      .values({ round_id: roundId, judge_id: judgeId, unit_id: unitId, note: told, declared_at: ctx.now, declared_by: ctx.actor.personId })
      .onConflict((conflict) => conflict.constraint("one_interest_per_judge_and_unit").doUpdateSet({ note: told }))
      .execute();
    await note(trx, ctx, round, "note-interest", { judgeId, unitId, note: told });
    return findConflicts({ ...ctx, db: trx }, roundId);
  });
}

async function requireJudge(trx: Transaction, roundId: string, judgeId: string): Promise<void> {
  const row = isUuid(judgeId)
    ? await trx
        .selectFrom("appointments").select("id")
        .where("round_id", "=", roundId).where("person_id", "=", judgeId)
        .where("role", "in", ["judge", "head-judge"]).where("ended_at", "is", null)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("invalid", "conflict-judge-unknown", {}, "judgeId");
}

async function decide(trx: Transaction, ctx: Context, ids: readonly string[], standing: string, reason = ""): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable("conflicts")
    .set({ standing, decided_at: ctx.now, decided_by: ctx.actor.personId, decision_reason: reason })
    .where("id", "in", ids)
    .execute();
}

const note = (trx: Transaction, ctx: Context, round: JudgedRound, action: string, detail: Record<string, unknown>) =>
  record(trx, ctx, { action, subject: ["round", round.id], contestId: round.contestId, detail });
