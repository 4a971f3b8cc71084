import type { ZodType } from "zod";
import { enqueue, type EnqueueOptions, type JobContext, type Queue } from "#app/platform/queue.server.ts";
import type { Storage } from "#app/platform/storage.server.ts";
import type { Database, Transaction } from "#db/client.ts";

/** What every handler is given besides its payload: the outside world, never ambient. */
export type JobTools = {
  db: Database;
  storage: Storage;
  partsDir: string;
  clock: () => Date;
  ffmpeg: string | null;
};

/** A kind of background work: how to ask for it and how to do it. */
export type Job<Payload extends object> = {
  readonly name: string;
  /** Asks for the work on the caller's transaction: it is done exactly when the fact that caused it stands. */
  later(trx: Transaction | Database, payload: Payload, options?: EnqueueOptions): Promise<void>;
  /** Does the work now. Throws when the payload does not fit the schema. */
  run(tools: JobTools, payload: unknown, context?: JobContext): Promise<void>;
};

/**
 * Defines a kind of job. Names are "<module>.<verb phrase>". Handlers may run more than once for the same payload
 * and must leave the same state behind.
 */
export function defineJob<Payload extends object>(
  name: string,
  schema: ZodType<Payload>,
  handler: (tools: JobTools, payload: Payload, context?: JobContext) => Promise<void>
): Job<Payload> {
  return {
    name,
    later: async (trx, payload, options) => void (await enqueue(trx, name, schema.parse(payload), options)),
    run: async (tools, payload, context) => handler(tools, schema.parse(payload), context),
  };
}

/** Binds jobs to a queue with the tools of this process. */
export function bindJobs(queue: Queue, jobs: readonly Job<never>[], tools: JobTools): void {
  for (const job of jobs) queue.work(job.name, (payload, context) => job.run(tools, payload, context));
}
