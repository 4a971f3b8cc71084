import type { Context } from "#app/domain/people/context.server.ts";
import { decideMove } from "../lifecycle.ts";
import { loadRound } from "../load.server.ts";
import { PHASE_KINDS } from "../kinds.ts";
import type { PhaseKind } from "../model.ts";
import { contestRules } from "../rules.ts";

export type PhaseLine = { kind: PhaseKind; startsAt: Date; endsAt: Date | null };
export type MoveLine = { from: PhaseKind; to: PhaseKind; at: Date; by: string | null; reason: string };
export type PhasesView = {
  roundId: string;
  roundName: string;
  phase: PhaseKind;
  phases: PhaseLine[];
  moves: MoveLine[];
  /** One step forward and one back, as far as there is one. */
  next: PhaseKind | null;
  previous: PhaseKind | null;
  may: { move: boolean; extend: boolean };
};

/** A draft's dates are simply changed; after publication there is nothing to put off. */
const running: readonly PhaseKind[] = ["open", "screening", "judging", "decision"];

/** A round's dates, where it stands, how it came there and where it may go; not in reach is "round-unknown". */
export async function findPhases(ctx: Context, roundId: string): Promise<PhasesView> {
  const round = await loadRound(ctx, roundId);
  const phases = (await ctx.db
    .selectFrom("phases")
    .select(["kind", "starts_at as startsAt", "ends_at as endsAt"])
    .where("round_id", "=", round.id)
    .orderBy("starts_at")
    .execute()) as PhaseLine[];
  const dated = phases.map(({ kind }) => kind);
  const step = (forward: boolean) =>
    PHASE_KINDS.find((to) => {
      const decision = decideMove(round.phase, to, dated);
      return decision.ok && decision.needsReason !== forward;
    }) ?? null;
  const facts = { organiserUnitId: round.contest.organiserUnitId, roundUnitId: round.unitId };
  return {
    roundId: round.id,
    roundName: round.name,
    phase: round.phase,
    phases,
    moves: await listMoves(ctx, round.id),
    next: step(true),
    previous: step(false),
    may: {
      move: contestRules.movePhase(ctx.actor, facts, ctx.now),
      extend: running.includes(round.phase) && contestRules.extendPhase(ctx.actor, facts, ctx.now),
    },
  };
}

async function listMoves({ db }: Context, roundId: string): Promise<MoveLine[]> {
  const rows = await db
    .selectFrom("phase_moves")
    .leftJoin("people", "people.id", "phase_moves.moved_by")
    .select(["from_kind", "to_kind", "moved_at", "people.full_name", "reason"])
    .where("round_id", "=", roundId)
    .orderBy("phase_moves.id", "desc")
    .execute();
  return rows.map((row) => ({
    from: row.from_kind as PhaseKind,
    to: row.to_kind as PhaseKind,
    at: row.moved_at,
    by: row.full_name,
    reason: row.reason,
  }));
}
