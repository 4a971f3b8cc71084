import type { Context } from "#app/domain/people/context.server.ts";
import { movePhase } from "./commands/move-phase.server.ts";
import type { PhaseKind } from "./model.ts";

/**
 * How a later module brings a round into a phase: it makes its rows and calls `movePhase` in one transaction. It
 * decides for itself whether the round is ready, and refuses with a `DomainError`.
 */
export type PhaseStarter = (ctx: Context, roundId: string, reason: string) => Promise<unknown>;

const starters = new Map<PhaseKind, PhaseStarter>();

/** Makes `starter` the way into a phase, for hands and for the clock; called once by the module that owns it. */
export function registerPhaseStarter(phase: PhaseKind, starter: PhaseStarter): void {
  starters.set(phase, starter);
}

/** The phases that cannot be entered by moving alone: they mean sheets, a ranking or frozen results. */
const needStarter: readonly PhaseKind[] = ["judging", "decision", "published"];

/** Whether the way into a phase is known, so that the clock may take it. */
export const isEnterable = (phase: PhaseKind): boolean => starters.has(phase) || !needStarter.includes(phase);

/** Brings a round into a phase the way the module that owns the phase says, else by moving alone. */
export async function enterPhase(ctx: Context, roundId: string, to: PhaseKind, reason = "", from?: PhaseKind): Promise<void> {
  const starter = starters.get(to);
  if (starter) await starter(ctx, roundId, reason);
  else await movePhase(ctx, roundId, to, reason, from);
}
