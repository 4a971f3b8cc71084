import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startPostgres, stopPostgres, type EmbeddedPostgres } from "#app/platform/postgres.server.ts";

const helper = path.resolve("tests/platform/postgres-user.ts");
let root: string;
let dir: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "vong-thi-pg-"));
  chmodSync(root, 0o755);
  dir = path.join(root, "postgres");
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  await stopPostgres(dir);
  rmSync(root, { recursive: true, force: true });
});

async function query(server: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const isUp = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

/** A process of its own that starts the server, writes numbered rows and says which ones were acknowledged. */
async function otherProcess(mode: "hold" | "write") {
  const child = spawn(process.execPath, ["--import", "tsx", helper, dir, mode], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  await once(reader, "line");
  return { child, lines, pid: Number(lines[0]) };
}

describe("embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("makes its cluster, answers, stops and leaves no trace of the making", async () => {
    const server = await startPostgres({ dir, fsync: false });
    expect(server.adopted).toBe(false);
    const facts = await query(server, `select current_setting('TimeZone') as zone, lower('ĐỨC') as lower,
      current_setting('listen_addresses') as open_to`);
    expect(facts).toEqual([{ zone: "UTC", lower: "đức", open_to: "" }]);
    await server.stop();
    expect(isUp(server.pid)).toBe(false);
    expect(existsSync(server.connection.host)).toBe(false);
    expect(readdirSync(root).sort()).toEqual(["postgres", "postgres.log", "postgres.users"]);
  });

  it("keeps fsync on unless told otherwise", async () => {
    const server = await startPostgres({ dir });
    expect(await query(server, "show fsync")).toEqual([{ fsync: "on" }]);
    await server.stop();
  });

  it("is made once and shared when two start at the same moment; the last one out stops it", async () => {
    const [first, second] = await Promise.all([startPostgres({ dir, fsync: false }), startPostgres({ dir, fsync: false })]);
    expect(second.pid).toBe(first.pid);
    await first.stop();
    expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(isUp(second.pid)).toBe(false);
  });

  it("stays up for a process that joined when the one that started it leaves", async () => {
    const other = await otherProcess("hold");
    const server = await startPostgres({ dir, fsync: false });
    expect([server.adopted, server.pid]).toEqual([true, other.pid]);
    other.child.stdin.end();
    await once(other.child, "exit");
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
    expect(isUp(server.pid)).toBe(false);
  });

  it("adopts the server of a killed process, with every acknowledged row, and then stops it itself", async () => {
    const other = await otherProcess("write");
    while (other.lines.length < 50) await once(other.child.stdout, "data");
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    const server = await startPostgres({ dir });
    expect([server.adopted, server.pid]).toEqual([true, other.pid]);
    const acknowledged = Number(other.lines.at(-1));
    expect(await query(server, `select count(*)::int as n from acknowledged where n <= ${acknowledged}`))
      .toEqual([{ n: acknowledged }]);
    await server.stop();
    expect(isUp(server.pid)).toBe(false);
  });

  it("recovers every acknowledged row after process and database were killed together", async () => {
    const other = await otherProcess("write");
    while (other.lines.length < 50) await once(other.child.stdout, "data");
    process.kill(other.pid, "SIGKILL");
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    const server = await startPostgres({ dir });
    expect(server.adopted).toBe(false);
    const acknowledged = Number(other.lines.filter((line) => /^\d+$/.test(line)).at(-1));
    expect(await query(server, `select count(*)::int as n from acknowledged where n <= ${acknowledged}`))
      .toEqual([{ n: acknowledged }]);
    await server.stop();
  });

  it("starts it again when the database alone was killed, and says where it is now", async () => {
    const moved: string[] = [];
    const server = await startPostgres({ dir, fsync: false, onRestart: ({ host }) => moved.push(host) });
    const killed = server.pid;
    process.kill(killed, "SIGKILL");
    await expect.poll(() => moved.length, { timeout: 20_000 }).toBe(1);
    expect(moved).toEqual([server.connection.host]);
    expect(server.pid).not.toBe(killed);
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
    expect(isUp(server.pid)).toBe(false);
  });

  it("is not misled by a lock file whose number now belongs to another program", async () => {
    await (await startPostgres({ dir, fsync: false })).stop();
    const stranger = spawn("sleep", ["30"]);
    children.push(stranger);
    writeFileSync(path.join(dir, "postmaster.pid"),
      `${stranger.pid}\n${dir}\n1700000000\n5432\n/tmp/nowhere\n\n  1 1\nready   \n`);
    const server = await startPostgres({ dir, fsync: false });
    expect(server.adopted).toBe(false);
    expect(stranger.exitCode).toBe(null);
    await server.stop();
  });

  it("starts anew when the socket of a running server was swept away", async () => {
    const lost = await startPostgres({ dir, fsync: false });
    rmSync(lost.connection.host, { recursive: true });
    const server = await startPostgres({ dir, fsync: false });
    expect(server.pid).not.toBe(lost.pid);
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await lost.stop();
    await server.stop();
    expect(isUp(server.pid)).toBe(false);
  });

  it("runs out of a directory that only its owner may enter, root included", async () => {
    chmodSync(root, 0o700);
    const server = await startPostgres({ dir, fsync: false });
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it("says what PostgreSQL said when it cannot start", async () => {
    await expect(startPostgres({ dir, fsync: false, settings: { shared_buffers: "nonsense" } }))
      .rejects.toThrow("shared_buffers");
  });
});
