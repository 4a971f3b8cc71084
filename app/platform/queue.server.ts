import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { CompiledQuery } from "kysely";
import type pg from "pg";
import type PgBoss from "pg-boss";
import type { Database, Transaction } from "#db/client.ts";

/** What a handler learns besides its payload. `attempt` is 1 the first time; `signal` fires when time is up. */
export type JobContext = { id: string; attempt: number; signal: AbortSignal };

/** Handlers run at least once: a cut may repeat one, so doing it twice must end as doing it once. */
export type JobHandler<T extends object> = (payload: T, context: JobContext) => Promise<void>;

export type EnqueueOptions = {
  /** Of several waiting jobs with one name and key only the first is kept. One that already runs does not count. */
  singletonKey?: string;
  startAfter?: Date;
  /** Higher goes first; default 0. */
  priority?: number;
  /** Attempts after the first; default 3. */
  retryLimit?: number;
  /** Seconds before the second attempt, doubled each time; default 2. */
  retryDelay?: number;
  /** Seconds one attempt may take; default 900. */
  expireInSeconds?: number;
};

export type Queue = {
  /** Names the handler of a kind of job. `concurrency` jobs of the kind run at once at most; default 1. */
  work<T extends object>(name: string, handler: JobHandler<T>, options?: { concurrency?: number }): void;
  /** Runs jobs from now on, beginning with those that a killed process left half done. */
  start(): Promise<void>;
  /** Enqueues a job by the clock of Vietnam, in cron notation. Needs `start`. */
  schedule(name: string, cron: string, payload?: object): Promise<void>;
  /** Runs everything that is due until nothing is left, and answers how many jobs it ran here. */
  drain(): Promise<number>;
  /** Takes no new jobs and waits for the running ones, `graceMs` at most (default 20 000). */
  stop(graceMs?: number): Promise<void>;
};

export type QueueConfig = {
  pool: pg.Pool;
  onFailure: (failure: { name: string; id: string; attempt: number; error: unknown }) => void;
  onError: (error: unknown) => void;
  pollMs?: number;
};

type Job = PgBoss.JobWithMetadata;
type Kind = { handler: JobHandler<object>; concurrency: number; running: number };

const schema = "pgboss";
const workerLock = 727_275;
const defaults = { retryLimit: 3, retryDelay: 2, retryBackoff: true, expireInSeconds: 900 };

/** Creates or updates the queue's own tables; repeating it is harmless, also from several processes. */
export async function installQueue(pool: pg.Pool): Promise<void> {
  const boss = await newBoss(executorOn(pool), { supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false });
}

/**
 * Puts a job into the queue on the caller's transaction: it exists exactly when the fact that caused it does.
 * Answers the job's id, or null when one with the same name and `singletonKey` is already waiting.
 */
export async function enqueue(
  trx: Database | Transaction, name: string, payload: object, options: EnqueueOptions = {},
): Promise<string | null> {
  const execute = async (text: string, values: readonly unknown[]) => ({
    rows: (await trx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))).rows as unknown[],
  });
  const boss = (writer ??= await newBoss({ executeSql: execute }, { supervise: false, schedule: false }));
  const send = () => boss.send(name, payload, {
    ...defaults,
    // The index that drops duplicates takes a missing key for a key like any other.
    singletonKey: crypto.randomUUID(),
    ...options,
    db: { executeSql: execute },
  });
  const id = await send();
  if (id !== null) return id;
  const known = await execute(`select 1 from ${schema}.queue where name = $1`, [name]);
  if (known.rows.length > 0) return null;
  await execute(createQueueSql, [name]);
  return send();
}

let writer: PgBoss | undefined;

/** The background work of this process. Nothing runs before `start` or `drain`. */
export function openQueue(config: QueueConfig): Queue {
  return new Worker(config);
}

class Worker implements Queue {
  readonly #config: QueueConfig;
  readonly #kinds = new Map<string, Kind>();
  readonly #running = new Set<Promise<void>>();
  readonly #halt = haltOfMany();
  #boss: Promise<PgBoss> | undefined;
  #lock: pg.PoolClient | undefined;
  #loop: Promise<void> | undefined;
  #finished = 0;

  constructor(config: QueueConfig) {
    this.#config = config;
  }

  work<T extends object>(name: string, handler: JobHandler<T>, options: { concurrency?: number } = {}): void {
    this.#kinds.set(name, { handler: handler as JobHandler<object>, concurrency: options.concurrency ?? 1, running: 0 });
  }

  async start(): Promise<void> {
    const boss = await this.#open();
    await boss.start();
    await this.#reclaim();
    this.#loop ??= this.#poll();
  }

