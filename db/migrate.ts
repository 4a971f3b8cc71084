import { Migrator } from "kysely";
import type { Database } from "./client.ts";
import { migrations } from "./migrations/index.ts";

/**
 * Brings the schema to the newest version and names the migrations applied, oldest first.
 * Several processes may call it at once: the first one works, the others wait and find nothing to do.
 * A migration that fails leaves no trace of the whole run, and its error is thrown with the name in front.
 */
export async function migrateToLatest(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  const failed = results.find((result) => result.status === "Error");
  if (error) throw new Error(`Migration ${failed?.migrationName ?? "(none)"} failed: ${String(error)}`, { cause: error });
  return results.map((result) => result.migrationName);
}
