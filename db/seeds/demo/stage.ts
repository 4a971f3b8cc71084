import type { Context } from "#app/domain/people/context.server.ts";
import { actorByToken, endSession, startSession } from "#app/domain/people/sessions.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Studio } from "./studio.ts";

/** Tells the person at the console how far loading is. */
export type Progress = (line: string) => void;

/** What every part of the load needs. */
export type Stage = { runtime: Runtime; studio: Studio; progress: Progress };

/** The context of a person at a moment, exactly as a signed-in request would have it. */
export async function contextOf({ runtime: { db } }: Stage, personId: string, now: Date): Promise<Context> {
  const { token } = await startSession(db, personId, now);
  const actor = await actorByToken(db, token, now);
  if (!actor) throw new Error(`no actor for person ${personId}`);
  await endSession(db, token, now);
  return { db, actor, now };
}
