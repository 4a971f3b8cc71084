import { request as rawRequest } from "node:http";
import type { Site } from "./site.ts";
import { cookie } from "./session.ts";

/** Asks for leave to send a file; gives the answer as it is. */
export async function ask(
  site: Site,
  file: { name: string; size: number; type?: string },
  headers: Record<string, string> = { cookie }
) {
  const response = await fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=testWork`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-uploadthing-version": "7.7.4",
      "x-uploadthing-package": "test",
      ...headers,
    },
    body: JSON.stringify({
      files: [{ type: "image/jpeg", lastModified: 1, ...file }],
      input: { place: "here" },
    }),
  });
  return { status: response.status, body: await response.json() };
}

/** A presigned address for a file. */
export async function ticket(
  site: Site,
  name: string,
  size: number
): Promise<{ url: string; key: string; customId: string }> {
  const { status, body } = await ask(site, { name, size });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body[0];
}

/** How far the other side has come, and the status of that answer. */
export async function head(url: string) {
  const response = await fetch(url, { method: "HEAD" });
  return { status: response.status, have: Number(response.headers.get("x-ut-range-start") ?? -1) };
}

/** Sends bytes from `start` in one piece. */
export async function put(url: string, bytes: Uint8Array, start = 0) {
  const form = new FormData();
  form.append("file", new Blob([bytes as BlobPart]), "file");
  const response = await fetch(url, { method: "PUT", headers: { range: `bytes=${start}-` }, body: form });
  return {
    status: response.status,
    have: Number(response.headers.get("x-ut-range-start") ?? -1),
    body: await response.json(),
  };
}

/** Sends a file whole and gives what the server said of it. */
export async function upload(site: Site, name: string, bytes: Uint8Array) {
  const { url, customId } = await ticket(site, name, bytes.length);
  const { body } = await put(url, bytes);
  return { customId, told: body.serverData as Record<string, unknown> };
}

/** Begins to send `bytes`, of which only the first `sent` leave before the connection breaks (or hangs, if told). */
export async function putAndBreak(
  url: string,
  bytes: Uint8Array,
  sent: number,
  hang = false
): Promise<() => void> {
  const boundary = "----cut";
  const start = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n`
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const request = rawRequest(url, {
    method: "PUT",
    headers: {
      range: "bytes=0-",
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": start.length + bytes.length + tail.length,
    },
  });
  request.on("error", () => undefined);
  request.write(start);
  await new Promise<void>((flushed) => request.write(bytes.subarray(0, sent), () => flushed()));
  await new Promise((later) => setTimeout(later, 150));
  const stop = () => void request.destroy();
  if (!hang) stop();
  return stop;
}
