import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const batchBytes = 1024 * 1024;
const syncEveryBytes = 32 * 1024 * 1024;
const hashesKept = 500;

/** SHA-256 in hex of a file, in constant memory. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: batchBytes }))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** What has arrived of one upload, still open for more. */
export class PartWriter {
  #batch: Uint8Array[] = [];
  #batched = 0;
  #unsynced = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(private readonly file: FileHandle, readonly hash: Hash | null, public offset: number) {}

  /** Takes bytes in order; resolves when there is room for more. */
  async append(data: Uint8Array): Promise<void> {
    this.hash?.update(data);
    this.#batch.push(data);
    this.#batched += data.length;
    this.offset += data.length;
    if (this.#batched >= batchBytes) await this.#flush();
  }

  async #flush(): Promise<void> {
    const [batch, bytes] = [this.#batch, this.#batched];
    this.#batch = [];
    this.#batched = 0;
    await this.#writing;
    if (this.#failure) throw this.#failure;
    this.#writing = this.#write(batch, bytes).catch((error: unknown) => void (this.#failure ??= error));
  }

  async #write(batch: Uint8Array[], bytes: number): Promise<void> {
    if (bytes === 0) return;
    const { bytesWritten } = await this.file.writev(batch);
    if (bytesWritten !== bytes) await this.file.appendFile(Buffer.concat(batch).subarray(bytesWritten));
    this.#unsynced += bytes;
    if (this.#unsynced < syncEveryBytes || this.#syncing) return;
    this.#unsynced = 0;
    // Started early and awaited at the end, so that the last sync has little left to do.
    this.#syncing = this.file
      .datasync()
      .catch((error: unknown) => void (this.#failure ??= error))
      .finally(() => (this.#syncing = null));
  }

  /** Everything taken so far is on the disk when this resolves. */
  async settle(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    if (this.#failure) throw this.#failure;
    await this.file.datasync();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#syncing;
    await this.file.close();
  }
}

/**
 * Uploads under way, one file each in `dir`, named by key. The size of a file is how far it has come; a hash runs
 * along in memory and is rebuilt from the file after a restart.
 */
export class PartFiles {
  readonly #hashes = new Map<string, { hash: Hash; offset: number }>();

  constructor(private readonly dir: string) {}

  /** The path of a part file; it may not exist. */
  path(key: string): string {
    return join(this.dir, key);
  }

  /** How many bytes of an upload are safe on the disk. */
  async durableBytes(key: string): Promise<number> {
    const file = await open(this.path(key), "r").catch(() => null);
    if (!file) return 0;
    try {
      await file.datasync();
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  /** Opens the part at `offset`, which must be its present size. */
  async writer(key: string, offset: number): Promise<PartWriter> {
    if (offset === 0) await mkdir(this.dir, { recursive: true });
    const file = await open(this.path(key), "a");
    if (offset === 0) await this.#syncDir();
    const kept = this.#hashes.get(key);
    const running = offset === 0 ? createHash("sha256") : kept?.offset === offset ? kept.hash : null;
    this.#hashes.delete(key);
    return new PartWriter(file, running, offset);
  }

  /** Keeps the running hash of a part for its next piece. */
  remember(key: string, writer: PartWriter): void {
    if (!writer.hash) return;
    this.#hashes.set(key, { hash: writer.hash, offset: writer.offset });
    const [oldest] = this.#hashes.keys();
    if (this.#hashes.size > hashesKept && oldest) this.#hashes.delete(oldest);
  }

  /**
   * SHA-256 of the whole part, from the running hash when there is one. That one serves once: whoever asks may go on
   * to change the file, and after a failure the next answer must be of the bytes as they are then.
   */
  async sha256(key: string): Promise<string> {
    const kept = this.#hashes.get(key);
    this.#hashes.delete(key);
    if (kept && kept.offset === (await stat(this.path(key))).size) return kept.hash.digest("hex");
    return hashFile(this.path(key));
  }

  /** Forgets an upload and removes what came of it. */
  async discard(key: string): Promise<void> {
    this.#hashes.delete(key);
    await rm(this.path(key), { force: true });
  }

  /** Removes parts that nothing was added to since `before`; whatever is left over from a crash goes with them. */
  async discardOlderThan(before: Date): Promise<void> {
    for (const key of await readdir(this.dir).catch(() => [])) {
      if ((await stat(this.path(key))).mtime < before) await this.discard(key);
    }
  }

  async #syncDir(): Promise<void> {
    const dir = await open(this.dir, "r");
    await dir.sync().finally(() => dir.close());
  }
}
