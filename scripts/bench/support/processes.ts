import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { leavingNothing } from "./leavings.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const probe = path.join(import.meta.dirname, "probe.mjs");

/** A server in a process of its own that can be asked for what it has used. */
export type Measured = {
  url: string;
  usage(): Promise<Usage>;
};

/** What a process has used since it started. */
export type Usage = { cpuMs: number; peakMemoryMb: number; statements: number };

type Program = { args: string[]; env: Record<string, string> };

/** The production site as `npm start` runs it, on the data directory of a ground. */
export const siteOn = (dataDir: string): Program => ({
  args: ["scripts/run.mjs", "start"],
  env: { DATA_DIR: dataDir, LOG_LEVEL: "warn" },
});

/** Starts a program with a free port in PORT and waits for its first answer at `/`; ends it after `work`. */
export async function withServer<T>(
  { args, env }: Program,
  work: (server: Measured & { startMs: number }) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", probe, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), ORIGIN: "", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return leavingNothing(() => end(child), async () => {
    const url = `http://localhost:${port}`;
    await firstAnswer(url, child, () => output);
    return work({ url, usage: () => usageOf(child), startMs: performance.now() - start });
  });
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, "message");
  child.send("usage");
  const [told] = (await answer) as [{ cpu: NodeJS.CpuUsage; peakKb: number; statements: number }];
  const { cpu, peakKb, statements } = told;
  return { cpuMs: (cpu.user + cpu.system) / 1_000, peakMemoryMb: peakKb / 1_024, statements };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

async function firstAnswer(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const limit = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > limit) throw new Error(`the server did not start:\n${output()}`);
    const status = await get(`${url}/`).then((answer) => answer.status, () => null);
    if (status === 200) return;
    if (status !== null) throw new Error(`the server answered ${status} at first:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Reads an address over one kept connection; the body as it came over the wire. */
export function get(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const asked = http.get(url, { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
      answer.on("end", () => resolve({
        status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks),
      }));
    });
    asked.on("error", reject);
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const tickMs = 10;

/** CPU time in ms that a process has used by now, from the kernel's table: Linux only. */
export function cpuOfProcess(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
