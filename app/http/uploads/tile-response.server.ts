import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { findTile } from "#app/domain/files/serve.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { actorOf } from "../session.server.ts";
import { endWith, fileHeaders, matchesTag } from "./file-response.server.ts";

/** Sends one tile of a large picture to whoever may see the picture; whatever is not there or not visible is a 404. */
export async function sendTile(
  request: IncomingMessage,
  response: ServerResponse,
  ask: { fileId: string; level: number; column: number; row: number }
): Promise<void> {
  const { db, storage, clock } = runtime();
  const actor = await actorOf(request.headers.cookie);
  const tile = await findTile({ db, actor, now: clock() }, ask);
  if (!tile) return endWith(response, 404);
  const { storageKey, start, bytes, etag } = tile;
  if (matchesTag(request.headers["if-none-match"], etag)) return void response.writeHead(304, { ...fileHeaders, etag }).end();
  response.writeHead(200, { ...fileHeaders, etag, "content-type": "image/jpeg", "content-length": bytes });
  if (request.method === "HEAD") return void response.end();
  await pipeline(storage.createReadStream(storageKey, { start, end: start + bytes - 1 }), response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}
