import path from "node:path";
import type pg from "pg";
import { openDatabase, type Connection, type Database, type OpenDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { readEnv, type Env } from "./env.server.ts";
import { openLog, type Log } from "./log.server.ts";
import { startPostgres, type EmbeddedPostgres } from "./postgres.server.ts";
import { installQueue, openQueue, type Queue } from "./queue.server.ts";
import { loadSecrets, type Secrets } from "./secrets.server.ts";
import { openStorage, type Storage } from "./storage.server.ts";

/** What the machine offers, opened once for the process. */
export type Runtime = {
  env: Env;
  secrets: Secrets;
  db: Database;
  pool: pg.Pool;
  storage: Storage;
  queue: Queue;
  log: Log;
  clock: () => Date;
  /** Lets running jobs end, closes the database and takes leave of the embedded server. Once; repeating it waits. */
  stop(): Promise<void>;
};

// The bundled build and the server that hosts it are two instances of this module, and must share the runtime.
const key = Symbol.for("vong-thi.runtime");
const shared = globalThis as { [key]?: Promise<Runtime> | Runtime };

/** The running runtime. Throws before `startRuntime` has finished. */
export function runtime(): Runtime {
  const current = shared[key];
  if (!current || current instanceof Promise) throw new Error("The runtime has not been started");
  return current;
}

/**
 * Opens everything: the embedded PostgreSQL unless `DATABASE_URL` names another, migrations, files, queue.
 * Repeated calls answer the same runtime. Throws `EnvFault` for a faulty environment.
 */
export function startRuntime(env: Env = readEnv()): Promise<Runtime> {
  if (shared[key]) return Promise.resolve(shared[key]);
  const starting = open(env).then(installRuntime);
  shared[key] = starting;
  starting.catch(() => delete shared[key]);
  return starting;
}

/** Puts a runtime in place by hand; for tests, which bring their own database and clock. */
export function installRuntime(ready: Runtime): Runtime {
  const installed: Runtime = {
    ...ready,
    async stop() {
      if (shared[key] === installed) delete shared[key];
      await ready.stop();
    },
  };
  shared[key] = installed;
  return installed;
}

async function open(env: Env): Promise<Runtime> {
  const log = openLog(env);
  const secrets = loadSecrets(env.dataDir, env.secrets);
  const current: { pool?: pg.Pool } = {};
  const embedded = env.database.url ? null : await startPostgres({
    dir: path.join(env.dataDir, "postgres"),
    onRestart(connection) {
      // New connections take the pool's options as they are then.
      Object.assign(current.pool?.options ?? {}, connection);
      log.warn("the database had died and runs again");
    },
    onRestartFailed: (error) => log.error({ err: error }, "the database is down"),
  });
  const opened = connect(embedded?.connection ?? { connectionString: env.database.url! }, env, log);
  current.pool = opened.pool;
  try {
    const applied = await migrateToLatest(opened.db);
    if (applied.length > 0) log.info({ applied }, "migrated");
    await installQueue(opened.pool);
  } catch (error) {
    await opened.pool.end();
    await embedded?.stop();
    throw error;
  }
  return assemble(env, secrets, log, opened, embedded);
}

function assemble(
  env: Env, secrets: Secrets, log: Log, { db, pool }: OpenDatabase, embedded: EmbeddedPostgres | null,
): Runtime {
  const queue = openQueue({
    pool,
    onFailure: ({ error, ...job }) => log.warn({ job, err: error }, "a job failed"),
    onError: (error) => log.error({ err: error }, "the queue failed"),
  });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= close(queue, pool, embedded));
  return { env, secrets, db, pool, storage: openStorage(env.dataDir), queue, log, clock: () => new Date(), stop };
}

function connect(connection: Connection, env: Env, log: Log): OpenDatabase {
  return openDatabase({
    connection,
    max: env.database.poolSize,
    slowQueryMs: env.database.slowQueryMs,
    onSlowQuery: (query) => log.warn({ query }, "slow query"),
    onConnectionLost: (error) => log.warn({ reason: error.message }, "a database connection was lost"),
  });
}

async function close(queue: Queue, pool: pg.Pool, embedded: EmbeddedPostgres | null): Promise<void> {
  await queue.stop();
  await pool.end();
  await embedded?.stop();
}
