import { fingerprintOf } from "./fingerprint.ts";
import { forget, type Pending, recallOne, remember, rememberTicket } from "./memory.ts";
import {
  acknowledged,
  askTicket,
  InterruptedError,
  type Refused,
  RefusedError,
  sendPiece,
  StaleTicketError,
  type Ticket,
  type Transport,
} from "./wire.ts";

/** Where a file is on its way. `bytes` are those the other side has confirmed. */
export type Progress =
  | { phase: "saving" }
  | { phase: "saved"; kept: boolean }
  | { phase: "sending"; bytes: number; total: number }
  | { phase: "waiting"; bytes: number; total: number; cause: "network" | "server" }
  | { phase: "checking"; total: number }
  | { phase: "received"; data: Record<string, unknown> }
  | { phase: "refused"; refused: Refused };

/** One file for one place. `input` is what the upload policy of `slug` asks for. */
export interface Errand {
  transport: Transport;
  slug: string;
  place: string;
  input: unknown;
  onProgress: (progress: Progress) => void;
  signal: AbortSignal;
  stallMs?: number;
}

const minPiece = 256 * 1024;
const firstPiece = 1024 * 1024;
const maxPiece = 16 * 1024 * 1024;
const quickMs = 2_500;
const slowMs = 10_000;
const maxPauseMs = 30_000;
const maxTickets = 4;

/** Waits before another try; the browser saying that it is online again, or the page coming back, ends it early. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(clock);
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const clock = setTimeout(wake, ms);
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    signal.addEventListener("abort", wake);
  });
}

class Journey {
  #piece = firstPiece;
  #bytes = 0;
  #failures = 0;
  #tickets = 0;

  constructor(
    private readonly file: File,
    private readonly pending: Pending,
    private readonly errand: Errand
  ) {}

  async run(): Promise<void> {
    const { signal, onProgress } = this.errand;
    while (!signal.aborted) {
      try {
        const told = await this.#attempt();
        await forget(this.pending.id);
        const answer = (told ?? {}) as { ok?: boolean } & Record<string, unknown>;
        if (answer.ok === true) return onProgress({ phase: "received", data: answer });
        if (answer.ok === false)
          return onProgress({ phase: "refused", refused: answer as unknown as Refused });
        return onProgress({ phase: "refused", refused: { reason: "type-other", params: {} } });
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof RefusedError) return this.#refused(error.refused);
        await this.#setBack(error);
      }
    }
  }

  async #refused(refused: Refused): Promise<void> {
    if (refused.reason !== "signed-out") await forget(this.pending.id);
    this.errand.onProgress({ phase: "refused", refused });
  }

  async #setBack(error: unknown): Promise<void> {
    this.#failures += 1;
    this.#piece = Math.max(minPiece, this.#piece / 2);
    if (error instanceof StaleTicketError && ++this.#tickets < maxTickets) {
      this.pending.ticket = undefined;
      return rememberTicket(this.pending.id, undefined);
    }
    const cause =
      error instanceof InterruptedError && error.message.startsWith("server") ? "server" : "network";
    this.errand.onProgress({ phase: "waiting", bytes: this.#bytes, total: this.file.size, cause });
    const ms =
      Math.min(maxPauseMs, 500 * 2 ** Math.min(this.#failures - 1, 10)) * (0.7 + Math.random() * 0.6);
    await pause(ms, this.errand.signal);
  }

  async #ticket(): Promise<Ticket> {
    const kept = this.pending.ticket;
    if (kept && kept.expires > Date.now() + 60_000) return kept;
    const { name, size, type, lastModified } = this.pending;
    const fresh = await askTicket(this.errand.transport, this.errand.slug, this.pending.input ?? this.errand.input, {
      name,
      size,
      type,
      lastModified,
    });
    this.pending.ticket = fresh;
    await rememberTicket(this.pending.id, fresh);
    return fresh;
  }

  async #attempt(): Promise<unknown> {
    const ticket = await this.#ticket();
    this.#advance(await acknowledged(ticket));
    for (;;) {
      const started = performance.now();
      const end = this.errand.transport.chunked
        ? Math.min(this.file.size, this.#bytes + this.#piece)
        : this.file.size;
      const piece = { blob: this.file.slice(this.#bytes, end), start: this.#bytes, name: this.file.name };
      const result = await sendPiece(ticket, piece, {
        stallMs: this.errand.stallMs ?? 30_000,
        last: end === this.file.size,
        signal: this.errand.signal,
        onSent: (bytes) => bytes >= this.file.size && this.#checking(),
      });
      if ("told" in result) return result.told;
      this.#failures = 0;
      this.#fit(performance.now() - started);
      this.#advance(result.next);
    }
  }

  /** Pieces grow on a good line and shrink on a bad one, so that a cut never costs more than some seconds. */
  #fit(ms: number): void {
    if (ms < quickMs) this.#piece = Math.min(maxPiece, this.#piece * 2);
    else if (ms > slowMs) this.#piece = Math.max(minPiece, this.#piece / 2);
  }

  #advance(bytes: number): void {
    if (bytes > this.#bytes) this.#tickets = 0;
    this.#bytes = bytes;
    this.errand.onProgress({ phase: "sending", bytes, total: this.file.size });
  }

  #checking(): void {
    this.errand.onProgress({ phase: "checking", total: this.file.size });
  }
}

/**
 * Keeps a file on this device before anything is sent, and gives what is remembered of it: the same file for the same
 * place again keeps its address, so that it goes on where it was. `kept` is false when there was room for its name only.
 */
export async function keepFile(
  file: File,
  { place, slug, input }: Pick<Errand, "place" | "slug" | "input">
): Promise<{ pending: Pending; kept: boolean }> {
  const { name, size, type, lastModified } = file;
  const id = await fingerprintOf(file, place);
  const before = await recallOne(id);
  // A ticket was given for one purpose; the same file for another one asks again.
  const ticket = JSON.stringify(before?.input) === JSON.stringify(input) ? before?.ticket : undefined;
  const about = { id, place, slug, name, size, type, lastModified, input, savedAt: before?.savedAt ?? Date.now() };
  const pending: Pending = { ...about, blob: file, ticket, lease: before?.lease };
  return { pending, kept: await remember(pending) };
}

/**
 * Sends one file and does not give up: it is first kept on this device, then sent in pieces that the other side
 * confirms, across cuts, reloads and restarts of the server. Ends with "received" or "refused", or silently
 * when `signal` is aborted.
 */
export async function sendFile(file: File, errand: Errand): Promise<void> {
  const { onProgress } = errand;
  if (file.size === 0) return onProgress({ phase: "refused", refused: { reason: "empty", params: {} } });
  onProgress({ phase: "saving" });
  const { pending, kept } = await keepFile(file, errand);
  onProgress({ phase: "saved", kept });
  await new Journey(file, pending, errand).run();
}

/** Goes on with a file this device remembers; `file` is given when the device had no room and it was picked again. */
export async function continueFile(pending: Pending, errand: Errand, file?: File): Promise<void> {
  const { blob, name, type, lastModified } = pending;
  const source = file ?? (blob && new File([blob], name, { type, lastModified }));
  if (source) await new Journey(source, pending, errand).run();
}
