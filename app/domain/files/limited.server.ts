import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { platform, setPriority } from "node:os";
import { bareEnv } from "./bare-env.server.ts";

/** How far below pages a program that works on files stands: they stay quick while hundreds of works come in. */
export const lowPriority = 10;

/** What a program may take before it is ended; bytes in memory and ms. */
export type Limits = { memoryBytes: number; timeoutMs: number };

/** How a limited program ended. `out-of-memory` is told only where we did the watching ourselves. */
export type Ending = { code: number | null; reason: "ended" | "late" | "out-of-memory" | "missing" };

const pageBytes = 4096;
const watchMs = 250;

/** The memory of a process that is in use right now, in bytes; 0 where the system does not tell. */
export async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "0 0");
  return Number(text.split(" ")[1]) * pageBytes;
}

/**
 * Ends a process that takes too much memory, and after `timeoutMs`; `why` says which it was. Call `release` when the
 * process, or the piece of work it was watched for, is done.
 */
export function watchOver(child: ChildProcess, { memoryBytes, timeoutMs }: Limits) {
  const watch = { why: "ended" as Ending["reason"], release: () => undefined as void };
  const end = (why: Ending["reason"]) => {
    watch.why = why;
    child.kill("SIGKILL");
  };
  const memory = setInterval(async () => {
    if (child.pid && (await residentBytes(child.pid)) > memoryBytes) end("out-of-memory");
  }, watchMs);
  const clock = setTimeout(() => end("late"), timeoutMs);
  watch.release = () => {
    clearInterval(memory);
    clearTimeout(clock);
  };
  return watch;
}

/**
 * Lowers a process below those that answer pages. On Linux it gets only the time that nobody else wants (SCHED_IDLE, set by
 * `chrt` of util-linux): niceness alone lets a page wait out the slice of whoever runs. Where neither is allowed it runs as
 * it is.
 */
export function stepBack(pid: number | undefined): void {
  if (!pid) return;
  try {
    setPriority(pid, lowPriority);
  } catch {
    return;
  }
  if (platform() !== "linux") return;
  spawn("chrt", ["--all-tasks", "--idle", "--pid", "0", String(pid)], { stdio: "ignore" }).on("error", () => undefined).unref();
}

const notFound = [126, 127];

/** A shell that takes the limits upon itself and then becomes the program, so that its threads have them too. */
function commandLine(program: string, args: readonly string[], { memoryBytes }: Limits): [string, string[]] {
  if (platform() === "win32") return [program, [...args]];
  const idle = "if command -v chrt >/dev/null; then exec chrt --idle 0 \"$0\" \"$@\"; fi";
  const limit = `ulimit -v ${Math.floor(memoryBytes / 1024)} 2>/dev/null; ${idle}; exec nice -n ${lowPriority} "$0" "$@"`;
  return ["/bin/sh", ["-c", limit, program, ...args]];
}

/**
 * Runs a program that reads hostile files: below pages in priority, with an empty environment, in limited memory and
 * time, heard by nobody. Never throws.
 */
export function runLimited(program: string, args: readonly string[], limits: Limits): Promise<Ending> {
  const child = spawn(...commandLine(program, args, limits), { stdio: "ignore", env: { ...bareEnv, PATH: "/usr/bin:/bin" } });
  const watch = watchOver(child, limits);
  return new Promise((resolve) => {
    child.on("error", () => {
      watch.release();
      resolve({ code: null, reason: "missing" });
    });
    child.on("close", (code) => {
      watch.release();
      resolve({ code, reason: code !== null && notFound.includes(code) ? "missing" : watch.why });
    });
  });
}
