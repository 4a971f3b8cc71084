import type { IncomingMessage, ServerResponse } from "node:http";
import { sendFile } from "./uploads/file-response.server.ts";
import { embeddedIngest } from "./uploads/embedded.server.ts";
import { sendTile } from "./uploads/tile-response.server.ts";

const ingestPath = "/ingest";
const tileAddress =
  /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/tiles\/(\d{1,2})\/(\d{1,3})_(\d{1,3})$/;
const fileAddress = /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([0-9a-z]{3,8})$/;

/**
 * Answers what must not pass through page rendering: bytes coming in under /ingest/ and files going out under
 * /files/. False when the address is neither, and the request is untouched.
 */
export async function handleRaw(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const address = request.url ?? "/";
  if (address.startsWith(`${ingestPath}/`)) {
    const ingest = embeddedIngest();
    if (!ingest) return false;
    await ingest.handle(request, response, address.slice(ingestPath.length));
    return true;
  }
  const [path = ""] = address.split("?");
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const [, tiled, level, column, row] = tileAddress.exec(path) ?? [];
  if (tiled) {
    await sendTile(request, response, { fileId: tiled, level: Number(level), column: Number(column), row: Number(row) });
    return true;
  }
  const [, fileId, variant] = fileAddress.exec(path) ?? [];
  if (!fileId || !variant) return false;
  await sendFile(request, response, fileId, variant);
  return true;
}
