import { z } from "zod";
import { defineJob } from "#app/domain/jobs/define.server.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import type { Database } from "#db/client.ts";
import { isDomainError } from "#app/platform/domain-error.ts";
import { dueMove, isStepBack, withGrace } from "./lifecycle.ts";
import { roundPhase } from "./load.server.ts";
import type { PhaseKind } from "./model.ts";
import { enterPhase, isEnterable } from "./phase-starters.server.ts";

export type ClockReport = { moved: { roundId: string; to: PhaseKind }[]; refused: { roundId: string; reason: string }[] };

/**
 * Moves every round whose dates say so, one phase after the other until nothing is due. A round that refuses (not
 * ready to open, sheets missing) is left for its office and tried again the next minute.
 */
export async function movePhasesByClock(db: Database, now: Date): Promise<ClockReport> {
  const report: ClockReport = { moved: [], refused: [] };
  const ctx = { db, actor: systemActor("clock"), now };
  for (const round of await scheduledRounds(db)) {
    let phase = round.phase;
    const due = () => dueMove(round.schedule, phase, now, round.steppedBackAt);
    for (let to = due(); to && isEnterable(to); to = due()) {
      try {
        await enterPhase(ctx, round.id, to);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        report.refused.push({ roundId: round.id, reason: error.reason });
        break;
      }
      report.moved.push({ roundId: round.id, to });
      phase = to;
    }
  }
  return report;
}

type ScheduledRound = {
  id: string;
  phase: PhaseKind;
  steppedBackAt: Date | null;
  schedule: { kind: PhaseKind; startsAt: Date; endsAt: Date }[];
};

async function scheduledRounds(db: Database): Promise<ScheduledRound[]> {
  const lastMoves = await db
    .selectFrom("phase_moves")
    .distinctOn("round_id")
    .select(["round_id", "from_kind", "to_kind", "moved_at"])
    .orderBy("round_id")
    .orderBy("id", "desc")
    .execute();
  const steppedBack = new Map(
    lastMoves
      .filter((move) => isStepBack(move.from_kind as PhaseKind, move.to_kind as PhaseKind))
      .map((move) => [move.round_id, move.moved_at]),
  );
  const rows = await db
    .selectFrom("rounds")
    .innerJoin("phases", "phases.round_id", "rounds.id")
    .select(["rounds.id", "kind", "starts_at", "ends_at", "rounds.grace_minutes", roundPhase.as("phase")])
    .orderBy("rounds.id")
    .orderBy("starts_at")
    .execute();
  const rounds = new Map<string, ScheduledRound>();
  for (const row of rows) {
    const round = rounds.get(row.id) ?? {
      id: row.id, phase: row.phase, steppedBackAt: steppedBack.get(row.id) ?? null, schedule: [],
    };
    round.schedule.push({ kind: row.kind as PhaseKind, startsAt: row.starts_at, endsAt: row.ends_at ?? row.starts_at });
    rounds.set(row.id, round);
  }
  for (const { id, kind, ends_at, grace_minutes } of rows) {
    const round = rounds.get(id)!;
    if (kind === "open" && ends_at) round.schedule = withGrace(round.schedule, ends_at, grace_minutes);
  }
  return [...rounds.values()].filter(({ phase }) => phase !== "published" && phase !== "archived");
}

/** Runs every minute by the timetable. */
export const movePhasesJob = defineJob("contests.move-phases", z.object({}), async ({ db, clock }) => {
  await movePhasesByClock(db, clock());
});
