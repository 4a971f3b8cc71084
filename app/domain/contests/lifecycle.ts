import { PHASE_KINDS } from "#app/domain/contests/kinds.ts";
import type { PhaseKind, PhaseSetup } from "#app/domain/contests/model.ts";

/** A phase with its moments; `startsAt` included, `endsAt` excluded. */
export type ScheduledPhase = { kind: PhaseKind; startsAt: Date; endsAt: Date };

export type MoveDecision =
  | { ok: true; needsReason: boolean }
  | { ok: false; reason: "phase-already" | "phase-skips" | "phase-after-publication" | "phase-archived" };

export type ScheduleFault = {
  reason: "phase-twice" | "phase-ends-before-start" | "phases-overlap" | "phases-out-of-order";
  phases: PhaseKind[];
};

const place = (kind: PhaseKind) => PHASE_KINDS.indexOf(kind);

/** The dated phases of a set-up with their moments as dates. */
export function scheduleOf(phases: readonly PhaseSetup[]): ScheduledPhase[] {
  return phases.map(({ kind, startsAt, endsAt }) => ({
    kind,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  }));
}

/**
 * Whether a contest's round may go from one phase to another. One step forward is free; one step back is
 * allowed with a written reason until publication, never after it. A phase that the round leaves out (`dated`
 * does not name it) may be stepped over.
 */
export function decideMove(from: PhaseKind, to: PhaseKind, dated?: readonly PhaseKind[]): MoveDecision {
  if (from === to) return { ok: false, reason: "phase-already" };
  if (from === "archived") return { ok: false, reason: "phase-archived" };
  const kept = PHASE_KINDS.filter(
    (kind) => !dated || dated.includes(kind) || ["draft", "published", "archived", from, to].includes(kind),
  );
  const distance = kept.indexOf(to) - kept.indexOf(from);
  if (distance < 0 && place(from) >= place("published"))
    return { ok: false, reason: "phase-after-publication" };
  if (Math.abs(distance) !== 1) return { ok: false, reason: "phase-skips" };
  return { ok: true, needsReason: distance < 0 };
}

/**
 * What is wrong with a schedule: a phase twice, one that ends before it starts, two that overlap, two in
 * another order than `PHASE_KINDS`. Touching ends are right: one phase may start when the other ends.
 */
export function overlaps(schedule: readonly ScheduledPhase[]): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  for (const phase of schedule) {
    if (phase.endsAt.getTime() <= phase.startsAt.getTime()) {
      faults.push({ reason: "phase-ends-before-start", phases: [phase.kind] });
    }
  }
  const ordered = [...schedule].sort((a, b) => place(a.kind) - place(b.kind));
  ordered.forEach((earlier, index) => {
    for (const later of ordered.slice(index + 1)) {
      const reason = pairFault(earlier, later);
      if (reason) faults.push({ reason, phases: [earlier.kind, later.kind] });
    }
  });
  return faults;
}

function pairFault(earlier: ScheduledPhase, later: ScheduledPhase): ScheduleFault["reason"] | null {
  if (earlier.kind === later.kind) return "phase-twice";
  const meet =
    earlier.startsAt.getTime() < later.endsAt.getTime() &&
    later.startsAt.getTime() < earlier.endsAt.getTime();
  if (meet) return "phases-overlap";
  return later.startsAt.getTime() < earlier.startsAt.getTime() ? "phases-out-of-order" : null;
}

/**
 * The move the clock asks for: the next dated phase when its start has come, one at a time, else null.
 * Publication and archiving are decisions of people: the clock never asks for them, nor for a move back. Where
 * somebody took the round a step back at `steppedBackAt`, a start that had passed by then is left to people.
 */
export function dueMove(
  schedule: readonly ScheduledPhase[],
  current: PhaseKind,
  now: Date,
  steppedBackAt: Date | null = null,
): PhaseKind | null {
  const [next] = schedule
    .filter(({ kind }) => place(kind) > place(current))
    .sort((a, b) => place(a.kind) - place(b.kind));
  if (!next || place(next.kind) >= place("published") || next.startsAt > now) return null;
  return steppedBackAt !== null && next.startsAt <= steppedBackAt ? null : next.kind;
}

/**
 * The schedule by which the clock moves a round whose intake has minutes of grace: what would begin before they are
 * over waits for their end. The dates that people see stay as they are.
 */
export function withGrace<T extends ScheduledPhase>(schedule: readonly T[], intakeEndsAt: Date, graceMinutes: number): T[] {
  const graceEnds = new Date(intakeEndsAt.getTime() + graceMinutes * 60_000);
  return schedule.map((phase) =>
    phase.kind !== "open" && phase.startsAt < graceEnds ? { ...phase, startsAt: graceEnds } : phase,
  );
}

/** Whether a move goes back in the order of the phases. */
export const isStepBack = (from: PhaseKind, to: PhaseKind): boolean => place(to) < place(from);
