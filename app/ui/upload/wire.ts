/** How bytes travel. `chunked` is on for our own ingest, which confirms pieces; UploadThing's takes one stream. */
export interface Transport {
  endpoint: string;
  chunked: boolean;
}

/** A presigned address and until when it holds (ms since 1970). */
export interface Ticket {
  url: string;
  expires: number;
}

/** A refusal as the server words it: a reason key and the numbers in it. */
export interface Refused {
  reason: string;
  params: Record<string, string | number>;
}

/** The server said no; trying again does not help. */
export class RefusedError extends Error {
  constructor(readonly refused: Refused) {
    super(refused.reason);
  }
}

/** The network, or the server for a moment, was not there; trying again does help. */
export class InterruptedError extends Error {}

/** The presigned address is no longer good; a new one has to be asked for. */
export class StaleTicketError extends Error {}

const version = "7.7.4";
const headTimeoutMs = 90_000;
const answerTimeoutMs = 180_000;

/** Our own ingest is reached at the address the page came from, whatever name the machine goes by. */
export function reachable(url: string, pageOrigin: string): string {
  const target = new URL(url, pageOrigin);
  return target.pathname.startsWith("/ingest/") ? target.pathname + target.search : url;
}

async function request(url: string, init: RequestInit, timeoutMs = headTimeoutMs): Promise<Response> {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), timeoutMs);
  try {
    return await fetch(url, { ...init, signal: control.signal });
  } catch {
    throw new InterruptedError("network");
  } finally {
    clearTimeout(clock);
  }
}

/** Asks leave to send a file. Throws `RefusedError` with the server's reason. */
export async function askTicket(
  { endpoint }: Transport,
  slug: string,
  input: unknown,
  file: { name: string; size: number; type: string; lastModified: number }
): Promise<Ticket> {
  const response = await request(`${endpoint}?actionType=upload&slug=${encodeURIComponent(slug)}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-uploadthing-version": version,
      "x-uploadthing-package": "vong-thi",
    },
    body: JSON.stringify({ files: [file], input }),
  });
  if (response.status >= 500 || response.status === 429)
    throw new InterruptedError(`server ${response.status}`);
  const body = await response.json().catch(() => null);
  if (!response.ok)
    throw new RefusedError({ reason: body?.reason ?? "not-allowed", params: body?.params ?? {} });
  const url: string = body[0].url;
  return { url, expires: Number(new URL(url).searchParams.get("expires")) };
}

/** How many bytes the other side has safe. */
export async function acknowledged(ticket: Ticket): Promise<number> {
  const response = await request(reachable(ticket.url, location.origin), { method: "HEAD" });
  if (response.ok) return Number(response.headers.get("x-ut-range-start") ?? 0);
  if (response.status >= 500) throw new InterruptedError(`server ${response.status}`);
  throw new StaleTicketError(String(response.status));
}

/** What a piece led to: more is wanted from `next`, or all is there and `told` is the server's word on it. */
export type PieceResult = { next: number } | { told: unknown };

function judge(xhr: XMLHttpRequest): PieceResult {
  const header = xhr.getResponseHeader("x-ut-range-start");
  // The hosted service has everything but no word from us: it is asked again.
  if (xhr.status === 200 && xhr.response?.serverData == null) throw new InterruptedError("server");
  if (xhr.status === 200) return { told: xhr.response.serverData };
  if (xhr.status === 202 && header) return { next: Number(header) };
  if ([401, 403, 404, 409].includes(xhr.status)) throw new StaleTicketError(String(xhr.status));
  // A browser may repeat a request by itself after a cut; then the place has moved and is asked for again.
  throw new InterruptedError(xhr.status === 416 ? "network" : `server ${xhr.status}`);
}

/**
 * Sends one piece that begins at `start`. Gives up when nothing moves for `stallMs`; after the `last`
 * one the server gets three minutes to look at the file. `onSent` hears bytes that have left, which is not yet received.
 */
export function sendPiece(
  ticket: Ticket,
  piece: { blob: Blob; start: number; name: string },
  options: { stallMs: number; last: boolean; signal: AbortSignal; onSent?: (bytes: number) => void }
): Promise<PieceResult> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let watchdog = 0;
    const watch = (ms: number) => {
      clearTimeout(watchdog);
      watchdog = window.setTimeout(() => xhr.abort(), ms);
    };
    const stop = () => xhr.abort();
    const settle = (act: () => void) => {
      clearTimeout(watchdog);
      options.signal.removeEventListener("abort", stop);
      window.removeEventListener("offline", stop);
      act();
    };
    xhr.open("PUT", reachable(ticket.url, location.origin));
    xhr.responseType = "json";
    xhr.setRequestHeader("Range", `bytes=${piece.start}-`);
    xhr.setRequestHeader("x-uploadthing-version", version);
    xhr.upload.onprogress = (event) => {
      watch(options.stallMs);
      options.onSent?.(piece.start + Math.min(event.loaded, piece.blob.size));
    };
    xhr.upload.onload = () => watch(options.last ? answerTimeoutMs : options.stallMs);
    xhr.onload = () =>
      settle(() => {
        try {
          resolve(judge(xhr));
        } catch (error) {
          reject(error);
        }
      });
    xhr.onerror = xhr.onabort = () => settle(() => reject(new InterruptedError("network")));
    options.signal.addEventListener("abort", stop);
    // The browser knows at once that the network is gone; the watchdog would wait and the page would say "sending".
    window.addEventListener("offline", stop);
    const form = new FormData();
    form.append("file", piece.blob, piece.name);
    watch(options.stallMs);
    xhr.send(form);
  });
}
