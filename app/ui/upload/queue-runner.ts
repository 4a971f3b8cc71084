import { awakeFor } from "./awake.ts";
import { forget, holdLease, leaseMs, recallOne, recallUnder } from "./memory.ts";
import { backlog, emptyQueue, itemAt, type Queue, type QueueEvent, type QueueItem, step, toStart } from "./queue.ts";
import { continueFile, keepFile, type Progress } from "./resilient.ts";
import type { Transport } from "./wire.ts";

/** What a queue of uploads is for. Places of this queue begin with `prefix`, so that a reload finds them again. */
export type RunnerPlan = {
  transport: Transport;
  slug: string;
  prefix: string;
  /** What the upload policy of `slug` asks for, from what stands behind the prefix. */
  inputOf: (key: string) => unknown;
  onReceived: (key: string) => void;
};

const newHolder = () => Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

/**
 * Sends the files of many places, two at a time, and gives none up: what this device remembers is taken up again after
 * a reload, a closed window or a dead battery. Lives beside the pages, so that going to another one stops nothing.
 * Two windows never send the same file: one holds a lease on it, the other waits.
 */
export class UploadRunner {
  #queue: Queue = emptyQueue;
  readonly #files = new Map<string, File>();
  readonly #running = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #holder = newHolder();
  #awake = false;
  #opened: Promise<void> | null = null;

  constructor(private readonly plan: RunnerPlan) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Queue => this.#queue;

  /** The file for a key (what stands behind the prefix), or null. */
  at(key: string): QueueItem | null {
    return itemAt(this.#queue, this.plan.prefix + key);
  }

  /** Takes up what this device remembers; once. */
  open(): Promise<void> {
    return (this.#opened ??= this.#recall());
  }

  async #recall(): Promise<void> {
    for (const { id, place, name, size, blob } of await recallUnder(this.plan.prefix)) {
      this.#tell({ kind: "added", id, place, name, size, lost: !blob });
    }
  }

  /** Keeps a file on this device and lines it up. It replaces one that still waits for the same place. */
  async add(key: string, file: File): Promise<void> {
    const place = this.plan.prefix + key;
    const before = this.at(key);
    const { pending, kept } = await keepFile(file, { place, slug: this.plan.slug, input: this.plan.inputOf(key) });
    // Arrived in this sitting: remembered again it would be sent again after a reload.
    if (this.at(key)?.id === pending.id && this.at(key)?.state === "sent") return forget(pending.id);
    if (before && before.id !== pending.id && before.state !== "sent") await this.remove(before.id);
    if (!kept) this.#files.set(pending.id, file);
    this.#tell({ kind: "added", id: pending.id, place, name: file.name, size: file.size });
  }

  /** Stops a file and forgets it. */
  async remove(id: string): Promise<void> {
    this.#running.get(id)?.abort();
    this.#files.delete(id);
    this.#tell({ kind: "removed", id });
    await forget(id);
  }

  /** Stops sending until `resume`; what has arrived stays. */
  pause(): void {
    this.#tell({ kind: "paused" });
    for (const control of this.#running.values()) control.abort();
  }

  resume(): void {
    this.#tell({ kind: "resumed" });
  }

  #tell(event: QueueEvent): void {
    const before = this.#queue;
    this.#queue = step(before, event);
    if (this.#queue === before) return;
    for (const listener of this.#listeners) listener();
    for (const item of toStart(this.#queue)) this.#start(item);
    this.#stayAwake();
  }

  #start(item: QueueItem): void {
    // Telling starts the next one, so that this one may be under way by now.
    if (!toStart(this.#queue).some(({ id }) => id === item.id)) return;
    const control = new AbortController();
    this.#running.set(item.id, control);
    this.#tell({ kind: "started", id: item.id });
    void this.#run(item, control.signal).finally(() => {
      if (this.#running.get(item.id) === control) this.#running.delete(item.id);
      this.#tell({ kind: "stopped", id: item.id });
    });
  }

  async #run({ id, place }: QueueItem, signal: AbortSignal): Promise<void> {
    if (!(await holdLease(id, this.#holder, Date.now()))) return this.#leaveToOther(id, signal);
    const renewing = setInterval(() => void holdLease(id, this.#holder, Date.now()), leaseMs / 3);
    try {
      const pending = await recallOne(id);
      const file = this.#files.get(id);
      // Nothing remembered and nothing at hand: another window has brought it there.
      if (!pending && !file) return this.#tell({ kind: "sent", id });
      const { transport, slug, prefix, inputOf } = this.plan;
      const key = place.slice(prefix.length);
      const onProgress = (progress: Progress) => signal.aborted || this.#hear(id, key, progress);
      const input = inputOf(key);
      const errand = { transport, slug, place, input, signal, onProgress };
      if (pending) await continueFile(pending, errand, file);
      else if (file) await continueFile((await keepFile(file, { place, slug, input })).pending, errand, file);
    } finally {
      clearInterval(renewing);
      await holdLease(id, this.#holder, Date.now() - leaseMs);
    }
  }

  /** Another window is at it: looked after again when its lease may have ended. */
  async #leaveToOther(id: string, signal: AbortSignal): Promise<void> {
    this.#tell({ kind: "elsewhere", id });
    await new Promise<void>((later) => {
      const clock = setTimeout(later, leaseMs);
      signal.addEventListener("abort", () => (clearTimeout(clock), later()));
    });
  }

  #hear(id: string, key: string, progress: Progress): void {
    if (progress.phase === "sending") this.#tell({ kind: "moved", id, bytes: progress.bytes });
    if (progress.phase === "waiting") this.#tell({ kind: "troubled", id, trouble: progress.cause });
    if (progress.phase === "refused") this.#tell({ kind: "refused", id, refused: progress.refused });
    if (progress.phase !== "received") return;
    this.#files.delete(id);
    this.#tell({ kind: "sent", id });
    this.plan.onReceived(key);
  }

  #stayAwake(): void {
    if (this.#awake || backlog(this.#queue).files === 0 || this.#queue.paused) return;
    this.#awake = true;
    const done = new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        if (backlog(this.#queue).files > 0 && !this.#queue.paused) return;
        stop();
        resolve();
      });
    });
    void awakeFor(done).then(() => (this.#awake = false));
  }
}
