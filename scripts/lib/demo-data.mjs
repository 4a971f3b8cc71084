import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The mark that a data directory holds the demo, and how far its loading came. Nothing without this mark is ever
 * cleared: real data has none.
 */
export function demoMark(env) {
  const file = path.join(env.dataDir, "demo.json");
  const database = env.database.url ? createHash("sha256").update(env.database.url).digest("hex") : "embedded";
  const write = (mark) => {
    mkdirSync(env.dataDir, { recursive: true });
    // The sign-ins stand in it, so nobody else may read it.
    writeFileSync(file, `${JSON.stringify({ database, ...mark }, null, 2)}\n`, { mode: 0o600, flush: true });
  };
  const read = () => {
    if (!existsSync(file)) return { state: "none" };
    try {
      const mark = JSON.parse(readFileSync(file, "utf8"));
      return mark.database === database ? mark : { state: "none" };
    } catch {
      // Cut off while it was written: the loading had not ended.
      return { state: "loading" };
    }
  };
  return {
    /** "none", "loading" (begun and not finished) or "ready"; a mark of another database counts as none. */
    state: () => read().state,
    accounts: () => read().accounts,
    begin: () => write({ state: "loading" }),
    finish: (accounts) => write({ state: "ready", accounts }),
  };
}

const ownFiles = [
  "postgres", "postgres.log", "postgres.users", "files", "tmp", "parts", "secrets.json", "ffmpeg-tried", "demo-accounts.json",
];

/** Removes what the program keeps in its data directory, the mark last; a file that is not ours stays. */
export async function clearData(env) {
  const { stopPostgres } = await import("../../app/platform/postgres.server.ts");
  if (env.database.url) await clearDatabase(env);
  else await stopPostgres(path.join(env.dataDir, "postgres"));
  for (const name of [...ownFiles, "demo.json"]) rmSync(path.join(env.dataDir, name), { recursive: true, force: true });
}

async function clearDatabase(env) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: env.database.url });
  await client.connect();
  try {
    await client.query("drop schema if exists pgboss cascade; drop schema public cascade; create schema public");
  } finally {
    await client.end();
  }
}

/** True while another process works on the same embedded database. */
export async function isInUse(env) {
  const users = path.join(env.dataDir, "postgres.users");
  if (env.database.url || !existsSync(users)) return false;
  const { countUsers } = await import("../../app/platform/process-table.server.ts");
  return countUsers(users) > 0;
}

/** True when the database already holds somebody's work. */
export async function hasData({ pool }) {
  const { rows } = await pool.query("select exists (select 1 from people) or exists (select 1 from contests) as has");
  return rows[0].has;
}
