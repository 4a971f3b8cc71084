import type { Actor } from "#app/domain/people/actor.ts";
import type { Transaction } from "#db/client.ts";
import type { PhaseKind } from "./model.ts";

/** Called on the move's own transaction, after the move is written: what it throws undoes the move. */
export type MoveReaction = (
  ctx: { db: Transaction; actor: Actor; now: Date },
  move: { roundId: string; from: PhaseKind; to: PhaseKind },
) => Promise<void>;

const reactions = new Map<string, MoveReaction>();

/** Lets a later module act on, or refuse, a round's move to another phase, by whatever hand or clock it comes. */
export function onPhaseMove(name: string, reaction: MoveReaction): void {
  reactions.set(name, reaction);
}

/** Runs every reaction, in the order of their registration. */
export async function reactToMove(...args: Parameters<MoveReaction>): Promise<void> {
  for (const reaction of reactions.values()) await reaction(...args);
}