  async schedule(name: string, cron: string, payload: object = {}): Promise<void> {
    await this.#config.pool.query(createQueueSql, [name]);
    await (await this.#open()).schedule(name, cron, payload, { tz: "Asia/Ho_Chi_Minh", ...defaults });
  }

  async drain(): Promise<number> {
    const before = this.#finished;
    await this.#reclaim();
    for (;;) {
      const started = await this.#fetchDue();
      if (this.#running.size > 0) await Promise.race(this.#running);
      else if (started === 0 && (await this.#activeElsewhere()) === 0) return this.#finished - before;
      else if (started === 0) await sleep(50);
    }
  }

  async stop(graceMs = 20_000): Promise<void> {
    this.#halt.abort();
    await this.#loop;
    const patience = new AbortController();
    await Promise.race([
      Promise.allSettled(this.#running),
      sleep(graceMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    await (await this.#boss)?.stop({ graceful: false });
    this.#lock?.release(true);
    this.#lock = undefined;
  }

  #open(): Promise<PgBoss> {
    this.#boss ??= newBoss(executorOn(this.#config.pool), { supervise: true, schedule: true }).then((boss) =>
      boss.on("error", (error) => this.#config.onError(error)),
    );
    return this.#boss;
  }

  async #poll(): Promise<void> {
    const { signal } = this.#halt;
    while (!signal.aborted) {
      let pauseMs = this.#config.pollMs ?? 300;
      const started = await this.#fetchDue().catch((error: unknown) => {
        this.#config.onError(error);
        pauseMs = 2_000;
        return 0;
      });
      const pause = sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      // A finished job makes room at once; otherwise look again after the pause.
      await (started > 0 ? Promise.race([...this.#running, pause]) : pause);
    }
  }

  /** Starts as many due jobs as there is room for. */
  async #fetchDue(): Promise<number> {
    const free = [...this.#kinds].filter(([, kind]) => kind.running < kind.concurrency).map(([name]) => name);
    if (free.length === 0) return 0;
    const due = await this.#config.pool.query<{ name: string }>(dueSql, [free]);
    const boss = await this.#open();
    let started = 0;
    for (const { name } of due.rows) {
      const kind = this.#kinds.get(name)!;
      const jobs = await boss.fetch<object>(name, { batchSize: kind.concurrency - kind.running, includeMetadata: true });
      for (const job of jobs ?? []) this.#launch(kind, job);
      started += jobs?.length ?? 0;
    }
    return started;
  }

  #launch(kind: Kind, job: Job): void {
    kind.running += 1;
    const run = this.#run(kind, job).catch(this.#config.onError).finally(() => {
      kind.running -= 1;
      this.#finished += 1;
      this.#running.delete(run);
    });
    this.#running.add(run);
  }

  async #run(kind: Kind, job: Job): Promise<void> {
    const boss = await this.#open();
    const attempt = job.retryCount + 1;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Error("time is up")), Number(job.expireInSeconds) * 1000);
    try {
      await Promise.race([kind.handler(job.data, { id: job.id, attempt, signal: limit.signal }), aborted(limit.signal)]);
      await boss.complete(job.name, job.id);
    } catch (error) {
      this.#config.onFailure({ name: job.name, id: job.id, attempt, error });
      await boss.fail(job.name, job.id, { message: error instanceof Error ? error.message : String(error) });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The first worker takes a lock for life, so that whoever gets it knows: jobs still marked active are orphans. */
  async #reclaim(): Promise<void> {
    if (this.#lock) return;
    const client = await this.#config.pool.connect();
    const answer = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [workerLock]);
    if (!answer.rows[0]?.got) return client.release();
    this.#lock = client;
    client.on("error", () => (this.#lock = undefined));
    const orphans = await client.query<{ name: string; id: string }>(activeSql, [[...this.#kinds.keys()]]);
    const boss = await this.#open();
    for (const { name, id } of orphans.rows) await boss.fail(name, id, { message: "the process was cut off" });
  }

  async #activeElsewhere(): Promise<number> {
    return (await this.#config.pool.query(activeSql, [[...this.#kinds.keys()]])).rows.length;
  }
}

const createQueueSql = `select ${schema}.create_queue($1, '{"policy":"short"}'::json)`;
const dueSql = `select distinct name from ${schema}.job
  where name = any($1) and state < 'active' and start_after < now()`;
const activeSql = `select name, id from ${schema}.job where name = any($1) and state = 'active'`;

/** Every lane of every kind of job listens for the end; that many listeners are no leak. */
function haltOfMany(): AbortController {
  const halt = new AbortController();
  setMaxListeners(0, halt.signal);
  return halt;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

async function newBoss(db: PgBoss.Db, options: { supervise: boolean; schedule: boolean }): Promise<PgBoss> {
  const { default: Boss } = await import("pg-boss");
  return new Boss({ db, schema, ...options });
}

/** A script of several statements that fails leaves its transaction open; the connection must not go back like that. */
function executorOn(pool: pg.Pool): PgBoss.Db {
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      let failed = true;
      try {
        const result = await client.query(text, values);
        failed = false;
        return result;
      } finally {
        client.release(failed);
      }
    },
  };
}
