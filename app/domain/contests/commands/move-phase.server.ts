import { record } from "#app/domain/audit/record.server.ts";
import { isSystem } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { refuseFaults, roundFor } from "../edit-setup.server.ts";
import { decideMove } from "../lifecycle.ts";
import { type LoadedRound, loadRound, lockRound } from "../load.server.ts";
import type { PhaseKind } from "../model.ts";
import { readStoredSetup } from "../setup-read.server.ts";

export type Moved = { roundId: string; from: PhaseKind; to: PhaseKind };

/**
 * Moves a round to another phase: one step forward, or one back with a reason and never from publication. A round may
 * open only when it can be entered and judged, and returns to draft only while nothing was entered. The same move
 * twice is one. `from` guards a click on an old page ("phase-moved-meanwhile").
 */
export async function movePhase(
  ctx: Context,
  roundId: string,
  to: PhaseKind,
  reason = "",
  from?: PhaseKind,
): Promise<Moved> {
  await roundFor(ctx, "movePhase", roundId);
  return inTransaction(ctx.db, async (trx) => {
    await lockRound(trx, roundId);
    const round = await loadRound({ ...ctx, db: trx }, roundId);
    if (round.phase === to) return { roundId, from: to, to };
    if (from && from !== round.phase) throw new DomainError("conflict", "phase-moved-meanwhile");
    await decide(trx, round, to, reason);
    await trx
      .insertInto("phase_moves")
      .values({
        round_id: roundId, from_kind: round.phase, to_kind: to, moved_at: ctx.now, reason,
        moved_by: isSystem(ctx.actor) ? null : ctx.actor.personId,
      })
      .execute();
    const detail = { from: round.phase, to, reason };
    await record(trx, ctx, { action: "move-phase", subject: ["round", roundId], contestId: round.contest.id, detail });
    return { roundId, from: round.phase, to };
  });
}

async function decide(trx: Transaction, round: LoadedRound, to: PhaseKind, reason: string): Promise<void> {
  const rows = await trx.selectFrom("phases").select("kind").where("round_id", "=", round.id).execute();
  const decision = decideMove(round.phase, to, rows.map(({ kind }) => kind as PhaseKind));
  if (!decision.ok) throw new DomainError(decision.reason === "phase-skips" ? "invalid" : "closed", decision.reason);
  if (decision.needsReason && reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
  if (to === "open") await refuseUnready(trx, round);
  if (to === "draft") await refuseEntered(trx, round);
}

async function refuseUnready(trx: Transaction, round: LoadedRound): Promise<void> {
  const { setup } = await readStoredSetup(trx, round.contest.id);
  refuseFaults(setup);
  if (!setup.rounds[round.ordinal - 1]?.phases.some(({ kind }) => kind === "open")) {
    throw new DomainError("invalid", "open-needs-dates");
  }
  if (setup.rules.text.trim() === "") throw new DomainError("invalid", "open-needs-rules");
  const invited = await trx.selectFrom("contest_participants").select("unit_id").where("contest_id", "=", round.contest.id)
    .limit(1).executeTakeFirst();
  if (!invited) throw new DomainError("invalid", "open-needs-participants");
}

async function refuseEntered(trx: Transaction, round: LoadedRound): Promise<void> {
  const entry = await trx.selectFrom("entries").select("id").where("contest_id", "=", round.contest.id).limit(1).executeTakeFirst();
  if (entry) throw new DomainError("closed", "draft-has-entries");
}
