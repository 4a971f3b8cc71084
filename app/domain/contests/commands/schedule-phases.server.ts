import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { changedRound, holdRound, refuseFaults, refuseFrom, roundFor } from "../edit-setup.server.ts";
import type { ExtensionInput, PhasesInput } from "../forms.ts";
import { type LoadedRound, loadRound, lockRound } from "../load.server.ts";
import { SCHEDULED_PHASES } from "../kinds.ts";
import type { PhaseKind } from "../model.ts";
import { readStoredSetup } from "../setup-read.server.ts";
import { writeGrace, writePhases } from "../setup-write.server.ts";

/** Sets the dates of a draft round's phases and the grace after its deadline. Refuses phases that overlap or stand in another order. */
export async function savePhases(ctx: Context, roundId: string, input: PhasesInput): Promise<{ roundId: string }> {
  const phases = SCHEDULED_PHASES.flatMap((kind) => {
    const dates = input[kind];
    return dates ? [{ kind, startsAt: dates.startsAt.toISOString(), endsAt: dates.endsAt.toISOString() }] : [];
  });
  const graceMinutes = input.graceMinutes ?? 0;
  return inTransaction(ctx.db, async (trx) => {
    const round = await holdRound(trx, ctx, "savePhases", roundId);
    refuseFrom(round, "open", "phases-frozen");
    await changedRound(trx, round.contest.id, roundId, (old) => ({ ...old, phases }));
    await writePhases(trx, roundId, phases);
    await writeGrace(trx, roundId, graceMinutes);
    await record(trx, ctx, {
      action: "save-phases", subject: ["round", roundId], contestId: round.contest.id, detail: { phases, graceMinutes },
    });
    return { roundId };
  });
}

/**
 * Puts off the end of a phase that has not passed into another yet, with a reason shown to everybody. What follows
 * and would begin before the new end is pushed back by as much, so that no two phases overlap.
 */
export async function extendPhase(
  ctx: Context,
  roundId: string,
  kind: (typeof SCHEDULED_PHASES)[number],
  input: ExtensionInput,
): Promise<{ roundId: string }> {
  const round = await roundFor(ctx, "extendPhase", roundId);
  return inTransaction(ctx.db, async (trx) => {
    await lockRound(trx, roundId);
    const rows = await trx.selectFrom("phases").selectAll().where("round_id", "=", roundId).orderBy("starts_at").execute();
    const phase = rows.find((row) => row.kind === kind);
    if (!phase?.ends_at) throw new DomainError("not-found", "phase-unknown");
    if (phase.ends_at.getTime() === input.newEndsAt.getTime()) return { roundId };
    refusePassed(await loadRound({ ...ctx, db: trx }, roundId), kind);
    if (input.newEndsAt <= phase.ends_at) throw new DomainError("invalid", "extension-not-later", {}, "newEndsAt");
    if (input.newEndsAt <= ctx.now) throw new DomainError("invalid", "extension-in-the-past", {}, "newEndsAt");
    await pushBack(trx, rows.slice(rows.indexOf(phase) + 1), input.newEndsAt);
    await trx.updateTable("phases").set({ ends_at: input.newEndsAt }).where("id", "=", phase.id).execute();
    await trx
      .insertInto("phase_extensions")
      .values({
        phase_id: phase.id, old_ends_at: phase.ends_at, new_ends_at: input.newEndsAt, reason: input.reason,
        document_no: input.documentNo, extended_at: ctx.now, extended_by: ctx.actor.personId,
      })
      .execute();
    refuseFaults((await readStoredSetup(trx, round.contest.id)).setup);
    const detail = { kind, from: phase.ends_at, to: input.newEndsAt, reason: input.reason, documentNo: input.documentNo };
    await record(trx, ctx, { action: "extend-phase", subject: ["round", roundId], contestId: round.contest.id, detail });
    return { roundId };
  });
}

function refusePassed(round: LoadedRound, kind: PhaseKind): void {
  const order: readonly PhaseKind[] = ["draft", ...SCHEDULED_PHASES, "archived"];
  if (order.indexOf(round.phase) > order.indexOf(kind)) throw new DomainError("closed", "phase-passed");
}

async function pushBack(trx: Transaction, later: { id: string; starts_at: Date; ends_at: Date | null }[], end: Date) {
  let earliest = end;
  for (const phase of later) {
    if (phase.starts_at >= earliest) return;
    const shift = earliest.getTime() - phase.starts_at.getTime();
    const ends_at = phase.ends_at && new Date(phase.ends_at.getTime() + shift);
    await trx.updateTable("phases").set({ starts_at: earliest, ends_at }).where("id", "=", phase.id).execute();
    if (!ends_at) return;
    earliest = ends_at;
  }
}
