import type { IncomingMessage, ServerResponse } from "node:http";
import { sendFile } from "./uploads/file-response.server.ts";
import { embeddedIngest } from "./uploads/embedded.server.ts";

const ingestPath = "/ingest";
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
  const [, fileId, variant] = fileAddress.exec(path) ?? [];
  if (!fileId || !variant || (request.method !== "GET" && request.method !== "HEAD")) return false;
  await sendFile(request, response, fileId, variant);
  return true;
}
