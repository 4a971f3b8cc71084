import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A program by its name and, where given, its working directory, which is compared on Linux only. */
type Expected = { program: RegExp; directory?: string };

/** True while the number is in use, be it by a process that ended and that nobody has reaped. */
export function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** True while a process with this number lives, whoever it belongs to. */
export function isProcess(pid: number): boolean {
  return isNumberTaken(pid) && processField(pid, "state") !== "Z";
}

/** True while any living process runs that program in that directory; always false where there is no /proc. */
export function isAnyRunning(expected: Expected): boolean {
  if (process.platform !== "linux") return false;
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && isProcess(Number(name)) &&
    processRuns(Number(name), expected));
}

/** True when process `pid` runs that program (in that directory). */
export function processRuns(pid: number, expected: Expected): boolean {
  const name = processField(pid, "name");
  if (name === null || !expected.program.test(name)) return false;
  if (process.platform !== "linux" || expected.directory === undefined) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(expected.directory);
  } catch (error) {
    // Another user's process does not show its directory: then the name has to do.
    return (error as NodeJS.ErrnoException).code === "EACCES";
  }
}

export type Membership = { directory: string; file: string };

let joined = 0;

/** Enters this process among the users of a shared thing; the entry outlives neither `leaveUsers` nor the process. */
export function joinUsers(directory: string): Membership {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${process.pid}-${joined++}`);
  writeFileSync(file, processField(process.pid, "start") ?? "");
  return { directory, file };
}

/** Takes the entry away and answers how many users are left; entries of processes that died are swept. */
export function leaveUsers(membership: Membership): number {
  rmSync(membership.file, { force: true });
  return countUsers(membership.directory);
}

/** How many living users a shared thing has. */
export function countUsers(directory: string): number {
  const entries = readdirSync(directory).map((name) => path.join(directory, name));
  const dead = entries.filter((file) => !isAlive(file));
  for (const file of dead) rmSync(file, { force: true });
  return entries.length - dead.length;
}

/** A process number alone can be handed out again; together with its start time it cannot. */
function isAlive(file: string): boolean {
  const pid = Number.parseInt(path.basename(file), 10);
  try {
    return isProcess(pid) && (processField(pid, "start") ?? "") === readFileSync(file, "utf8");
  } catch {
    return false;
  }
}

/** One fact about a process: from /proc where there is one (small images have no ps), else from ps. */
function processField(pid: number, field: "name" | "state" | "start"): string | null {
  try {
    if (process.platform !== "linux") {
      const column = { name: "comm=", state: "stat=", start: "lstart=" }[field];
      const line = execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
      return field === "state" ? line.slice(0, 1) : line;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    if (field === "name") return stat.slice(stat.indexOf("(") + 1, end);
    const rest = stat.slice(end + 2).split(" ");
    return (field === "state" ? rest[0] : rest[19]) ?? null;
  } catch {
    return null;
  }
}
