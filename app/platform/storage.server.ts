import { randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";

/** Both ends count, as in an HTTP Range header; bytes. */
export type ByteRange = { start?: number; end?: number };

/** Where the bytes of files live. Narrow on purpose, so that another kind of store can stand in. */
export type Storage = {
  /** The file behind a key, for programs that want a path. Throws on anything that is not a key. */
  pathOf(key: string): string;
  createReadStream(key: string, range?: ByteRange): Readable;
  /** Bytes; rejects with ENOENT for an unknown key. */
  size(key: string): Promise<number>;
  /** Takes a finished file over (it is moved) and answers its new random key. On disk when it answers. */
  putFile(file: string): Promise<string>;
  /** Stores bytes and answers their new random key. On disk when it answers. */
  putBuffer(bytes: Uint8Array): Promise<string>;
  /** Forgets a key; one that is already gone is no error. */
  remove(key: string): Promise<void>;
  /** A fresh path for work in progress, on the same disk as the files; the caller removes what stays there. */
  tempPath(extension?: string): string;
  /** The keys of everything that has lain in the store since before a moment, in no order. */
  keysBefore(before: Date): AsyncIterable<string>;
  /** Removes work in progress that nobody has touched since `before`: what a crash left behind. */
  discardTemporary(before: Date): Promise<void>;
};

const isKey = (text: string) => /^[0-9a-f]{32}$/.test(text);

/** A store in `root` on the local disk; the directories are made when missing. */
export function openStorage(root: string): Storage {
  const files = path.join(root, "files");
  const temporary = path.join(root, "tmp");
  mkdirSync(files, { recursive: true });
  mkdirSync(temporary, { recursive: true });
  const pathOf = (key: string) => {
    if (!isKey(key)) throw new TypeError("not a storage key");
    return path.join(files, key.slice(0, 2), key.slice(2, 4), key);
  };
  const tempPath = (extension = "") => path.join(temporary, randomBytes(12).toString("hex") + extension);

  async function putFile(file: string): Promise<string> {
    const key = randomBytes(16).toString("hex");
    const target = pathOf(key);
    const settled = await onSameDisk(file, temporary, tempPath);
    await sync(settled);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(settled, target);
    // A new name is safe only when every directory above it is on disk too.
    for (let dir = path.dirname(target); dir.startsWith(files); dir = path.dirname(dir)) await sync(dir);
    return key;
  }

  return {
    pathOf,
    tempPath,
    putFile,
    createReadStream: (key, range) => createReadStream(pathOf(key), range),
    size: async (key) => (await stat(pathOf(key))).size,
    remove: (key) => rm(pathOf(key), { force: true }),
    async putBuffer(bytes) {
      const file = tempPath();
      await writeFile(file, bytes);
      return putFile(file);
    },
    async *keysBefore(before) {
      for await (const file of filesBefore(files, before)) if (isKey(path.basename(file))) yield path.basename(file);
    },
    async discardTemporary(before) {
      for await (const file of filesBefore(temporary, before)) await rm(file, { force: true });
    },
  };
}

/**
 * Files below a directory that have been what and where they are since before a moment. The time of the last change
 * of the name counts as well: bytes may be older than their place.
 */
async function* filesBefore(dir: string, before: Date): AsyncGenerator<string> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* filesBefore(full, before);
    else if (await stat(full).then(({ ctime }) => ctime < before, () => false)) yield full;
  }
}

/** A rename works within one disk only; from another one the file is copied first. */
async function onSameDisk(file: string, temporary: string, tempPath: () => string): Promise<string> {
  const [from, to] = await Promise.all([stat(file), stat(temporary)]);
  if (from.dev === to.dev) return file;
  const copy = tempPath();
  await copyFile(file, copy);
  await rm(file);
  return copy;
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
