import type { PhaseKind } from "#app/domain/contests/model.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import type { Transaction } from "#db/client.ts";

/** Called on the verdict's own transaction: what it throws undoes the verdict. */
export type AcceptanceReaction = (
  ctx: { db: Transaction; actor: Actor; now: Date },
  accepted: { id: string; roundId: string; phase: PhaseKind },
) => Promise<void>;

const reactions = new Map<string, AcceptanceReaction>();

/** Lets a later module act when an entry is found valid (one accepted while judging runs needs sheets). */
export function onAcceptance(name: string, reaction: AcceptanceReaction): void {
  reactions.set(name, reaction);
}

/** Runs every reaction, in the order of their registration. */
export async function reactToAcceptance(...args: Parameters<AcceptanceReaction>): Promise<void> {
  for (const reaction of reactions.values()) await reaction(...args);
}
