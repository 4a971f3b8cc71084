import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { isVariant } from "#app/domain/files/model.ts";
import { rangeOf } from "#app/domain/files/range.ts";
import { findServable } from "#app/domain/files/serve.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { actorOf } from "../session.server.ts";

/**
 * What every form of a file is sent with: it stays with whoever asked, and is nothing but bytes to a browser. A work
 * whose family takes its consent back must be gone everywhere within a minute; after that browsers ask again.
 */
export const fileHeaders = {
  "accept-ranges": "bytes",
  "cache-control": "private, max-age=60, must-revalidate",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  vary: "Cookie",
  "x-content-type-options": "nosniff",
};

/** Ends an answer without a body. */
export function endWith(response: ServerResponse, status: number, more: Record<string, string> = {}): void {
  response.writeHead(status, { "cache-control": "private, no-store", "content-length": "0", ...more });
  response.end();
}

/** Whether a browser has this very form already. */
export const matchesTag = (header: string | undefined, etag: string) =>
  header === "*" || (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);

/**
 * Sends one form of a file to whoever may see it: whole or in part (Range, If-Range), or 304 when they have it.
 * Unknown and not visible are the same 404. The name offered for saving is the entry's code, never the uploader's.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  fileId: string,
  variant: string
): Promise<void> {
  if (!isVariant(variant)) return endWith(response, 404);
  const { db, storage, clock } = runtime();
  const actor = await actorOf(request.headers.cookie);
  const file = await findServable({ db, actor, now: clock() }, fileId, variant);
  if (!file) return endWith(response, 404);
  const { etag } = file;
  if (matchesTag(request.headers["if-none-match"], etag))
    return void response.writeHead(304, { ...fileHeaders, etag }).end();
  const wanted =
    request.headers["if-range"] && request.headers["if-range"] !== etag ? undefined : request.headers.range;
  const range = rangeOf(wanted, file.bytes);
  if (range === "unsatisfiable") return endWith(response, 416, { "content-range": `bytes */${file.bytes}` });
  const [start, last] = range ? [range.start, range.end] : [0, file.bytes - 1];
  response.writeHead(range ? 206 : 200, {
    ...fileHeaders,
    etag,
    "content-type": file.mime,
    "content-length": last - start + 1,
    "content-disposition": `inline; filename="${file.name}"`,
    ...(range && { "content-range": `bytes ${start}-${last}/${file.bytes}` }),
  });
  if (request.method === "HEAD") return void response.end();
  await pipeline(storage.createReadStream(file.storageKey, { start, end: last }), response).catch(
    (error: unknown) => {
      if (!response.destroyed) throw error;
    }
  );
}
