import type { Context } from "#app/domain/people/context.server.ts";
import { actorByToken, endSession, startSession } from "#app/domain/people/sessions.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Tells the person at the console how far loading is. */
export type Progress = (line: string) => void;

/** What every part of the load needs. */
export type Stage = { runtime: Runtime; progress: Progress };

/** The context of a person at a moment, exactly as a signed-in request would have it. */
export async function contextOf({ runtime: { db } }: Stage, personId: string, now: Date): Promise<Context> {
  const { token } = await startSession(db, personId, now);
  const actor = await actorByToken(db, token, now);
  if (!actor) throw new Error(`no actor for person ${personId}`);
  await endSession(db, token, now);
  return { db, actor, now };
}

/** Runs `work` over `items`, at most `width` at a time, in order of start. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<void>) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
