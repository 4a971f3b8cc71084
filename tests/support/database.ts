import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { observeQueries, openDatabase, type Connection, type Database, type OpenDatabase } from "#db/client.ts";
import { templateName } from "./global-setup.ts";

/** The database of one test file. Its members may be read inside tests and hooks, not while the file loads. */
export type FreshDatabase = { readonly db: Database; readonly pool: pg.Pool; readonly connection: Connection };

/**
 * Gives the calling test file (or describe block) a database of its own, copied from the migrated template
 * before its tests and dropped after them.
 */
export function freshDb(): FreshDatabase {
  let open: (OpenDatabase & { connection: Connection }) | undefined;
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  beforeAll(async () => {
    await administer(`create database ${name} template ${templateName} strategy file_copy`);
    const connection = { ...inject("postgres"), database: name };
    open = { ...openDatabase({ connection, max: 5 }), connection };
  });
  afterAll(async () => {
    await open?.db.destroy();
    await administer(`drop database if exists ${name} with (force)`);
  });
  const now = () => {
    if (!open) throw new Error("freshDb() is ready only inside tests and hooks");
    return open;
  };
  return {
    get db() {
      return now().db;
    },
    get pool() {
      return now().pool;
    },
    get connection() {
      return now().connection;
    },
  };
}

/** How many statements `work` sends through Kysely, and what they were; begin and commit count too. */
export async function countQueries<T>(_db: Database, work: () => Promise<T>) {
  const statements: string[] = [];
  const result = await observeQueries((query) => statements.push(query.sql), work);
  return { result, count: statements.length, statements };
}

/** Whether a statement waits for a lock in the database of `pool`. */
export async function someoneWaits(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: number }>(
    "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]!.waiting > 0;
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject("postgres"), database: "postgres" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
