import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#app/platform/postgres.server.ts";
import { installQueue } from "#app/platform/queue.server.ts";
import { openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { host: string; port: number; user: string };
  }
}

export const templateName = "template_vong_thi";

/** One PostgreSQL for the whole run, with a migrated database to copy from. Nothing may stay connected to that one. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-test-"));
  const server = await startPostgres({
    dir: path.join(dir, "postgres"),
    fsync: false,
    settings: { autovacuum: "off", wal_level: "minimal", max_wal_senders: 0, max_connections: 200 },
  });
  const { host, port, user } = server.connection;
  const admin = openDatabase({ connection: server.connection, max: 1 });
  await admin.pool.query(`create database ${templateName}`);
  await admin.db.destroy();
  const template = openDatabase({ connection: { host, port, user, database: templateName }, max: 2 });
  await migrateToLatest(template.db);
  await installQueue(template.pool);
  await template.db.destroy();
  project.provide("postgres", { host, port, user });
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
