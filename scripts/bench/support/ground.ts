import path from "node:path";
import { startSession } from "#app/domain/people/sessions.server.ts";
import { startPostgres } from "#app/platform/postgres.server.ts";
import { installQueue } from "#app/platform/queue.server.ts";
import { openDatabase, type Database } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { inTempDir, leavingNothing } from "./leavings.ts";

/** An empty, migrated database that syncs every commit to disk, as production does, in a data directory of its own. */
export type Ground = {
  db: Database;
  /** For a site started upon it: it joins the running database. */
  dataDir: string;
  connection: { host: string; port: number; user: string; database: string };
};

/** Opens the ground for `work`, and stops and removes it afterwards. */
export function onGround<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  return inTempDir(async (dataDir) => {
    const server = await startPostgres({ dir: path.join(dataDir, "postgres") });
    const { db, pool } = openDatabase({ connection: server.connection, max: 4 });
    const close = async () => {
      await db.destroy();
      await server.stop();
    };
    return leavingNothing(close, async () => {
      await migrateToLatest(db);
      await installQueue(pool);
      return work({ db, dataDir, connection: server.connection });
    });
  });
}

/** The cookie header of a person who has just signed in. */
export async function cookieOf(db: Database, personId: string): Promise<string> {
  const { token } = await startSession(db, personId, new Date());
  // As createCookie writes it: the value as JSON in base64.
  return `vt_session=${encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"))}`;
}
