import type { Transaction } from "#db/client.ts";
import type { Actor, Appointment } from "./actor.ts";

/** Called on the appointment's own transaction: what it throws undoes the appointment. */
export type AppointmentReaction = (
  ctx: { db: Transaction; actor: Actor; now: Date },
  appointed: Appointment & { personId: string },
) => Promise<void>;

const reactions = new Map<string, AppointmentReaction>();

/** Lets a later module act when somebody is appointed (a judge who joins while judging needs sheets). */
export function onAppointment(name: string, reaction: AppointmentReaction): void {
  reactions.set(name, reaction);
}

/** Runs every reaction, in the order of their registration. */
export async function reactToAppointment(...args: Parameters<AppointmentReaction>): Promise<void> {
  for (const reaction of reactions.values()) await reaction(...args);
}
