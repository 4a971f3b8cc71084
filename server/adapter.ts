import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import zlib from "node:zlib";
import { createReadableStreamFromReadable } from "@remix-run/node";

/** The Web request of a Node one; its body streams, and its signal fires when the caller goes away. */
export function toRequest(req: IncomingMessage, res: ServerResponse, origin: string): Request {
  const gone = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) gone.abort();
  });
  const init: RequestInit & { duplex?: "half" } = {
    method: req.method ?? "GET",
    headers: headersOf(req),
    signal: gone.signal,
  };
  if (init.method !== "GET" && init.method !== "HEAD") {
    init.body = createReadableStreamFromReadable(Readable.from(bodyOf(req)));
    init.duplex = "half";
  }
  return new Request(urlOf(req, origin), init);
}

/**
 * The most a page is sent: forms and talk about uploads; works themselves come in below /ingest/. A little more than
 * forms may hold, so that a form that is too large is told so by its page.
 */
export const maxPageBodyBytes = 8 * 2 ** 20;

/** The body as far as a page may hold it; whoever does not read to its end leaves the connection alive for the answer. */
async function* bodyOf(req: IncomingMessage): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxPageBodyBytes) throw new RangeError("The body is larger than any page takes");
    yield chunk;
  }
}

/** The address asked for. A path may begin with two slashes, which must not turn into another host. */
export function urlOf(req: IncomingMessage, origin: string): string {
  return origin + (req.url?.startsWith("/") ? req.url : "/");
}

export function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) headers.append(req.rawHeaders[i]!, req.rawHeaders[i + 1]!);
  return headers;
}

/**
 * Sends a Web response, text compressed piece by piece as it comes; cookies are `Secure` when the caller speaks https.
 * A caller that went away is no error.
 */
export async function sendResponse(
  req: IncomingMessage, res: ServerResponse, response: Response, { https }: { https: boolean },
): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name === "set-cookie") res.appendHeader(name, https && !/;\s*secure\b/i.test(value) ? `${value}; Secure` : value);
    else if (name === "vary") res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (!response.body || req.method === "HEAD") {
    await response.body?.cancel();
    res.end();
    return;
  }
  const body = Readable.fromWeb(response.body as NodeStream);
  const compressor = isText(response) ? compressorFor(req, res) : null;
  await (compressor ? pipeline(body, compressor, res) : pipeline(body, res)).catch((error: unknown) => {
    if (!res.destroyed && !res.closed) throw error;
  });
}

function isText(response: Response): boolean {
  const type = response.headers.get("content-type") ?? "";
  const short = Number(response.headers.get("content-length") ?? Infinity) < 1_000;
  return !short && !response.headers.has("content-encoding") && /^text\/|json|x-script|javascript|xml/.test(type);
}

function compressorFor(req: IncomingMessage, res: ServerResponse) {
  res.appendHeader("Vary", "Accept-Encoding");
  const accepted = String(req.headers["accept-encoding"] ?? "");
  const { BROTLI_OPERATION_FLUSH, BROTLI_PARAM_QUALITY, Z_SYNC_FLUSH } = zlib.constants;
  const choices = [
    ["br", () => zlib.createBrotliCompress({ flush: BROTLI_OPERATION_FLUSH, params: { [BROTLI_PARAM_QUALITY]: 4 } })],
    ["gzip", () => zlib.createGzip({ flush: Z_SYNC_FLUSH, level: 5 })],
  ] as const;
  const choice = choices.find(([name]) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$))`).test(accepted));
  if (!choice) return null;
  res.removeHeader("Content-Length");
  res.setHeader("Content-Encoding", choice[0]);
  return choice[1]();
}
