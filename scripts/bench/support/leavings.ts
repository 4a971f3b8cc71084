import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

type Clean = () => Promise<void> | void;

const leavings = new Set<Clean>();

/** Runs `work`, then `clean`, however it ends; an interrupted bench cleans up through `cleanUp`. */
export async function leavingNothing<T>(clean: Clean, work: () => Promise<T>): Promise<T> {
  leavings.add(clean);
  try {
    return await work();
  } finally {
    leavings.delete(clean);
    await clean();
  }
}

/** Clears away what is still there, the youngest first. One that cannot be cleared does not hold up the others. */
export async function cleanUp(): Promise<void> {
  for (const clean of [...leavings].reverse()) {
    leavings.delete(clean);
    await Promise.resolve(clean()).catch(() => undefined);
  }
}

/** Gives `work` a directory of its own, open to the database's user, and removes it afterwards. */
export function inTempDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-bench-"));
  chmodSync(dir, 0o755);
  return leavingNothing(() => rmSync(dir, { recursive: true, force: true }), () => work(dir));
}
