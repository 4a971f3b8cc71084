import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { stopPostgres } from "#app/platform/postgres.server.ts";

/** The built site in a process of its own, with an empty data directory of its own. */
export type Site = {
  url: string;
  dataDir: string;
  /** What the process has printed so far. */
  output(): string;
  /** The one-time code of a first start; waits until it is printed. */
  setupCode(): Promise<string>;
  /** Kills the process, and its database with it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, after `kill` or `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
};

/** Starts the production build, which must exist, on a free port. Call `dispose` in the end. */
export async function startSite(env: Record<string, string> = {}): Promise<Site> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "vong-thi-site-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const postgresDir = path.join(dataDir, "postgres");
  let child: ChildProcess | undefined;
  let output = "";

  async function start(): Promise<void> {
    output = "";
    child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
      env: { ...process.env, NODE_ENV: "production", PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    await until(() => /ready: http/.test(output) || child?.exitCode != null);
    if (child.exitCode !== null) throw new Error(`The site did not start:\n${output}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }

  await start();
  return {
    url: `http://localhost:${port}`,
    dataDir,
    output: () => output,
    start,
    stop: () => end("SIGTERM"),
    async setupCode() {
      await until(() => /set-up code: \S+/.test(output));
      return /set-up code: (\S+)/.exec(output)![1]!;
    },
    async kill() {
      process.kill(Number(readFileSync(path.join(postgresDir, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
      await end("SIGKILL");
    },
    async dispose() {
      await end("SIGTERM");
      await stopPostgres(postgresDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function until(condition: () => boolean, limitMs = 60_000): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > limit) throw new Error(`Waited ${limitMs} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
