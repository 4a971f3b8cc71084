import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** `session` signs what browsers bring back; `upload` signs addresses that accept a file. */
export type Secrets = Readonly<{ session: string; upload: string }>;

const stored = z.object({ session: z.string().min(32), upload: z.string().min(32) });

/**
 * The installation's secrets: those given by the operator, else random ones kept in `secrets.json` (mode 0600)
 * of the data directory. Processes that start at once agree on the same file. Throws when the file is damaged,
 * rather than silently signing everybody out.
 */
export function loadSecrets(dataDir: string, given: { session: string | null; upload: string | null }): Secrets {
  if (given.session && given.upload) return { session: given.session, upload: given.upload };
  const file = path.join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true });
  const kept = read(file) ?? create(file);
  return Object.freeze({ session: given.session ?? kept.session, upload: given.upload ?? kept.upload });
}

function read(file: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return stored.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is damaged: restore it, or delete it to sign everybody out`, { cause });
  }
}

function create(file: string): Secrets {
  const fresh = { session: randomBytes(32).toString("base64url"), upload: randomBytes(32).toString("base64url") };
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, JSON.stringify(fresh, null, 2) + "\n", { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    // A link, unlike a rename, never replaces the file of a process that was faster.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(file)!;
}
